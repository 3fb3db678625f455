using System.Collections.Generic;

namespace Devmem.Analyzers.Flow;

/// <summary>What holds on the paths that a node stands for: the resources, and what is known of the numbers in places.</summary>
internal sealed class State
{
    public State(Fact[] facts, KeyValuePair<int, Value>[] values, KeyValuePair<int, Range>[] known)
    {
        Facts = facts;
        Values = values;
        Known = known;
    }

    /// <summary>The resources in canonical order.</summary>
    public Fact[] Facts { get; }

    /// <summary>The numbers of places, by place; a place that is missing may hold anything.</summary>
    public KeyValuePair<int, Value>[] Values { get; }

    /// <summary>What is known of symbols, by symbol.</summary>
    public KeyValuePair<int, Range>[] Known { get; }

    /// <summary>How many there are of the site that has the most.</summary>
    public int MostFactsOfSite
    {
        get
        {
            var (most, first) = (0, 0);
            for (var i = 0; i < Facts.Length; i++)
            {
                if (Facts[i].Site != Facts[first].Site)
                    first = i;
                most = System.Math.Max(most, i - first + 1);
            }

            return most;
        }
    }

    /// <summary>The one that is the same resource in the same condition, or null.</summary>
    public Fact? Same(Fact fact)
    {
        var (low, high) = (0, Facts.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Facts[middle].Site < fact.Site)
                low = middle + 1;
            else
                high = middle;
        }

        for (; low < Facts.Length && Facts[low].Site == fact.Site; low++)
        {
            if (fact.SameResource(Facts[low]))
                return Facts[low];
        }

        return null;
    }

    /// <summary>The number of a place, or null if nothing is known of it.</summary>
    public Value? ValueAt(int place)
    {
        foreach (var entry in Values)
        {
            if (entry.Key == place)
                return entry.Value;
        }

        return null;
    }

    /// <summary>The values that the number of a place may have.</summary>
    public Range RangeAt(int place) => ValueAt(place) is { } value ? RangeOf(value) : Range.All;

    /// <summary>The numbers that a value may be.</summary>
    public Range RangeOf(Value value) => value.IsKnown ? Range.Single(value.Number) : value.IsQuestion ? Range.Between(0, 1) : KnownOf(value.Symbol) ?? Range.All;

    /// <summary>What is known of a symbol, or null.</summary>
    public Range? KnownOf(int symbol)
    {
        foreach (var entry in Known)
        {
            if (entry.Key == symbol)
                return entry.Value;
        }

        return null;
    }

    /// <summary>Whether every path that <paramref name="other"/> stands for is one that this state stands for, or harms no more than one.</summary>
    public bool Covers(State other) => FactsCover(other) && ValuesCover(other) && KnownCovers(other);

    /// <summary>Whether the two hold the same resources in the same condition.</summary>
    public bool SameFacts(State other)
    {
        if (Facts.Length != other.Facts.Length)
            return false;
        for (var i = 0; i < Facts.Length; i++)
        {
            if (!ReferenceEquals(Facts[i], other.Facts[i]) && !Facts[i].SameAs(other.Facts[i]))
                return false;
        }

        return true;
    }

    /// <summary>Whether each fact of the other is one of this state, and this state is sure of no other.</summary>
    private bool FactsCover(State other)
    {
        var at = 0;
        foreach (var fact in Facts)
        {
            if (at < other.Facts.Length && fact.Covers(other.Facts[at]))
                at++;
            else if (fact.Definite)
                return false;
        }

        return at == other.Facts.Length;
    }

    private bool ValuesCover(State other)
    {
        var at = 0;
        foreach (var entry in Values)
        {
            while (at < other.Values.Length && other.Values[at].Key < entry.Key)
                at++;
            if (at == other.Values.Length || other.Values[at].Key != entry.Key || !other.Values[at].Value.Equals(entry.Value))
                return false;
        }

        return true;
    }

    private bool KnownCovers(State other)
    {
        var at = 0;
        foreach (var entry in Known)
        {
            while (at < other.Known.Length && other.Known[at].Key < entry.Key)
                at++;
            if (at == other.Known.Length || other.Known[at].Key != entry.Key || !other.Known[at].Value.IsWithin(entry.Value))
                return false;
        }

        return true;
    }
}
