using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>
/// Counting loops that step through sequences: `for (i = 0; i &lt; n; i++) … a[i] …`, the same downwards, and their `while` forms.
/// Inside of one, `a[i]` is the element that an enumeration stands on; when its condition fails, every element up to the bound was passed.
/// </summary>
internal sealed class CursorLoops
{
    private readonly Dictionary<SyntaxNode, CursorLoop> _byCondition = [];
    private readonly Dictionary<SyntaxNode, CursorLoop> _byAccess = [];
    private readonly HashSet<SyntaxNode> _byKey;
    private readonly HashSet<SyntaxNode> _rests = [];
    private readonly Dictionary<SyntaxNode, ISymbol> _shrinking = [];
    private readonly GridLoops _grids;
    private readonly ILookup<ISymbol, string> _extents;
    private readonly ILookup<ISymbol, CursorLoop> _byCounter;
    private readonly ILookup<ISymbol, ISymbol> _filled;

    private CursorLoops(IOperation root)
    {
        var operations = root.DescendantsAndSelf().ToList();
        var loops = operations.Select(CursorLoop.Of).OfType<CursorLoop>().ToList();
        var extents = operations.SelectMany(SizesIn).Concat(FilledTo(operations)).Concat(loops.SelectMany(loop => loop.Filled.Select(filled => (filled, loop.Bound))));
        _extents = extents.ToLookup<(ISymbol Sequence, string Text), ISymbol, string>(each => each.Sequence, each => each.Text, SymbolEqualityComparer.Default);
        _byCounter = loops.ToLookup<CursorLoop, ISymbol>(loop => loop.Counter, SymbolEqualityComparer.Default);
        _filled = operations.Select(FilledAt).Where(each => each.Counter is not null)
            .ToLookup<(ISymbol? Counter, ISymbol? Sequence), ISymbol, ISymbol>(each => each.Counter!, each => each.Sequence!, SymbolEqualityComparer.Default);
        Counted = CountedLoops.Of(operations);
        _grids = new GridLoops(operations);
        ContinueLoops(loops);
        var shrinking = operations.OfType<IWhileLoopOperation>().Select(ShrinkingLoop.Of).OfType<ShrinkingLoop>().ToList();
        foreach (var loop in shrinking)
        {
            _rests.Add(loop.Rest.Syntax);
            _shrinking[loop.Condition.Syntax] = loop.Span;
        }

        _byKey = [.. shrinking.SelectMany(loop => loop.Accesses), .. operations.OfType<IForEachLoopOperation>().SelectMany(AccessesByKey)];
        foreach (var loop in loops)
        {
            _byCondition[loop.Condition.Syntax] = loop;
            foreach (var access in loop.Accesses)
                _byAccess[access.Syntax] = loop;
        }
    }

    /// <summary>The loops that take as many elements as there are.</summary>
    public CountedLoops Counted { get; }

    /// <summary>The loops in a body.</summary>
    public static CursorLoops Of(IOperation root) => new(root);

    /// <summary>Whether <paramref name="element"/> is the one that a loop stands on.</summary>
    public bool IsCursor(IOperation element) => _byAccess.ContainsKey(element.Syntax) || _byKey.Contains(element.Syntax) || _grids.IsCursor(element);

    /// <summary>The sequences that a loop with this condition steps through, and whether it passes all that they hold.</summary>
    public IEnumerable<(ISymbol Sequence, bool IsWhole)> SteppedBy(IOperation condition) =>
        _shrinking.TryGetValue(condition.Syntax, out var span) ? [(span, true)]
        : _byCondition.TryGetValue(condition.Syntax, out var loop) ? loop.Sequences.Select(sequence => (sequence, loop.StartsAtEnd && IsWhole(sequence, loop.Bound))) : _grids.SteppedBy(condition).Select(sequence => (sequence, false));

    /// <summary>The sequences of which every element was passed when this condition of an outer loop fails.</summary>
    public IEnumerable<ISymbol> PassedBy(IOperation condition) => _grids.PassedBy(condition);

    /// <summary>The sequences that a loop steps through whose counter gets a new start.</summary>
    public IEnumerable<ISymbol> StartedBy(ISymbol counter) => _byCounter[counter].Where(loop => !loop.Continues).SelectMany(loop => loop.Sequences).Concat(_grids.StartedBy(counter));

    /// <summary>Whether the slice is what a loop that goes through a span by cutting its front off has left.</summary>
    public bool IsRest(IOperation slice) => _rests.Contains(slice.Syntax);

    /// <summary>The sequences that are filled at the steps of a counter that no loop steps through them with.</summary>
    public IEnumerable<ISymbol> FilledBy(ISymbol counter) => _filled[counter].Where(sequence => !_byCounter[counter].Any(loop => loop.Sequences.Contains(sequence))).Distinct<ISymbol>(SymbolEqualityComparer.Default);

    /// <summary>The size that <paramref name="sequence"/> was made with, where it is a constant.</summary>
    public int? SizeOf(ISymbol sequence) => _extents[sequence].Select(text => int.TryParse(text, out var size) ? size : (int?)null).FirstOrDefault(size => size is not null);

    /// <summary>Whether counting to <paramref name="bound"/> passes all that <paramref name="sequence"/> holds.</summary>
    public bool IsWhole(ISymbol sequence, string bound) =>
        bound == sequence.Name + ".Length" || bound == sequence.Name + ".Count" || _extents[sequence].Contains(bound);

    /// <summary>`for (i = 0; i &lt; n; …) … a[i]` and, right behind it, `for (j = n; …) … a[j]`: the second goes on where the first has stopped, or behind that.</summary>
    private static void ContinueLoops(List<CursorLoop> loops)
    {
        foreach (var loop in loops.Where(loop => loop is { StartsAtEnd: false, Start: not null }))
        {
            if (loops.Find(other => other.StartsAtEnd && other.IsBelow(loop) && !SymbolEqualityComparer.Default.Equals(other.Counter, loop.Counter) && other.Sequences.SetEquals(loop.Sequences) && other.EndsBefore(loop)) is { } first)
                loop.GoOn(first.Bound == loop.Start && first.ReachesItsBound());
        }
    }

    /// <summary>How many elements a sequence has: the size it was made with.</summary>
    private static IEnumerable<(ISymbol, string)> SizesIn(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator when SizeOf(value) is { } size:
                yield return (declarator.Symbol, size);
                break;
            case ISimpleAssignmentOperation { Target: { } target } assignment when CursorLoop.SymbolOf(target) is { } symbol && SizeOf(assignment.Value) is { } size:
                yield return (symbol, size);
                break;
        }
    }

    /// <summary>How many elements were put into a sequence: the counter it is filled with, where that counts each.</summary>
    private static IEnumerable<(ISymbol, string)> FilledTo(List<IOperation> operations) => operations.OfType<IAssignmentOperation>()
        .Select(assignment => (Stored: assignment.Target, CursorLoop.AccessOf(assignment.Target).Sequence, CursorLoop.AccessOf(assignment.Target).Counter))
        .Where(fill => fill is { Sequence: not null, Counter: not null })
        .GroupBy(fill => (fill.Sequence!, fill.Counter!.Name), fill => IsCounted(fill.Stored, fill.Counter!))
        .Where(fills => fills.All(isCounted => isCounted)).Select(fills => fills.Key);

    /// <summary>Whether the counter goes on when an element is filled: in the brackets, by a statement that follows, or by the loop around.</summary>
    private static bool IsCounted(IOperation stored, ISymbol counter)
    {
        if (CursorLoop.IsStepped(stored))
            return true;
        for (var inside = stored; inside.Parent is { } around; inside = around)
        {
            var follows = around switch
            {
                IBlockOperation block => block.Operations.SkipWhile(each => each != inside).Skip(1),
                IForLoopOperation loop => loop.AtLoopBottom,
                _ => [],
            };
            if (CursorLoop.IsChanged(counter, follows.SelectMany(each => each.DescendantsAndSelf())))
                return true;
            if (around is ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation)
                return false;
        }

        return false;
    }

    /// <summary>`foreach (key in map.Keys) … map[key] …`: the element of the key that the walk stands on.</summary>
    private static IEnumerable<SyntaxNode> AccessesByKey(IForEachLoopOperation loop)
    {
        var keys = loop.Collection;
        while (keys is IConversionOperation conversion)
            keys = conversion.Operand;
        if (keys is not IPropertyReferenceOperation { Property.Name: "Keys", Instance: { } instance } || CursorLoop.SymbolOf(instance) is not { } map || loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: var key })
            return [];
        return loop.Body.DescendantsAndSelf().Where(operation => CursorLoop.AccessOf(operation) is { Sequence: { } sequence, Counter: { } index }
            && SymbolEqualityComparer.Default.Equals(sequence, map) && SymbolEqualityComparer.Default.Equals(index, key)).Select(operation => operation.Syntax);
    }

    /// <summary>`a[n++] = …`: the counter and what it fills.</summary>
    private static (ISymbol? Counter, ISymbol? Sequence) FilledAt(IOperation operation) =>
        operation is ISimpleAssignmentOperation { Target: { } target } && CursorLoop.IsStepped(target) && CursorLoop.AccessOf(target) is { Sequence: { } sequence, Counter: { } counter } ? (counter, sequence) : (null, null);

    private static string? SizeOf(IOperation value)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        return value switch
        {
            IArrayCreationOperation { DimensionSizes: [{ ConstantValue: { HasValue: true, Value: int size } }] } => size.ToString(System.Globalization.CultureInfo.InvariantCulture),
            IArrayCreationOperation { DimensionSizes.Length: 1 } array => Text(array.DimensionSizes[0]),
            ICollectionExpressionOperation { Type: IArrayTypeSymbol } list when !list.Elements.Any(element => element is ISpreadOperation) => list.Elements.Length.ToString(System.Globalization.CultureInfo.InvariantCulture),
            IInvocationOperation { TargetMethod.Name: "Rent", Arguments.Length: 1 } rent => Text(rent.Arguments[0].Value),
            _ when value.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.StackAllocArrayCreationExpressionSyntax { Type: Microsoft.CodeAnalysis.CSharp.Syntax.ArrayTypeSyntax type } => type.RankSpecifiers[0].Sizes[0].ToString(),
            _ => null,
        };
    }

    /// <summary>The text of an expression that is the same wherever it stands: names, constants and members of names.</summary>
    internal static string Text(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
            operation = conversion.Operand;
        return operation.Syntax.ToString();
    }
}
