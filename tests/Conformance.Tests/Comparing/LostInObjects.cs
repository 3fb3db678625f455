using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Conformance.Running;

namespace Devmem.Conformance.Comparing;

/// <summary>
/// Whom to blame for handles that were left in objects of the program's own classes: the class, if its object ended and left the handle, lost it before, cannot end, or would not
/// release it if it ended now, which is tried; else whoever did not end the object.
/// </summary>
internal sealed class LostInObjects
{
    private readonly Run _run;
    private readonly Dictionary<Entry, List<(Entry Owner, Member Member, bool IsClassToBlame)>> _lost = [];

    public LostInObjects(IReadOnlyCollection<Entry> left, Run run)
    {
        _run = run;
        foreach (Entry entry in left)
            _lost.Add(entry, [.. entry.Members.Where(member => member.Line > 0).Select(member => (run.Ledger.OwnerFor(member.Object), member)).Where(pair => pair.Item1 is not null).Select(pair => (pair.Item1!, pair.member, IsLostAlready(entry, pair.Item1!, run)))]);

        // From here on nothing of the run itself is looked at.
        run.StopNoting();
        Run.Current = run;
        foreach (Entry owner in _lost.Values.SelectMany(each => each).Where(each => !each.IsClassToBlame).Select(each => each.Owner).Distinct().ToArray())
            End((IDisposable)owner.Object!);
        Run.Current = null!;
    }

    /// <summary>Whether an exception left the release method of the object that it was in: release methods are not to throw, and one that does has released, as far as the rules go.</summary>
    public bool IsExcused(Entry entry) => _lost[entry].Exists(each => each.Owner.EndedAt > 0 && _run.Exceptions.Exists(thrown => thrown.Time > each.Owner.EndedAt && thrown.Left("Dispose")));

    /// <summary>Rule and line of the diagnostics that say it and are right.</summary>
    public IEnumerable<(string Id, int Line)> Blamed(Entry entry)
    {
        foreach ((Entry owner, Member member, bool isClassToBlame) in _lost[entry])
        {
            if (isClassToBlame || !Ledger.IsOver(entry))
                yield return (Rules.OwningField, member.Line);
            else
                foreach (Place place in owner.Acquired.Skip(1).TakeWhile((_, index) => index == 0 || owner.Acquired[index].HandsUp))
                    yield return (Rules.NotClosed, place.Line);
        }
    }

    /// <summary>Of an object that is forgotten and would forget, the class says it.</summary>
    public IEnumerable<(string Id, int Line)> Mentioned(Entry entry) => _lost[entry].Select(each => (Rules.OwningField, each.Member.Line));

    private static bool IsLostAlready(Entry entry, Entry owner, Run run) =>
        owner.EndedAt > 0 || owner.Object is not IDisposable || !Holdings.Of(owner.Object, run).Contains(entry);

    private static void End(IDisposable owner)
    {
        try
        {
            owner.Dispose();
        }
        catch (Exception)
        {
            // It does not release it.
        }
    }
}
