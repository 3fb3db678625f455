using System.Collections.Generic;

namespace Devmem.Analyzers.Flow;

/// <summary>
/// Which number tells of each resource whether it exists, where many states become one: the flag it was acquired under. What ESP calls property simulation.
/// A resource that was told by one number once is told by that number or by none, so that joining comes to an end.
/// </summary>
internal sealed class Guards
{
    private readonly IReadOnlyList<State> _states;
    private readonly Dictionary<int, List<(Fact Fact, int Place)>> _found = [];

    public Guards(IReadOnlyList<State> states) => _states = states;

    /// <summary>The values of the number at <paramref name="place"/> with which <paramref name="fact"/> exists in a state.</summary>
    public static Range RangeOf(Fact fact, State state, int place) =>
        fact.Guard is { } guard && state.ValueAt(place) is { IsKnown: false, IsQuestion: false } value && value.Symbol == fact.GuardSymbol ? guard : state.RangeAt(place);

    /// <summary>The place whose number tells whether <paramref name="fact"/> exists, or -1.</summary>
    public int PlaceFor(Fact fact)
    {
        if (!_found.TryGetValue(fact.Site, out var found))
            _found.Add(fact.Site, found = []);
        foreach (var known in found)
        {
            if (known.Fact.SameResource(fact))
                return known.Place;
        }

        var place = Find(fact);
        found.Add((fact, place));
        return place;
    }

    private int Find(Fact fact)
    {
        var having = new List<(Fact Fact, State State)>();
        var lacking = new List<State>();
        foreach (var state in _states)
        {
            if (state.Same(fact) is { } own)
                having.Add((own, state));
            else
                lacking.Add(state);
        }

        // Where containers were folded to be joined, a resource has other names than in any of the states.
        return having.Count == 0 ? -1 : AlreadyTelling(having) ?? Best(having, lacking);
    }

    /// <summary>The place that tells already; -1 where it is not told any more; null where it never had to be told.</summary>
    private static int? AlreadyTelling(List<(Fact Fact, State State)> having)
    {
        int? telling = null;
        foreach (var (fact, state) in having)
        {
            if (fact.Definite)
                continue;
            var place = PlaceOf(state, fact.GuardSymbol);
            if (place < 0 || (telling is { } other && other != place))
                return -1;
            telling = place;
        }

        return telling;
    }

    private static int PlaceOf(State state, int symbol)
    {
        foreach (var entry in state.Values)
        {
            if (symbol >= 0 && entry.Value.Equals(Value.Of(symbol)))
                return entry.Key;
        }

        return -1;
    }

    /// <summary>The place that tells most states that lack the resource from all that have it.</summary>
    private static int Best(List<(Fact Fact, State State)> having, List<State> lacking)
    {
        var (best, most) = (-1, 0);
        foreach (var entry in having[0].State.Values)
        {
            var range = RangeOf(having[0].Fact, having[0].State, entry.Key);
            for (var i = 1; i < having.Count && !range.IsAll; i++)
                range = range.Hull(RangeOf(having[i].Fact, having[i].State, entry.Key));
            var told = range.IsAll ? 0 : lacking.FindAll(state => state.RangeAt(entry.Key).IsDisjoint(range)).Count;
            if (told > most)
                (best, most) = (entry.Key, told);
        }

        return best;
    }
}
