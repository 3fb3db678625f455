using System;
using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Contracts;

/// <summary>What one part of a result is, on some of the ways on which a method returns.</summary>
/// <param name="Arrives">The handle in it; null: there is none.</param>
/// <param name="Low">The least number that it may be: 0 is null, false and default.</param>
/// <param name="High">The greatest number that it may be.</param>
internal sealed record PartContract(OutContract? Arrives, long Low, long High);

/// <summary>One of the ways on which a method returns a value of several parts, so that a caller who asks one part knows of the others.</summary>
internal sealed class ResultWay(IReadOnlyList<PartContract> parts) : IEquatable<ResultWay>
{
    /// <summary>More of them are not kept apart: beyond, what a part tells of another is forgotten.</summary>
    private const int Most = 8;

    /// <summary>The parts, each before what is inside of it.</summary>
    public IReadOnlyList<PartContract> Parts { get; } = parts;

    public bool Equals(ResultWay? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override bool Equals(object? obj) => Equals(obj as ResultWay);

    public override int GetHashCode() => Parts.Aggregate(0, (hash, part) => unchecked((hash * 31) + part.GetHashCode()));

    public override string ToString() => string.Join(" ", Parts.Select(part => (part.Arrives is { } arrives ? arrives.Owned ? "owned" : arrives.AliasOf ?? "lent" : "") + $"[{part.Low}..{part.High}]"));

    /// <summary>The fewest of the ways that still say which parts are there: where there are too many, those with the same handles are one.</summary>
    public static IReadOnlyList<ResultWay> Of(IEnumerable<ResultWay> ways)
    {
        var all = ways.Distinct().ToList();
        if (all.Count > Most)
            all = [.. all.GroupBy(way => string.Join(" ", way.Parts.Select(part => part.Arrives?.ToString()))).Select(alike => new ResultWay([.. alike.First().Parts.Select((part, i) => part with { Low = alike.Min(way => way.Parts[i].Low), High = alike.Max(way => way.Parts[i].High) })]))];
        return all.Count > Most ? [] : [.. all.OrderBy(way => way.ToString(), StringComparer.Ordinal)];
    }
}
