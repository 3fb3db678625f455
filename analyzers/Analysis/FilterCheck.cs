using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Devmem.Analyzers.Analysis.Filter;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Analysis;

/// <summary>Sets what the filter says of bodies beside what binding them shows. Nothing in the product calls it; tests do.</summary>
public static class FilterCheck
{
    /// <summary>Every body in <paramref name="compilation"/>.</summary>
    /// <param name="compilation">What is looked at; it may have errors.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IEnumerable<FilteredBody> Of(Compilation compilation, CancellationToken cancellation = default)
    {
        var ownership = new Ownership(compilation, cancellation);
        var relevance = new Relevance(ownership.Handles);
        var filter = new BodyFilter(compilation, type => ownership.Handles.Of(type) is not null);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = ownership.Bodies.ModelOf(tree);
            foreach (var node in tree.GetRoot(cancellation).DescendantNodesAndSelf())
            {
                if (BodyGraphs.Of(model.GetOperation(node, cancellation), cancellation) is not { OriginalOperation: var root } || OwnerOf(node, model, cancellation) is not { } owner)
                    continue;
                var declaration = node is EqualsValueClauseSyntax { Parent: { } declared } ? declared : node;
                yield return new FilteredBody(owner, node, filter.MayTouch(declaration), relevance.Mentions(root, owner) || root.DescendantsAndSelf().Any(IsAskedAbout));
            }
        }
    }

    /// <summary>Whether a rule asks about a call by itself.</summary>
    private static bool IsAskedAbout(IOperation operation) => operation is IInvocationOperation call && (RawCalls.Read(call) is not null || BindingSite.IsBinding(call.TargetMethod));

    private static ISymbol? OwnerOf(SyntaxNode node, SemanticModel model, CancellationToken cancellation) =>
        node.AncestorsAndSelf().Select(each => model.GetDeclaredSymbol(each, cancellation)).FirstOrDefault(each => each is not null)
            ?? model.GetEnclosingSymbol(node.SpanStart, cancellation);
}

/// <summary>What is said of one body.</summary>
/// <param name="Owner">The member.</param>
/// <param name="Syntax">Where it stands.</param>
/// <param name="IsLookedAt">Whether the filter lets it through.</param>
/// <param name="Mentions">Whether, bound, it turns out to have to do with handles, or with what they do.</param>
public sealed record FilteredBody(ISymbol Owner, SyntaxNode Syntax, bool IsLookedAt, bool Mentions);
