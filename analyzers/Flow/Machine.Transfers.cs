using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>Resources are handed over.</summary>
internal sealed partial class Machine
{
    private void Transfer(Transfer op)
    {
        var before = op.Outlives && _program.Elsewhere >= 0 ? Holders(op.Source).FindAll(fact => fact is { Owed: true, Status: Status.Live, Parent: >= 0 } && !IsContainer(fact)) : [];
        Transfer(op.Source, op.Kind, op.Origin);
        if (before.Count == 0)
            return;
        foreach (var fact in Holders(op.Source).FindAll(fact => before.Exists(each => each.Site == fact.Site && each.Old == fact.Old)))
            Replace(fact, fact.Named(fact.Aliases.With(_program.Elsewhere)) with { StoredAt = (op.Origin, -1) });
    }

    private void Transfer(int place, TransferKind kind, int origin)
    {
        if (kind == TransferKind.Exposed)
        {
            foreach (var fact in WithElements(place).Where(fact => fact.Status == Status.Live))
                Findings.Trusted(fact, origin);
            return;
        }

        if (kind == TransferKind.Entrusted)
        {
            foreach (var fact in Holders(place).FindAll(fact => fact.Status == Status.Live && _program.Sites[fact.Site].Kind == SiteKind.Lent))
                Findings.PromiseBroken(FindingKind.LentKept, fact, origin);
            return;
        }

        foreach (var fact in Holders(place))
        {
            if (IsContainer(fact))
            {
                // What will be put in later is in other hands too.
                if (kind == TransferKind.Trusted && ElementsOf(fact, []).TrueForAll(each => each.Status != Status.Live))
                    Findings.Trusted(fact, origin);
                TransferElements(fact, kind, origin);
            }
            else
                Transfer(fact, kind, origin);
        }
    }

    private void Transfer(Fact fact, TransferKind kind, int origin)
    {
        if (kind == TransferKind.Taken)
            Findings.Used(fact, origin);
        if (fact.Status != Status.Live)
            return;
        if (kind == TransferKind.Trusted)
            Findings.Trusted(fact, origin);
        TellOverwritten(fact);
        Findings.HandedOver(fact, origin);
        if (BrokenBy(fact, kind) is { } broken)
            Findings.PromiseBroken(broken, fact, origin);
        if (fact is { Owed: true, IsOrphan: true } && kind is TransferKind.Returned or TransferKind.Promised or TransferKind.Stored or TransferKind.Given)
            Findings.Released(fact, origin, throughAnother: false);
        else if (fact.IsOrphan && kind == TransferKind.Given)
            Findings.Outlives(fact, origin, fact.ParentEndedAt);
        Replace(fact, LivingOn(kind == TransferKind.Taken
            ? fact with { Status = Status.Taken, EndedAt = origin, Pending = false }
            : fact with { Owed = false, Pending = false }));
    }

    /// <summary>Which promise a hand-over breaks, if it breaks one.</summary>
    private FindingKind? BrokenBy(Fact fact, TransferKind kind) => kind switch
    {
        TransferKind.Taken or TransferKind.Given when _program.Sites[fact.Site].Kind == SiteKind.Lent => FindingKind.LentEnded,
        TransferKind.Promised when _program.Sites[fact.Site].Kind is SiteKind.Borrowed or SiteKind.Lent => FindingKind.HandedOutBorrowed,
        TransferKind.Lent when fact.Owed => FindingKind.HandedOutOwed,
        _ => null,
    };

    /// <summary>What a place holds; for a container, what is in it.</summary>
    private List<Fact> WithElements(int place) => [.. Holders(place).SelectMany(fact => IsContainer(fact) ? ElementsOf(fact, []) : [fact])];

    private void Observe(Observe op)
    {
        var range = RangeOf(ValueOf(op.Result));
        bool? result = IsSurelyHeld(op.Result) ? true : range.Decide(Relation.NotEqual, 0);
        var holders = WithElements(op.Source);
        if (holders.Count == 0)
            Findings.Observed(new Observation(op.Key, Fate.None, -1, result));
        foreach (var fact in holders)
            Findings.Observed(Observed(op.Key, fact, result));
    }

    private Observation Observed(int key, Fact fact, bool? result)
    {
        var fate = fact.Status switch { Status.Released => Fate.Released, Status.Taken => Fate.Taken, _ => fact.Owed ? Fate.Owed : fact.Empty ? Fate.Empty : Fate.NotOwed };
        return new Observation(key, fate, fact.Site, result) { Parent = fact.Parent, IsIdle = fact.Idle, Beside = fact.Beside, Trait = fact.Trait, EndedAt = fact.EndedAt, Reads = fact.Reading is { Part: { } part } ? Told(part) : null };
    }
}
