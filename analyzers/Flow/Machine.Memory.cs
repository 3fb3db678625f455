using System;
using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>Memory that resources read while they live, and that must not be written meanwhile.</summary>
internal sealed partial class Machine
{
    private void LinkMemory(Link op)
    {
        var memory = ValueOf(op.Memory);
        foreach (var fact in Holders(op.Source))
            Replace(fact, fact with { Reading = new Reading(memory.IsKnown ? null : memory) });
    }

    private void StartReading(Read op)
    {
        var part = PartOf(op.Span);
        foreach (var fact in Holders(op.Source))
            Replace(fact, fact with { Reading = new Reading(fact.Reading?.Memory) { Part = part } });
    }

    /// <summary>What still reads there reads something else now. It counts where that resource ends: one that never does is lost, which is worse.</summary>
    private void WriteMemory(Write op)
    {
        var memory = ValueOf(op.Memory);
        var part = PartOf(op.Span);
        TellWritten(memory, part);
        foreach (var fact in _facts.ToArray())
        {
            if (fact is not { Status: Status.Live, Reading: { IsRunning: true } reading } || !memory.Equals(reading.Memory) || !MayMeet(fact, reading.Part!, part))
                continue;
            if (fact.Owed)
                Replace(fact, fact with { Overwritten = fact.Overwritten.With(op.Origin) });
            else
                Findings.Overwritten(fact, op.Origin);
        }
    }

    private void TellWritten(Value memory, Part part)
    {
        if (memory.IsKnown || _symbols.PlaceOf(memory.Symbol) is not (>= 0 and var place))
            return;
        var (start, number) = StartOf(part) switch
        {
            { Symbols: [] } known => (-1, known.Number),
            { Symbols: [var symbol] } known when _symbols.PlaceOf(symbol) >= 0 => (_symbols.PlaceOf(symbol), known.Number),
            _ => (-2, 0),
        };
        Findings.Wrote(new WriteFact(place, start, number));
    }

    private void TellOverwritten(Fact fact)
    {
        foreach (var origin in fact.Overwritten.Items)
            Findings.Overwritten(fact, origin);
    }

    private Part PartOf(Extent extent) => new(Number(extent.Start), Number(extent.Plus), extent.Addend, Number(extent.Length));

    private Value? Number(int place) => place == -2 ? null : place < 0 ? Value.Known(0) : ValueOf(place);

    /// <summary>Whether the two may have a number in common. A length that is not known counts as 1: what is written in front of a part is not taken to run into it.</summary>
    private bool MayMeet(Fact reader, Part read, Part written)
    {
        if (StartOf(read) is not { } left || StartOf(written) is not { } right)
            return !_layout.IsShared(reader.Aliases);
        var (readLength, writtenLength) = (LengthOf(read), LengthOf(written));
        if (left.Symbols.SequenceEqual(right.Symbols))
            return right.Number >= left.Number ? right.Number - left.Number < readLength.Low : left.Number - right.Number < writtenLength.Low;
        if (Follows(right, left, read.Length) || Follows(left, right, written.Length))
            return false;
        var (leftRange, rightRange) = (RangeOf(left), RangeOf(right));
        return !_layout.IsShared(reader.Aliases) && !Ends(leftRange, readLength, rightRange) && !Ends(rightRange, writtenLength, leftRange);
    }

    /// <summary>Whether the second begins where the first, of that length, ends, or later.</summary>
    private static bool Follows((List<int> Symbols, long Number) second, (List<int> Symbols, long Number) first, Value? length) =>
        length is { IsKnown: false, IsQuestion: false } unknown && second.Number >= first.Number && second.Symbols.SequenceEqual(first.Symbols.Append(unknown.Symbol).OrderBy(symbol => symbol));

    /// <summary>Whether what begins in the first range with a length ends before the second.</summary>
    private static bool Ends(Range first, Range length, Range second) =>
        first.High <= int.MaxValue && length.High <= int.MaxValue && second.Low >= first.High + length.High;

    private Range LengthOf(Part part)
    {
        var range = part.Length is { } length ? RangeOf(length) : Range.All;
        return Range.Between(Math.Max(1, range.Low), Math.Max(1, range.High));
    }

    /// <summary>Where a part begins: the sum of some unknown numbers and a known one.</summary>
    private (List<int> Symbols, long Number)? StartOf(Part part)
    {
        var symbols = new List<int>();
        var number = part.Addend;
        foreach (var value in new[] { part.Start, part.Plus })
        {
            if (value is not { IsQuestion: false } term)
                return null;
            if (RangeOf(term) is { IsSingle: true } only)
                number += only.Low;
            else
                symbols.Add(term.Symbol);
        }

        symbols.Sort();
        return (symbols, number);
    }

    private Range RangeOf((List<int> Symbols, long Number) start)
    {
        var (low, high) = (start.Number, start.Number);
        foreach (var range in start.Symbols.Select(RangeOf))
        {
            low = range.Low < -int.MaxValue || low < -int.MaxValue ? long.MinValue : low + range.Low;
            high = range.High > int.MaxValue || high > int.MaxValue ? long.MaxValue : high + range.High;
        }

        return Range.Between(low, high);
    }
}
