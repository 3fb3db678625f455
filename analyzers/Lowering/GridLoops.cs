using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Two counting loops, one in the other, that step through an array of two dimensions: `a[i, j]`. The inner one takes the steps, the outer one begins and ends them.</summary>
internal sealed class GridLoops
{
    private readonly HashSet<SyntaxNode> _accesses = [];
    private readonly ILookup<SyntaxNode, ISymbol> _stepped;
    private readonly ILookup<SyntaxNode, ISymbol> _passed;
    private readonly ILookup<ISymbol, ISymbol> _started;

    public GridLoops(List<IOperation> operations)
    {
        var grids = operations.OfType<IArrayElementReferenceOperation>().Where(access => access.Indices.Length == 2).Select(access => Of(access, operations)).OfType<Grid>().ToList();
        foreach (var grid in grids)
            _accesses.Add(grid.Access);
        _stepped = grids.ToLookup(grid => grid.Inner.Condition!.Syntax, grid => grid.Sequence);
        _passed = grids.Where(grid => grid.IsWhole).ToLookup(grid => grid.Outer.Condition!.Syntax, grid => grid.Sequence);
        _started = grids.ToLookup<Grid, ISymbol, ISymbol>(grid => grid.Counter, grid => grid.Sequence, SymbolEqualityComparer.Default);
    }

    /// <summary>Whether <paramref name="element"/> is the one that the loops stand on.</summary>
    public bool IsCursor(IOperation element) => _accesses.Contains(element.Syntax);

    /// <summary>The arrays that take a step when this condition holds.</summary>
    public IEnumerable<ISymbol> SteppedBy(IOperation condition) => _stepped[condition.Syntax].Distinct<ISymbol>(SymbolEqualityComparer.Default);

    /// <summary>The arrays of which every element was passed when this condition fails.</summary>
    public IEnumerable<ISymbol> PassedBy(IOperation condition) => _passed[condition.Syntax].Distinct<ISymbol>(SymbolEqualityComparer.Default);

    /// <summary>The arrays that are stepped through anew when the counter gets a start.</summary>
    public IEnumerable<ISymbol> StartedBy(ISymbol counter) => _started[counter].Distinct<ISymbol>(SymbolEqualityComparer.Default);

    private static Grid? Of(IArrayElementReferenceOperation access, List<IOperation> operations)
    {
        if (CursorLoop.SymbolOf(access.ArrayReference) is not { } sequence)
            return null;
        var around = Around(access).ToList();
        var loops = access.Indices.Select(index => around.Find(loop => Same(CounterOf(loop), CursorLoop.SymbolOf(index)))).ToArray();
        if (loops[0] is not { } first || loops[1] is not { } second || first == second)
            return null;
        var (inner, outer) = around.IndexOf(first) < around.IndexOf(second) ? (first, second) : (second, first);
        var isWhole = BoundOf(first) is { } rows && BoundOf(second) is { } columns && IsSize(sequence, 0, rows, operations) && IsSize(sequence, 1, columns, operations);
        return new Grid(access.Syntax, sequence, inner, outer, CounterOf(outer)!, isWhole);
    }

    private static IEnumerable<IForLoopOperation> Around(IOperation access)
    {
        for (var each = access.Parent; each is not null and not IAnonymousFunctionOperation and not ILocalFunctionOperation; each = each.Parent)
        {
            if (each is IForLoopOperation { Condition: IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan } } loop)
                yield return loop;
        }
    }

    private static ISymbol? CounterOf(IForLoopOperation loop) => CursorLoop.SymbolOf(((IBinaryOperation)loop.Condition!).LeftOperand);

    /// <summary>The bound of a loop that counts from 0 by one; null: it does not.</summary>
    private static IOperation? BoundOf(IForLoopOperation loop)
    {
        var counter = CounterOf(loop)!;
        var start = loop.Before.SelectMany(each => each.DescendantsAndSelf()).OfType<IVariableDeclaratorOperation>().FirstOrDefault(declarator => Same(declarator.Symbol, counter))?.GetVariableInitializer()?.Value;
        var step = CursorLoop.StepOf(counter, [.. loop.Body.Descendants(), .. loop.AtLoopBottom.SelectMany(bottom => bottom.DescendantsAndSelf())]);
        return step == 1 && start?.ConstantValue is { HasValue: true, Value: 0 } ? ((IBinaryOperation)loop.Condition!).RightOperand : null;
    }

    /// <summary>Whether the bound is as many as there are in that dimension.</summary>
    private static bool IsSize(ISymbol sequence, int dimension, IOperation bound, List<IOperation> operations)
    {
        if (bound is IInvocationOperation { TargetMethod.Name: "GetLength", Arguments: [{ Value.ConstantValue: { HasValue: true, Value: int asked } }], Instance: { } instance })
            return asked == dimension && Same(CursorLoop.SymbolOf(instance), sequence);
        var sizes = operations.OfType<IVariableDeclaratorOperation>().Where(declarator => Same(declarator.Symbol, sequence)).Select(declarator => declarator.GetVariableInitializer()?.Value).ToList();
        return sizes is [IArrayCreationOperation { DimensionSizes: { Length: 2 } made }] && CursorLoops.Text(made[dimension]) == CursorLoops.Text(bound);
    }

    private static bool Same(ISymbol? left, ISymbol? right) => left is not null && SymbolEqualityComparer.Default.Equals(left, right);

    private sealed record Grid(SyntaxNode Access, ISymbol Sequence, IForLoopOperation Inner, IForLoopOperation Outer, ISymbol Counter, bool IsWhole);
}
