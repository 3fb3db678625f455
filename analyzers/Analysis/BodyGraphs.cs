using System.Linq;
using System.Threading;
using Devmem.Analyzers.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Analysis;

/// <summary>The graph and the owner of a body that no host hands in.</summary>
internal static class BodyGraphs
{
    /// <summary>The graph of the body with this root; null: it is none that has a graph.</summary>
    public static ControlFlowGraph? Of(IOperation? root, CancellationToken cancellation) => root switch
    {
        { Parent: not null } => null,
        IMethodBodyOperation body => ControlFlowGraph.Create(body, cancellation),
        IConstructorBodyOperation body => ControlFlowGraph.Create(body, cancellation),
        IFieldInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellation),
        IPropertyInitializerOperation initializer => ControlFlowGraph.Create(initializer, cancellation),
        IBlockOperation block => ControlFlowGraph.Create(block, cancellation),
        _ => null,
    };

    /// <summary>The member whose body it is.</summary>
    public static ISymbol OwnerOf(IOperation root, SemanticModel model, CancellationToken cancellation) => root switch
    {
        IFieldInitializerOperation initializer => initializer.InitializedFields[0],
        IPropertyInitializerOperation initializer => initializer.InitializedProperties[0],
        _ => model.GetDeclaredSymbol(root.Syntax, cancellation) as IMethodSymbol ?? model.GetEnclosingSymbol(root.Syntax.Span.End - 1, cancellation)!,
    };

    /// <summary>Whether control can come to <paramref name="syntax"/> in the graph, or in a function that it declares.</summary>
    public static bool Reaches(ControlFlowGraph graph, SyntaxNode syntax, CancellationToken cancellation) =>
        graph.Blocks.Any(block => block.IsReachable && block.Operations.Concat(block.BranchValue is { } value ? [value] : []).Any(root => root.DescendantsAndSelf().Any(each => each.Syntax == syntax)))
        || NestedGraphs.Of(graph, cancellation).Any(nested => Reaches(nested.Graph, syntax, cancellation));
}
