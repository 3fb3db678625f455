using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>What several places hold at once.</summary>
internal sealed partial class Machine
{
    private void ObserveParts(ObserveParts op)
    {
        foreach (var path in FocusedOn(op.Places, 0))
            Findings.ObservedParts(new PartsFact([.. op.Places.Select(path.PartAt)]));
    }

    /// <summary>The paths on which it is known of each place what it holds.</summary>
    private IEnumerable<Machine> FocusedOn(IReadOnlyList<int> places, int first) =>
        first == places.Count ? [this] : Focused(places[first]).SelectMany(path => path.FocusedOn(places, first + 1));

    private PartFact PartAt(int place)
    {
        var number = NumberAt(place);
        return Holders(place) is [var fact] && !IsContainer(fact)
            ? new PartFact(Observed(-1, fact, null), number)
            : new PartFact(new Observation(-1, Fate.None, -1, null), number);
    }

    /// <summary>The numbers that the place may have, less those with which something would not be there that is.</summary>
    private Range NumberAt(int place)
    {
        var value = ValueOf(place);
        return value is { IsKnown: false, IsQuestion: false } && _facts.Find(fact => fact.Definite && fact.GuardSymbol == value.Symbol) is { Guard: { } guard } ? guard : RangeOf(value);
    }
}
