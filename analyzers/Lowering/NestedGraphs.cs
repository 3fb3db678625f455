using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>The graphs of the lambdas and local functions that a graph declares.</summary>
internal static class NestedGraphs
{
    public static IEnumerable<(ControlFlowGraph Graph, IMethodSymbol Symbol)> Of(ControlFlowGraph graph, CancellationToken cancellation)
    {
        foreach (var function in graph.LocalFunctions)
            yield return (graph.GetLocalFunctionControlFlowGraph(function, cancellation), function);
        foreach (var block in graph.Blocks)
        {
            foreach (var lambda in block.Operations.Concat(block.BranchValue is { } value ? [value] : [])
                .SelectMany(root => root.DescendantsAndSelf()).OfType<IFlowAnonymousFunctionOperation>())
                yield return (graph.GetAnonymousFunctionControlFlowGraph(lambda, cancellation), lambda.Symbol);
        }
    }
}
