using System;
using System.Linq;
using CsCheck;
using Devmem.Analyzers.Flow;
using Range = Devmem.Analyzers.Flow.Range;

namespace Devmem.Flow.Tests;

/// <summary>Ranges against the sets of numbers that they stand for.</summary>
public class RangeTests
{
    private static readonly long[] Numbers = [.. Enumerable.Range(-6, 18).Select(number => (long)number)];

    private static readonly Gen<Range> Ranges = Gen.Select(Gen.Long[-4, 4], Gen.Long[0, 5], Gen.Long[-4, 4].Array[0, 3], (low, length, holes) =>
        holes.Aggregate(Range.Between(low, low + length), (range, hole) => range.Refine(Relation.NotEqual, hole) ?? range));

    [Fact]
    public void Refining_keeps_just_the_numbers_that_compare_so() => Gen.Select(Ranges, Gen.Enum<Relation>(), Gen.Long[-5, 5]).Sample((range, relation, value) =>
    {
        var refined = range.Refine(relation, value);
        Assert.Equal(Numbers.Where(number => range.Contains(number) && relation.Holds(number, value)), Numbers.Where(number => refined?.Contains(number) == true));
    });

    [Fact]
    public void Deciding_agrees_with_every_number() => Gen.Select(Ranges, Gen.Enum<Relation>(), Gen.Long[-5, 5]).Sample((range, relation, value) =>
    {
        var answers = Numbers.Where(range.Contains).Select(number => relation.Holds(number, value)).Distinct().ToList();
        Assert.Equal(answers.Count == 1 ? answers[0] : null, range.Decide(relation, value));
    });

    [Fact]
    public void The_hull_holds_both_and_no_number_beyond_them() => Gen.Select(Ranges, Ranges).Sample((left, right) =>
    {
        var hull = left.Hull(right);
        Assert.True(left.IsWithin(hull) && right.IsWithin(hull));
        Assert.Equal((Math.Min(left.Low, right.Low), Math.Max(left.High, right.High)), (hull.Low, hull.High));
        if (left.Touches(right))
            Assert.All(Numbers.Where(hull.Contains), number => Assert.True(left.Contains(number) || right.Contains(number)));
    });

    [Fact]
    public void Disjoint_and_within_are_never_wrong() => Gen.Select(Ranges, Ranges).Sample((left, right) =>
    {
        if (left.IsDisjoint(right))
            Assert.DoesNotContain(Numbers, number => left.Contains(number) && right.Contains(number));
        Assert.Equal(Numbers.Where(left.Contains).All(right.Contains), left.IsWithin(right));
    });

    [Fact]
    public void Equal_sets_are_equal_ranges() => Gen.Select(Ranges, Ranges).Sample((left, right) =>
    {
        var same = Numbers.Where(left.Contains).SequenceEqual(Numbers.Where(right.Contains));
        Assert.Equal(same, left.Equals(right));
        Assert.Equal(same, left.CompareTo(right) == 0);
    });

    [Theory]
    [InlineData(3, 9, 1, long.MaxValue)]
    [InlineData(0, 9, 0, long.MaxValue)]
    [InlineData(-9, -3, long.MinValue, -1)]
    [InlineData(-9, 0, long.MinValue, 0)]
    [InlineData(-1, 1, long.MinValue, long.MaxValue)]
    public void Coarse_keeps_the_sign(long low, long high, long coarseLow, long coarseHigh) =>
        Assert.Equal(Range.Between(coarseLow, coarseHigh), Range.Between(low, high).Coarse());

    [Fact]
    public void The_ends_of_the_numbers_do_not_overflow()
    {
        Assert.Null(Range.All.Refine(Relation.Less, long.MinValue));
        Assert.Null(Range.All.Refine(Relation.Greater, long.MaxValue));
        Assert.Equal(Range.Between(long.MinValue + 1, long.MaxValue), Range.All.Refine(Relation.NotEqual, long.MinValue));
        Assert.True(Range.All.Hull(Range.Single(3)).IsAll);
    }
}
