using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Devmem.Analyzers.Flow;

namespace Devmem.Flow.Tests;

/// <summary>Place sets against the sets of the library, and relations against their meaning.</summary>
public class PlaceSetTests
{
    private static readonly Gen<int[]> Places = Gen.Int[0, 12].Array[0, 14];

    [Fact]
    public void It_behaves_as_a_sorted_set() => Gen.Select(Places, Places, Gen.Int[0, 12], Gen.Int[0, 12]).Sample((first, second, from, to) =>
    {
        var (set, other) = (PlaceSet.Of(first), second.Aggregate(default(PlaceSet), (all, place) => all.With(place)));
        Is(first.Distinct(), set);
        Is(first.Append(to), set.With(to));
        Is(first.Where(place => place != from), set.Without(from));
        Is(first.Intersect(second), set.Intersect(other));
        Is(first.Contains(from) ? first.Where(place => place != from).Append(to) : first, set.Rename(from, to));
        Assert.Equal(first.Contains(from), set.Contains(from));
        Assert.Equal(first.ToHashSet().SetEquals(second), set.Equals(other));
        Assert.Equal(Math.Sign(set.CompareTo(other)), -Math.Sign(other.CompareTo(set)));
    });

    [Fact]
    public void Relations_negate_and_swap() => Gen.Select(Gen.Enum<Relation>(), Gen.Long[-3, 3], Gen.Long[-3, 3]).Sample((relation, left, right) =>
    {
        Assert.NotEqual(relation.Holds(left, right), relation.Negate().Holds(left, right));
        Assert.Equal(relation.Holds(left, right), relation.Swap().Holds(right, left));
    });

    private static void Is(IEnumerable<int> expected, PlaceSet set) => Assert.Equal(expected.Distinct().Order(), set.Places);
}
