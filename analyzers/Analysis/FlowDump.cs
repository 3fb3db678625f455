using System.Collections.Generic;
using System.Threading;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Devmem.Analyzers.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Analysis;

/// <summary>Shows what the solver gets to see of a compilation. Nothing in the product calls it; tests and people who look for the reason of a finding do.</summary>
public static class FlowDump
{
    /// <summary>The flow program of every body in <paramref name="compilation"/>, in the order of the source; lambdas and local functions that are no part of another program follow the body that declares them.</summary>
    /// <param name="compilation">What is shown; it may have errors.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IEnumerable<DumpedBody> Of(Compilation compilation, CancellationToken cancellation = default)
    {
        var ownership = new Ownership(compilation, cancellation);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = ownership.Bodies.ModelOf(tree);
            foreach (var node in tree.GetRoot(cancellation).DescendantNodesAndSelf())
            {
                var operation = model.GetOperation(node, cancellation);
                if (GraphOf(operation, cancellation) is not { } graph || OwnerOf(operation!, model, cancellation) is not { } owner)
                    continue;
                foreach (var body in Of(graph, owner, ownership, [], cancellation))
                    yield return body;
            }
        }
    }

    private static ISymbol? OwnerOf(IOperation body, SemanticModel model, CancellationToken cancellation) => body switch
    {
        IFieldInitializerOperation initializer => initializer.InitializedFields[0],
        IPropertyInitializerOperation initializer => initializer.InitializedProperties[0],
        _ => model.GetDeclaredSymbol(body.Syntax, cancellation) as IMethodSymbol ?? model.GetEnclosingSymbol(body.Syntax.Span.End - 1, cancellation),
    };

    private static ControlFlowGraph? GraphOf(IOperation? operation, CancellationToken cancellation) => operation switch
    {
        { Parent: not null } => null,
        IMethodBodyOperation body => ControlFlowGraph.Create(body, cancellation),
        IConstructorBodyOperation body => ControlFlowGraph.Create(body, cancellation),
        IFieldInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellation),
        IPropertyInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellation),
        IBlockOperation block => ControlFlowGraph.Create(block, cancellation),
        _ => null,
    };

    private static IEnumerable<DumpedBody> Of(ControlFlowGraph graph, ISymbol owner, Ownership ownership, HashSet<SyntaxNode> inlined, CancellationToken cancellation)
    {
        var body = BodyLowerer.Lower(graph, owner, ownership, cancellation);
        inlined.UnionWith(body.Inlined);
        yield return new DumpedBody(owner, body.Program, body.Origins);
        foreach (var (nested, symbol) in NestedGraphs.Of(graph, cancellation))
        {
            if (inlined.Contains(nested.OriginalOperation.Syntax))
                continue;
            foreach (var each in Of(nested, symbol, ownership, inlined, cancellation))
                yield return each;
        }
    }
}

/// <summary>The flow program of one body.</summary>
/// <param name="Owner">The member, lambda or local function.</param>
/// <param name="Program">The program.</param>
/// <param name="Origins">The syntax of each origin that the program's steps name.</param>
public sealed record DumpedBody(ISymbol Owner, FlowProgram Program, IReadOnlyList<SyntaxNode> Origins);
