using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>
/// A part of a sequence by bounds that are the same as long as no variable changes, `a[..n]`, `span.Slice(n)`, `list.Take(n)`, or by a condition of the elements alone.
/// </summary>
internal sealed class SequencePart
{
    private readonly IOperation? _start;
    private readonly IOperation? _end;
    private readonly bool _isLength;
    private readonly ElementCondition? _condition;

    private SequencePart(ISymbol sequence, IOperation? start, IOperation? end, bool isLength)
    {
        Sequence = sequence;
        _start = start;
        _end = end;
        _isLength = isLength;
        Key = (sequence, $"{TextOf(start)}..{TextOf(end)}{(isLength ? " long" : "")}");
    }

    private SequencePart(ISymbol sequence, ElementCondition condition)
    {
        Sequence = sequence;
        _condition = condition;
        Key = (sequence, $"where {condition}");
    }

    public ISymbol Sequence { get; }

    /// <summary>What tells it from other parts.</summary>
    public (ISymbol Sequence, string Index) Key { get; }

    /// <summary>Whether it is made by a condition.</summary>
    public bool IsConditional => _condition is not null;

    /// <summary>The variables in its bounds.</summary>
    public IEnumerable<ISymbol> Variables => new[] { _start, _end }.SelectMany(bound => bound?.DescendantsAndSelf() ?? []).Select(CursorLoop.SymbolOf).OfType<ISymbol>();

    /// <summary>The part that <paramref name="operation"/> makes of a sequence that has a name; null: it makes none, or by other bounds.</summary>
    public static SequencePart? Of(IOperation operation)
    {
        if (ElementCondition.Of(operation, out var source) is { } condition)
            return CursorLoop.SymbolOf(source!) is { } whole ? new SequencePart(whole, condition) : null;
        if (CursorLoop.SliceOf(operation) is not { } slice || CursorLoop.SymbolOf(slice.Sequence) is not { } sequence || !IsStable(slice.Start) || !IsStable(slice.End))
            return null;
        return new SequencePart(sequence, slice.Start, slice.End, operation is IInvocationOperation);
    }

    /// <summary>Whether no element is in both.</summary>
    /// <param name="other">Another part of the same sequence.</param>
    /// <param name="loops">Tells which number is the size of the sequence.</param>
    public bool IsApartFrom(SequencePart other, CursorLoops loops)
    {
        if (_condition is not null || other._condition is not null)
            return _condition is not null && other._condition is not null && _condition.Text == other._condition.Text && _condition.Holds != other._condition.Holds;
        var ((low, high), (otherLow, otherHigh)) = (Extent(loops), other.Extent(loops));
        return IsBefore(high, otherLow) || IsBefore(otherHigh, low);
    }

    /// <summary>Whether it and <paramref name="others"/>, which are apart from it, are the whole.</summary>
    public bool IsRestOf(List<SequencePart> others, CursorLoops loops)
    {
        if (_condition is not null)
            return others.Count > 0;
        var extents = others.ConvertAll(other => other.Extent(loops));
        var (low, high) = Extent(loops);
        return Reaches("=0", low, extents) && Reaches(high, "end", extents);
    }

    /// <summary>Whether parts, one behind the other, are all that is between two bounds.</summary>
    private static bool Reaches(string from, string to, List<(string Low, string High)> extents)
    {
        for (var turns = extents.Count; from != to && turns > 0; turns--)
            from = extents.Find(extent => extent.Low == from).High ?? "";
        return from == to;
    }

    /// <summary>Where it begins and where it ends, as text: `=0`, a bound, or `end`.</summary>
    private (string Low, string High) Extent(CursorLoops loops)
    {
        if (_condition is not null)
            return ("", "");
        var low = _start is null ? "=0" : TextOf(_start);
        return (low, _end is null || (low == "=0" && loops.IsWhole(Sequence, CursorLoops.Text(_end))) ? "end" : _isLength ? EndBehind(low, loops) : TextOf(_end));
    }

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
