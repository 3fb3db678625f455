using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Conformance.Running;

namespace Devmem.Conformance.Comparing;

/// <summary>Something that a run showed.</summary>
/// <param name="What">In words.</param>
/// <param name="SaidBy">Rule and line of the diagnostics any one of which says it.</param>
/// <param name="Justifies">Rule and line of the diagnostics that it proves right.</param>
internal sealed record Shown(string What, IReadOnlyCollection<(string Id, int Line)> SaidBy, IReadOnlyCollection<(string Id, int Line)> Justifies)
{
    public Shown(string what, IReadOnlyCollection<(string Id, int Line)> both)
        : this(what, both, both)
    {
    }

    /// <summary>What two runs that show the same have in common.</summary>
    public string Key { get; } = What + ":" + string.Join(",", SaidBy.Order()) + ":" + string.Join(",", Justifies.Order());
}

/// <summary>Reads what a run showed, by the rules of the catalogue.</summary>
internal static class Truth
{
    public static IEnumerable<Shown> Of(Run run)
    {
        if (run.IsTooLong)
            yield break;
        foreach (Misuse misuse in run.Misuses)
            yield return Misused(misuse);
        if (run.IsCut)
            yield break;
        OwnedObjects owned = new(run);
        foreach (Entry entry in run.Ledger.Entries.Where(entry => !entry.IsLent))
        {
            if (entry.Owes && !entry.HasEnded && entry.Kind != HandleKind.Owner)
                yield return owned.OwnerOf(entry) is { } owner ? OwnerLeaks(owner, run) : Leaks(entry, run);
            else if (entry.EndedAt > 0)
                foreach (Misuse overtaken in entry.Overtaken)
                    yield return Misused(overtaken);
        }
    }

    private static Shown Leaks(Entry entry, Run run)
    {
        List<(string, int)> saidBy = [];
        List<(string, int)> justifies = [];
        foreach (Place place in Reach(entry.Acquired))
        {
            bool exceptional = run.Exceptions.Exists(thrown => thrown.Time > entry.Time && thrown.CameOutOfACallIn(place.Member, run));
            string id = IdOf(entry, exceptional);
            justifies.Add((id, place.Line));
            saidBy.Add((id, place.Line));

            // Where 001 is reported 004 is not, so 001 also says what a run showed on which a call threw.
            if (id == Rules.ExceptionLeak)
                saidBy.Add((Rules.Leak, place.Line));
        }

        return new Shown($"{entry.Kind} acquired at line {entry.Acquired[0].Line} is not ended", saidBy, justifies);
    }

    private static string IdOf(Entry entry, bool exceptional) =>
        entry.Kind is not (HandleKind.Batch or HandleKind.Token) ? Rules.NotClosed
        : entry.Mode == AutoreleaseMode.On ? Rules.KeptUntilClose
        : exceptional ? Rules.ExceptionLeak
        : Rules.Leak;

    private static Shown OwnerLeaks(Entry owner, Run run) => owner.EndedAt > 0
        ? new Shown($"owner made at line {owner.Acquired[^1].Line} keeps a handle after its release", [.. FieldLines(owner).Select(line => (Rules.OwningField, line))])
        : new Shown($"owner made at line {owner.Acquired[^1].Line} is not disposed", [.. owner.Acquired.Skip(1).Select(place => (Rules.NotClosed, place.Line))]);

    private static IEnumerable<int> FieldLines(Entry owner) => [];

    private static Shown Misused(Misuse misuse)
    {
        string[] ids = misuse.Harm switch
        {
            Harm.UseAfterEnd => [Rules.UseAfterRelease],
            Harm.DoubleRelease => [Rules.DoubleRelease],
            Harm.ReceiveAfterUnbind => [Rules.ReceiveAfterUnbind],
            Harm.ReleaseElsewhere => [Rules.ReleasedElsewhere],
            Harm.EndedBeforeChild => misuse.Entry!.Kind is HandleKind.Batch or HandleKind.Token ? [Rules.ClosedEarly] : [Rules.UnboundEarly],
            Harm.MixedModes => [Rules.MixedModes],
            Harm.WriteIntoSend or Harm.ClosedUnderSend => [Rules.PendingSend],
            _ => throw new InvalidOperationException(),
        };

        // What ends at the end of a using has no line of its own: the using's declaration stands for it.
        IEnumerable<Place> places = misuse.Parent is { } parent ? misuse.At.Concat(parent.Acquired) : misuse.At;
        return new Shown($"{misuse.Harm} of {misuse.Entry?.Kind} acquired at line {misuse.Entry?.Acquired[0].Line}", [.. places.SelectMany(place => ids.Select(id => (id, place.Line))).Distinct()]);
    }

    /// <summary>The calls through which what was acquired can have been handed up, innermost first.</summary>
    private static IEnumerable<Place> Reach(IReadOnlyList<Place> acquired)
    {
        foreach (Place place in acquired)
        {
            yield return place;
            if (!place.HandsUp)
                yield break;
        }
    }
}
