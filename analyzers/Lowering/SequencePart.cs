using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>A part that is cut out of a sequence by bounds that are the same as long as no variable changes: `a[..n]`, `span.Slice(n)`, `a.AsSpan(2, n)`.</summary>
internal sealed class SequencePart
{
    private readonly IOperation? _start;
    private readonly IOperation? _end;
    private readonly bool _isLength;

    private SequencePart(ISymbol sequence, IOperation? start, IOperation? end, bool isLength)
    {
        Sequence = sequence;
        _start = start;
        _end = end;
        _isLength = isLength;
        Key = (sequence, $"{TextOf(start)}..{TextOf(end)}{(isLength ? " long" : "")}");
    }

    public ISymbol Sequence { get; }

    /// <summary>What tells it from other parts.</summary>
    public (ISymbol Sequence, string Index) Key { get; }

    /// <summary>The variables in its bounds.</summary>
    public IEnumerable<ISymbol> Variables => new[] { _start, _end }.SelectMany(bound => bound?.DescendantsAndSelf() ?? []).Select(CursorLoop.SymbolOf).OfType<ISymbol>();

    /// <summary>The part that <paramref name="operation"/> cuts out of a sequence that has a name; null: it does not, or by other bounds.</summary>
    public static SequencePart? Of(IOperation operation)
    {
        if (CursorLoop.SliceOf(operation) is not { } slice || CursorLoop.SymbolOf(slice.Sequence) is not { } sequence || !IsStable(slice.Start) || !IsStable(slice.End))
            return null;
        return new SequencePart(sequence, slice.Start, slice.End, operation is IInvocationOperation);
    }

    /// <summary>Where it begins and where it ends, as text: `=0`, a bound, or `end`.</summary>
    /// <param name="loops">Tells which number is the size of the sequence.</param>
    public (string Low, string High) Extent(CursorLoops loops)
    {
        var low = _start is null ? "=0" : TextOf(_start);
        return (low, _end is null || (low == "=0" && loops.IsWhole(Sequence, CursorLoops.Text(_end))) ? "end" : _isLength ? EndBehind(low, loops) : TextOf(_end));
    }

    /// <summary>Whether the part from <paramref name="left"/> has nothing that the part from <paramref name="right"/> has.</summary>
    public static bool AreApart((string Low, string High) left, (string Low, string High) right) => IsBefore(left.High, right.Low) || IsBefore(right.High, left.Low);

    private static bool IsBefore(string high, string low) => high == low || (NumberOf(high) is { } first && NumberOf(low) is { } second && first <= second);

    private string EndBehind(string low, CursorLoops loops)
    {
        var length = TextOf(_end);
        if (low == "=0")
            return length;
        if (NumberOf(low) is { } start && NumberOf(length) is { } number)
            return "=" + (start + number);
        var rest = _end is IConversionOperation conversion ? conversion.Operand : _end;
        return rest is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } difference && TextOf(difference.RightOperand) == low && loops.IsWhole(Sequence, CursorLoops.Text(difference.LeftOperand))
            ? "end" : low + "+" + length;
    }

    private static int? NumberOf(string bound) => bound.StartsWith("=", System.StringComparison.Ordinal) && int.TryParse(bound.Substring(1), out var number) ? number : null;

    private static bool IsStable(IOperation? bound) => bound?.DescendantsAndSelf().All(part => part is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } || ElementKeys.IsStable(part)) != false;

    private static string TextOf(IOperation? bound)
    {
        while (bound is IConversionOperation conversion)
            bound = conversion.Operand;
        return bound is null ? "" : ElementKeys.TextOf(bound);
    }
}
