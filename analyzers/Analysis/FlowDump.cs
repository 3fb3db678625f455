using System.Collections.Generic;
using System.Threading;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Devmem.Analyzers.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

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
        OwnershipAnalysis.Infer(ownership, cancellation);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = ownership.Bodies.ModelOf(tree);
            foreach (var node in tree.GetRoot(cancellation).DescendantNodesAndSelf())
            {
                var operation = model.GetOperation(node, cancellation);
                if (operation is null || BodyGraphs.Of(operation, cancellation) is not { } graph)
                    continue;
                foreach (var body in Of(graph, BodyGraphs.OwnerOf(operation, model, cancellation), ownership, [], cancellation))
                    yield return body;
            }
        }
    }

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
