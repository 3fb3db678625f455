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

    /// <summary>Whether every path that <paramref name="other"/> stands for is one that this state stands for, or harms no more than one.</summary>
    public bool Covers(State other) => FactsMatch(other, forgiveException: true) && ValuesCover(other) && KnownCovers(other);

    /// <summary>Whether the two hold the same resources in the same condition.</summary>
    public bool SameFacts(State other) => FactsMatch(other, forgiveException: false);

    private bool FactsMatch(State other, bool forgiveException)
    {
        if (Facts.Length != other.Facts.Length)
            return false;
        for (var i = 0; i < Facts.Length; i++)
        {
            var (mine, its) = (Facts[i], other.Facts[i]);
            if (!ReferenceEquals(mine, its) && !(mine.SameButForException(its)
                && (mine.Exceptional == its.Exceptional || (forgiveException && its.Exceptional))))
                return false;
        }

        return true;
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
