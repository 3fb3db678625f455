using System;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>What is known of a number: an interval less a few excluded values.</summary>
/// <remarks>
/// Booleans are 0 and 1, a null reference or a default value is 0 and any other reference is at least 1, enums and integers are themselves.
/// Forgetting an excluded value is always sound, so only a handful is kept.
/// </remarks>
public sealed class Range : IEquatable<Range>
{
    private const int MostHoles = 4;

    /// <summary>Nothing is known.</summary>
    public static readonly Range All = new(long.MinValue, long.MaxValue, []);

    private readonly long[] _holes;

    private Range(long low, long high, long[] holes)
    {
        Low = low;
        High = high;
        _holes = holes;
    }

    /// <summary>The least possible value.</summary>
    public long Low { get; }

    /// <summary>The greatest possible value.</summary>
    public long High { get; }

    /// <summary>Whether one value is left.</summary>
    public bool IsSingle => Low == High;

    /// <summary>Whether nothing is known.</summary>
    public bool IsAll => Low == long.MinValue && High == long.MaxValue && _holes.Length == 0;

    /// <summary>The numbers from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public static Range Between(long low, long high) => low == long.MinValue && high == long.MaxValue ? All : new(low, high, []);

    /// <summary>Just <paramref name="value"/>.</summary>
    public static Range Single(long value) => new(value, value, []);

    /// <summary>Whether <paramref name="value"/> is possible.</summary>
    public bool Contains(long value) => value >= Low && value <= High && Array.IndexOf(_holes, value) < 0;

    /// <summary>The part that stands in <paramref name="relation"/> to <paramref name="value"/>, or null where there is none.</summary>
    public Range? Refine(Relation relation, long value) => relation switch
    {
        Relation.Equal => Contains(value) ? Single(value) : null,
        Relation.NotEqual => Exclude(value),
        Relation.Less => value == long.MinValue ? null : Clip(Low, Math.Min(High, value - 1)),
        Relation.LessOrEqual => Clip(Low, Math.Min(High, value)),
        Relation.Greater => value == long.MaxValue ? null : Clip(Math.Max(Low, value + 1), High),
        _ => Clip(Math.Max(Low, value), High),
    };

    /// <summary>Whether <paramref name="relation"/> to <paramref name="value"/> holds for all, none or some of the range.</summary>
    public bool? Decide(Relation relation, long value) =>
        Refine(relation, value) is null ? false : Refine(relation.Negate(), value) is null ? true : null;

    /// <summary>The least range that holds both.</summary>
    public Range Hull(Range other) => Between(Math.Min(Low, other.Low), Math.Max(High, other.High))
        .WithHoles(_holes.Where(hole => !other.Contains(hole)).Concat(other._holes.Where(hole => !Contains(hole))));

    /// <summary>Whether no number is in both.</summary>
    public bool IsDisjoint(Range other) =>
        Low > other.High || other.Low > High || (IsSingle && !other.Contains(Low)) || (other.IsSingle && !Contains(other.Low));

    /// <summary>Whether the hull of the two holds no number that is in neither.</summary>
    public bool Touches(Range other) =>
        _holes.Length == 0 && other._holes.Length == 0 && (High == long.MaxValue || other.Low <= High + 1) && (other.High == long.MaxValue || Low <= other.High + 1);

    /// <summary>Whether every number of this range is in <paramref name="other"/>.</summary>
    public bool IsWithin(Range other) => Low >= other.Low && High <= other.High && other._holes.All(hole => !Contains(hole));

    /// <summary>The sign of the range alone, which keeps counters from climbing for ever.</summary>
    public Range Coarse() => Between(
        Low > 0 ? 1 : Low == 0 ? 0 : long.MinValue,
        High < 0 ? -1 : High == 0 ? 0 : long.MaxValue);

    /// <summary>Orders ranges, so that states have one canonical form.</summary>
    internal int CompareTo(Range other)
    {
        var order = Low != other.Low ? Low.CompareTo(other.Low) : High != other.High ? High.CompareTo(other.High) : _holes.Length.CompareTo(other._holes.Length);
        for (var i = 0; order == 0 && i < _holes.Length; i++)
            order = _holes[i].CompareTo(other._holes[i]);
        return order;
    }

    /// <inheritdoc/>
    public bool Equals(Range? other) => other is not null && Low == other.Low && High == other.High && _holes.SequenceEqual(other._holes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Range);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((Low.GetHashCode() * 31) + High.GetHashCode());

    /// <inheritdoc/>
    public override string ToString() => IsSingle ? $"={Low}" : $"[{Bound(Low)}..{Bound(High)}]" + string.Concat(_holes.Select(hole => $"\\{hole}"));

    private static string Bound(long value) => value is long.MinValue or long.MaxValue ? "" : value.ToString();

    private Range? Exclude(long value)
    {
        if (!Contains(value))
            return this;
        if (value == Low || value == High)
            return value == Low ? Clip(Low + 1, High) : Clip(Low, High - 1);
        return WithHoles(_holes.Append(value));
    }

    /// <summary>Narrows the bounds, past excluded values too, so that equal sets have equal forms.</summary>
    private Range? Clip(long low, long high)
    {
        while (low <= high && Array.IndexOf(_holes, low) >= 0)
            low++;
        while (low <= high && Array.IndexOf(_holes, high) >= 0)
            high--;
        return low > high ? null : Between(low, high).WithHoles(_holes);
    }

    private Range WithHoles(System.Collections.Generic.IEnumerable<long> holes)
    {
        var kept = holes.Where(hole => hole > Low && hole < High).Distinct().OrderBy(hole => hole).Take(MostHoles).ToArray();
        return kept.Length == 0 ? this : new Range(Low, High, kept);
    }
}
