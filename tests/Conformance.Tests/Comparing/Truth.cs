using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Conformance.Running;

namespace Devmem.Conformance.Comparing;

/// <summary>Something that a run showed.</summary>
/// <param name="What">In words.</param>
/// <param name="SaidBy">Rule and line of the diagnostics any one of which says it.</param>
/// <param name="Justifies">Rule and line of the diagnostics that it proves right.</param>
/// <param name="Since">When in the run that handle was acquired.</param>
internal sealed record Shown(string What, IReadOnlyCollection<(string Id, int Line)> SaidBy, IReadOnlyCollection<(string Id, int Line)> Justifies, int Since)
{
    public Shown(string what, IReadOnlyCollection<(string Id, int Line)> both, int since)
        : this(what, both, both, since)
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
                yield return owned.OwnerOf(entry) is { } owner ? OwnerLeaks(owner, entry, run) : Leaks(entry, run);
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

        return new Shown($"{entry.Kind} acquired at line {entry.Acquired[0].Line} is not ended", saidBy, justifies, entry.Time);
    }

    private static string IdOf(Entry entry, bool exceptional) =>
        entry.Kind is not (HandleKind.Batch or HandleKind.Token) ? Rules.NotClosed
        : entry.Mode == AutoreleaseMode.On ? Rules.KeptUntilClose
        : exceptional ? Rules.ExceptionLeak
        : Rules.Leak;

    /// <summary>A handle in an object of the program: the object is to be disposed, the class is to release its field, or never was the owner. Where it stands in the source decides.</summary>
    private static Shown OwnerLeaks(Entry owner, Entry entry, Run run)
    {
        Shown handle = Leaks(entry, run);
        IEnumerable<(string, int)> others = Reach(owner.Acquired).Skip(1).Select(place => (Rules.NotClosed, place.Line));
        if (owner.EndedAt > 0)
            others = [(Rules.OwningField, 0)];
        return new Shown($"{entry.Kind} acquired at line {entry.Acquired[0].Line} stays in an object", [.. handle.SaidBy, .. others], [.. handle.Justifies, .. others], entry.Time);
    }

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
            Harm.WriteIntoSend => [Rules.PendingSend],
            Harm.ClosedUnderSend when Compiling.Analyzed.Rules.Contains(Rules.PendingSend) => [Rules.PendingSend],
            Harm.ClosedUnderSend => [Rules.UnboundEarly],
            _ => throw new InvalidOperationException(),
        };

        // What ends at the end of a using has no line of its own: the using's declaration stands for it.
        IEnumerable<Place> places = misuse.Parent is { } parent ? misuse.At.Concat(parent.Acquired) : misuse.At;
        return new Shown($"{misuse.Harm} of {misuse.Entry?.Kind} acquired at line {misuse.Entry?.Acquired[0].Line}", [.. places.SelectMany(place => ids.Select(id => (id, place.Line))).Distinct()], misuse.Entry?.Time ?? 0);
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
