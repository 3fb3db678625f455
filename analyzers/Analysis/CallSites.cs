using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Devmem.Analyzers.Analysis.Filter;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Analysis;

/// <summary>Where the compilation calls its methods.</summary>
internal sealed class CallSites
{
    private readonly Compilation _compilation;
    private readonly Bodies _bodies;

    /// <summary>Where a name is mentioned: each is looked for once in the whole compilation.</summary>
    private readonly ConcurrentDictionary<string, IReadOnlyList<SyntaxNode>> _nodes = new();

    public CallSites(Compilation compilation, Bodies bodies)
    {
        _compilation = compilation;
        _bodies = bodies;
    }

    /// <summary>The calls of a method of this compilation; a null call: something else is done with it, so that not all calls are seen.</summary>
    public IEnumerable<(IOperation? Call, SyntaxNode Syntax)> Of(IMethodSymbol method)
    {
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.Constructor or MethodKind.LocalFunction) || method.IsVirtual || method.IsOverride || method.IsAbstract)
        {
            yield return (null, null!);
            yield break;
        }

        foreach (var (operation, syntax) in method.MethodKind == MethodKind.Constructor ? Creations() : Mentions(method.Name))
        {
            switch (operation)
            {
                case IInvocationOperation call when Is(call.TargetMethod, method):
                    yield return (call, syntax);
                    break;
                case IObjectCreationOperation creation when Is(creation.Constructor, method):
                    yield return (creation, syntax);
                    break;
                case IMethodReferenceOperation group when Is(group.Method, method):
                    yield return (null, syntax);
                    break;
            }
        }
    }

    /// <summary>What a call or a creation passes; null of neither.</summary>
    public static ImmutableArray<IArgumentOperation>? ArgumentsOf(IOperation? call) => call switch
    {
        IInvocationOperation invocation => invocation.Arguments,
        IObjectCreationOperation creation => creation.Arguments,
        _ => null,
    };

    /// <summary>What stands where a name is mentioned: the reference, or the call of it.</summary>
    public IEnumerable<(IOperation? Operation, SyntaxNode Syntax)> Mentions(string name) => _nodes.GetOrAdd(name, _ => Find(tree => !TreeWords.Of(tree).Has(name) ? [] :
        tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().Where(each => each.Identifier.ValueText == name).Select(Reference))).Select(Bound);

    private static bool Is(IMethodSymbol? called, IMethodSymbol method) =>
        called is not null && SymbolEqualityComparer.Default.Equals((called.ReducedFrom ?? called).OriginalDefinition, method.OriginalDefinition);

    private IEnumerable<(IOperation? Operation, SyntaxNode Syntax)> Creations() => _nodes.GetOrAdd("", _ => Find(tree =>
        tree.GetRoot().DescendantNodes().Where(node => node is BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax))).Select(Bound);

    private IReadOnlyList<SyntaxNode> Find(Func<SyntaxTree, IEnumerable<SyntaxNode>> find) => [.. _compilation.SyntaxTrees.SelectMany(find)];

    private (IOperation? Operation, SyntaxNode Syntax) Bound(SyntaxNode node) => (_bodies.ModelOf(node.SyntaxTree).GetOperation(node), node);

    private static SyntaxNode Reference(SimpleNameSyntax mention)
    {
        SyntaxNode node = mention.Parent is MemberAccessExpressionSyntax access && access.Name == mention ? access : mention.Parent is MemberBindingExpressionSyntax binding ? binding : mention;
        return node.Parent is InvocationExpressionSyntax call && call.Expression == node ? call : node;
    }
}
