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

    /// <summary>No rule is to say it: an assumption that the rules make does not hold in that run.</summary>
    public bool IsExcused => SaidBy.Count == 0;

    /// <summary>What two runs that show the same have in common.</summary>
    public string Key { get; } = What + ":" + string.Join(",", SaidBy.Order()) + ":" + string.Join(",", Justifies.Order());
}

/// <summary>Reads what a run showed, by the rules of the catalogue.</summary>
internal static class Truth
{
    public static IEnumerable<Shown> Of(Run run)
    {
        if (run.IsTooLong || run.Exceptions.Exists(thrown => thrown.IsFault))
            yield break;
        foreach (Misuse misuse in run.Misuses)
            yield return Misused(misuse);
        foreach (Entry entry in run.Ledger.Entries.Where(entry => entry.ReturnedAt.Count > 0))
            yield return new Shown($"{entry.Kind} is returned after its end", [], [.. entry.ReturnedAt.Select(line => (Rules.UseAfterRelease, line))], entry.Time);
        if (run.IsCut)
            yield break;
        Entry[] left = [.. run.Ledger.Entries.Where(entry => entry is { IsLent: false, Owes: true, HasEnded: false } && entry.Kind != HandleKind.Owner)];
        foreach (Misuse overtaken in run.Ledger.Entries.Where(entry => entry is { IsLent: false, EndedAt: > 0 }).SelectMany(entry => entry.Overtaken).ToArray())
            yield return Misused(overtaken);
        LostInObjects lost = new(left, run);
        foreach (Entry entry in left)
            yield return Leaks(entry, lost, run);
    }

    private static Shown Leaks(Entry entry, LostInObjects lost, Run run)
    {
        List<(string Id, int Line)> saidBy = [];
        List<(string, int)> justifies = [];
        foreach ((string id, int line) in Blamed(entry, run))
        {
            justifies.Add((id, line));
            saidBy.Add((id, line));

            // Where 001 is reported 004 is not, so 001 also says what a run showed on which a call threw.
            if (id == Rules.ExceptionLeak)
                saidBy.Add((Rules.Leak, line));
        }

        if (lost.IsExcused(entry) || IsExcused(entry, run))
            saidBy.Clear();
        (string, int)[] owners = [.. lost.Blamed(entry)];
        if (saidBy.Count > 0)
            saidBy.AddRange([.. owners, .. lost.Mentioned(entry), .. Trusted(entry)]);
        justifies.AddRange(owners);
        return new Shown($"{entry.Kind} acquired at line {entry.Acquired[0].Line} {(owners.Length > 0 ? "stays in an object" : "is not ended")}", saidBy, justifies, entry.Time);
    }

    /// <summary>The method that promised to end it; else whoever acquired it, or got it from there.</summary>
    private static IEnumerable<(string Id, int Line)> Blamed(Entry entry, Run run)
    {
        if (entry.Promises.FindLast(promise => promise.Contract is not "NotOwning") is { } promised)
        {
            yield return (Rules.BrokenContract, promised.Line);
            yield break;
        }

        foreach (Place place in Reach(entry.Acquired))
        {
            yield return (IdOf(entry, run.Exceptions.Exists(thrown => thrown.Time > entry.Time && thrown.CameOutOfACallIn(place.Member))), place.Line);
            string[] names = place.Member.Split('.');
            if (run.LineOf(names[^2], names[^1]) is > 0 and int line)
                yield return (Rules.BrokenContract, line);
        }
    }

    /// <summary>Release methods are not to throw: one that does has released, as far as the rules go.</summary>
    private static bool IsExcused(Entry entry, Run run) =>
        entry.Promises.FindLast(promise => promise.Contract is not "NotOwning") is { Contract: "Releases" } promised && run.Exceptions.Exists(thrown => thrown.Time > entry.Time && thrown.Left(promised.Method));

    private static IEnumerable<(string, int)> Trusted(Entry entry) => entry.TrustedAt.Select(line => (Rules.Trusted, line));

    private static string IdOf(Entry entry, bool exceptional) =>
        entry.Kind is not (HandleKind.Batch or HandleKind.Token) ? Rules.NotClosed
        : entry.Mode == AutoreleaseMode.On ? Rules.KeptUntilClose
        : exceptional ? Rules.ExceptionLeak
        : Rules.Leak;

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
            Harm.BrokenPromise => [Rules.BrokenContract],
            _ => throw new InvalidOperationException(),
        };

        // What was handed over must not be released any more: that is a use.
        if (misuse is { Harm: Harm.DoubleRelease, Entry: { } given } && given.Promises.Exists(promise => promise.Contract == "Owning"))
            ids = [Rules.DoubleRelease, Rules.UseAfterRelease];

        // What ends at the end of a using has no line of its own: the using's declaration stands for it.
        IEnumerable<Place> places = misuse.Parent is { } parent ? misuse.At.Concat(parent.Acquired) : misuse.At;
        (string, int)[] here = [.. places.SelectMany(place => ids.Select(id => (id, place.Line))).Distinct()];
        return new Shown($"{misuse.Harm} of {misuse.Entry?.Kind} acquired at line {misuse.Entry?.Acquired[0].Line}", [.. here, .. EndedElsewhere(misuse)], here, misuse.Entry?.Time ?? 0);
    }

    /// <summary>What comes after an end that a contract excludes, or that nothing is known of, is said there.</summary>
    private static IEnumerable<(string, int)> EndedElsewhere(Misuse misuse) => misuse is { Entry: { } entry, Harm: Harm.DoubleRelease or Harm.UseAfterEnd }
        ? entry.Promises.Where(promise => promise.Contract == "NotOwning").Select(promise => (Rules.BrokenContract, promise.Line)).Concat(Trusted(entry)).Concat(entry.ReturnedAt.Select(line => (Rules.UseAfterRelease, line)))
        : [];

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
