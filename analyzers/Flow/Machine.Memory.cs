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
            if (!IsAtWork(fact) || fact.Reading is not { IsRunning: true } reading || !memory.Equals(reading.Memory) || !MayMeet(fact, reading.Part!, part))
                continue;
            if (fact.MustBeReleased)
                Replace(fact, fact with { Overwritten = fact.Overwritten.With(op.Origin) });
            else
                Findings.Overwritten(fact, op.Origin);
        }
    }

    /// <summary>Whether it lives and has not done all it was made for, or still reads after its release.</summary>
    private static bool IsAtWork(Fact fact) => fact.Reading is not { IsDone: true } && (fact.Status == Status.Live || (fact.Status == Status.Released && fact.Reading is { IsDeferred: true }));

    private Fact GoOnReading(Fact fact, int promise) => fact.Reading is not { IsRunning: true } reading ? fact
        : fact.Named(_program.Elsewhere < 0 ? fact.Aliases : fact.Aliases.With(_program.Elsewhere)) with { Reading = reading with { IsDeferred = true, Promise = ValueOf(promise) } };

    /// <summary>It has read all; who knew it only for that forgets it.</summary>
    private void StopReading(Fact fact)
    {
        if (fact.Reading is not { IsDeferred: true } reading)
            return;
        var named = fact.Named(_program.Elsewhere < 0 ? fact.Aliases : fact.Aliases.Without(_program.Elsewhere));
        if (named.Aliases.IsEmpty)
            _facts.Remove(fact);
        else
            Replace(fact, named with { Reading = reading with { IsDone = true, IsDeferred = false, Promise = null } });
    }

    private void SettleReadings(Settle op)
    {
        var promise = op.Promise >= 0 ? ValueOf(op.Promise) : (Value?)null;
        var waiting = _facts.FindAll(fact => fact.Reading is { IsDeferred: true });
        var meant = waiting.FindAll(fact => promise is { } named && named.Equals(fact.Reading!.Promise));
        if (meant.Count == 0 && op.Lost)
            meant = waiting.FindAll(fact => fact.Reading!.Promise is not { } value || !_values.Values.Any(value.Equals));
        foreach (var fact in meant)
        {
            if (op.Into < 0)
                StopReading(fact);
            else
                Replace(fact, fact with { Reading = fact.Reading! with { Promise = ValueOf(op.Into) } });
        }
    }

    private void TellWritten(Value memory, Part part)
    {
        if (memory.IsKnown || _symbols.PlaceOf(memory.Symbol) is not (>= 0 and var place))
            return;
        Findings.Wrote(new WriteFact(place, Told(part)));
    }

    /// <summary>The part as whoever called this body can understand it.</summary>
    private SpanFact Told(Part part)
    {
        if (StartOf(part) is not { } start || start.Symbols.Exists(symbol => _symbols.PlaceOf(symbol) < 0))
            return SpanFact.Unknown;
        int Place(int at) => at < start.Symbols.Count ? _symbols.PlaceOf(start.Symbols[at]) : -1;
        var length = part.Length is { IsKnown: false, IsQuestion: false } unknown && _symbols.PlaceOf(unknown.Symbol) is var place and >= 0 ? place : -2;
        return new SpanFact(Place(0), Place(1), start.Number, length, MostOf(part));
    }

    private void TellOverwritten(Fact fact)
    {
        foreach (var origin in fact.Overwritten.Items)
            Findings.Overwritten(fact, origin);
    }

    private Part PartOf(Extent extent)
    {
        var length = Number(extent.Length);
        return new Part(Number(extent.Start), Number(extent.Plus), extent.Addend, length) { Most = Math.Min(extent.Most, length is { } known ? RangeOf(known).High : long.MaxValue), IsSlot = extent.IsSlot };
    }

    private Value? Number(int place) => place == -2 ? null : place < 0 ? Value.Known(0) : ValueOf(place);

    /// <summary>Whether the two may have a number in common. A length that is not known may be any, but for slots.</summary>
    private bool MayMeet(Fact reader, Part read, Part written)
    {
        if (StartOf(read) is not { } left || StartOf(written) is not { } right)
            return !_layout.IsShared(reader.Aliases);
        var (readLength, writtenLength) = (MostOf(read), MostOf(written));
        if (left.Symbols.SequenceEqual(right.Symbols))
            return !(written.IsSlot && left.Number != right.Number && Math.Max(readLength, writtenLength) > int.MaxValue)
                && (right.Number >= left.Number ? right.Number - left.Number < readLength : left.Number - right.Number < writtenLength);
        if (Follows(right, left, read.Length) || Follows(left, right, written.Length))
            return false;
        var (leftRange, rightRange) = (RangeOf(left), RangeOf(right));
        return !_layout.IsShared(reader.Aliases) && !Ends(leftRange, readLength, rightRange) && !Ends(rightRange, writtenLength, leftRange);
    }

    /// <summary>Whether the second begins where the first, of that length, ends, or later.</summary>
    private static bool Follows((List<int> Symbols, long Number) second, (List<int> Symbols, long Number) first, Value? length) =>
        length is { IsKnown: false, IsQuestion: false } unknown && second.Number >= first.Number && second.Symbols.SequenceEqual(first.Symbols.Append(unknown.Symbol).OrderBy(symbol => symbol));

    /// <summary>Whether what begins in the first range with a length ends before the second.</summary>
    private static bool Ends(Range first, long length, Range second) =>
        first.High <= int.MaxValue && length <= int.MaxValue && second.Low >= first.High + length;

    /// <summary>How long a part is at most: at least 1, because where a part is empty, nobody says so.</summary>
    private long MostOf(Part part) => Math.Max(1, Math.Min(part.Most, part.Length is { } length ? RangeOf(length).High : long.MaxValue));

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
