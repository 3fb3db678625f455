using System;
using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

internal sealed partial class Machine
{
    /// <summary>Each resource that is owed leaves the body with this exit.</summary>
    public void LeaveBody(int origin, LeakExit exit)
    {
        foreach (var fact in _facts.Where(fact => fact.MustBeReleased).ToArray())
            Findings.Leaks(fact, origin, exit);
    }

    /// <summary>Something that was called throws: what leaks from here on leaks because of it.</summary>
    public void MarkThrown()
    {
        for (var i = 0; i < _facts.Count; i++)
        {
            if (_facts[i].Owed && !_facts[i].Exceptional)
                _facts[i] = _layout.Thrown(_facts[i]);
        }
    }

    /// <summary>The promise in <paramref name="place"/> failed: what it would have brought never was, and its names hold a promise of nothing.</summary>
    public void Fail(int place)
    {
        foreach (var fact in WithElements(place).FindAll(fact => fact.Pending))
        {
            _facts.Remove(fact);
            foreach (var name in fact.Aliases.Items)
                HoldNothing(name);
        }
    }

    private void HoldNothing(int place)
    {
        if (Array.Find(_layout.Containers, container => place >= container.FirstElement && place <= container.Visited) is { } site)
        {
            _values.Remove(site.Visited);
            return;
        }

        var symbol = _symbols.OfPlace(place);
        Renew(symbol);
        _values[place] = Value.Of(symbol);
        _known[symbol] = Range.Between(1, long.MaxValue);
    }

    private void Acquire(Acquire op)
    {
        var (parent, parentOld) = ParentOf(op);
        var trait = TraitOf(op);
        var inherited = Holder(op.Parent >= 0 ? op.Parent : op.Sibling)?.Reading;
        var root = op.Trait >= 0 ? op.Site : Holder(op.Parent >= 0 ? op.Parent : op.Sibling)?.Root ?? -1;
        if (op.Trait >= 0)
            MeetMarked(op.Site, trait);
        var site = _program.Sites[op.Site];
        Overwrite(op.Target, op.Origin, LeakExit.Overwrite);
        if (site.Kind == SiteKind.Container)
            RetireContainer(site, op.Origin);
        RenewMembers(op.Site);
        if (_layout.HasChildren)
            Age(op.Site);
        if (site.Kind == SiteKind.Container)
            BeEmpty(site);
        if (site.IsArray)
            ForgetCount(site);
        var fact = new Fact(op.Site, PlaceSet.Of(op.Target), Status.Live, site.Kind == SiteKind.Owned)
        {
            Parent = parent,
            ParentOld = parentOld || parent == op.Site,
            Trait = trait,
            Root = root,
            Reading = inherited is null ? null : new Reading(inherited.Memory),
            Pending = op.Pending,
        };
        _facts.Add(op.Maybe ? Guarded(fact, op.Target) : fact);
    }

    /// <summary>The fact holds just where the place is not null.</summary>
    private Fact Guarded(Fact fact, int place)
    {
        var symbol = _symbols.OfPlace(place);
        Renew(symbol);
        _values[place] = Value.Of(symbol);
        _known[symbol] = Range.Between(0, long.MaxValue);
        return fact with { Definite = false, GuardSymbol = symbol, Guard = Range.Between(1, long.MaxValue) };
    }

    private void Adopt(Adopt op)
    {
        bool IsMeant(Fact fact) => (op.Owed ? fact.Status == Status.Live : fact.MustBeReleased) && (op.Shared || fact.Aliases.Places.Count == 1) && !IsContainer(fact);
        foreach (var fact in Holders(op.Target).Where(IsMeant))
        {
            RenewMembers(op.Site);
            if (_layout.HasChildren)
                Age(op.Site);
            var adopted = Holders(op.Target).Find(holder => IsMeant(holder) && holder.Site == fact.Site) ?? fact;
            Replace(adopted, adopted with { Site = op.Site, Old = false, Owed = true });
            for (var i = 0; i < _facts.Count; i++)
            {
                if (_facts[i].Parent == adopted.Site && _facts[i].ParentOld == adopted.Old)
                    _facts[i] = _facts[i] with { Parent = op.Site, ParentOld = false };
            }
        }
    }

    private (int Site, bool Old) ParentOf(Acquire op)
    {
        if (op.Sibling >= 0)
            return Holder(op.Sibling) is { } sibling ? (sibling.Parent, sibling.ParentOld) : (-1, false);
        return Holder(op.Parent) is { } parent ? (parent.Site, parent.Old) : (-1, false);
    }

    private int TraitOf(Acquire op)
    {
        if (op.Trait >= 0)
            return RangeOf(ValueOf(op.Trait)) is { IsSingle: true } known ? (int)known.Low : Fact.UnknownTrait;
        return Holder(op.Parent >= 0 ? op.Parent : op.Sibling)?.Trait ?? -1;
    }

    private void MeetMarked(int site, int trait)
    {
        Findings.Marked(site, trait, null);
        foreach (var other in _facts)
        {
            if (other.Root >= 0 && other.Status != Status.Released && (other.Trait != trait || trait == Fact.UnknownTrait))
                Findings.Marked(site, trait, other);
        }
    }

    /// <summary>Nobody here will end it: as far as this body knows, it lives on.</summary>
    private Fact LivingOn(Fact fact) => fact.Root < 0 || _program.Elsewhere < 0 ? fact : fact.Named(fact.Aliases.With(_program.Elsewhere));

    /// <summary>The site makes another resource: those of before, and what was made from them, must not be taken for the new one and what will be made from it.</summary>
    private void Age(int site)
    {
        for (var i = 0; i < _facts.Count; i++)
        {
            if (_facts[i].Site == site && !_facts[i].Old)
                _facts[i] = _facts[i] with { Old = true };
            if (_facts[i].Parent == site && !_facts[i].ParentOld)
                _facts[i] = _facts[i] with { ParentOld = true };
        }
    }

    private void RenewMembers(int site)
    {
        for (var member = 0; member < _program.Members.Count; member++)
        {
            Renew(_symbols.OfMember(site, member));
            Renew(_symbols.OfFormerMember(site, member));
        }
    }

    private void Touch(int place)
    {
        foreach (var fact in Holders(place))
        {
            for (var member = 0; member < _program.Members.Count; member++)
                MakeFormer(_symbols.OfMember(fact.Site, member), _symbols.OfFormerMember(fact.Site, member));
        }
    }

    /// <summary>What was read before still tells whether the resource owed anything then, and so ever.</summary>
    private void MakeFormer(int own, int former)
    {
        if (IsUsed(own) && !IsUsed(former))
            Retell(own, former);
        Renew(own);
    }

    private void Copy(int target, int source, int origin)
    {
        if (target == source)
            return;
        var named = Holder(source) is not null;
        var value = named && !_values.ContainsKey(source) ? (Value?)null : ValueOf(source);
        Overwrite(target, origin, LeakExit.Overwrite);
        for (var i = 0; i < _facts.Count; i++)
        {
            if (_facts[i].Aliases.Contains(source))
                _facts[i] = _facts[i].Named(_facts[i].Aliases.With(target));
        }

        if (value is { } known)
            _values[target] = known;
    }

    private void Use(Use op)
    {
        foreach (var fact in Holders(op.Source).Where(fact => !IsContainer(fact) && (op.NeedsParent || fact.Status != Status.Live)))
            Findings.Used(fact, op.Origin);
    }

    private void End(Release op)
    {
        foreach (var fact in Holders(op.Source))
        {
            if (!IsContainer(fact))
                End(fact, op);
            else if (op.Elements)
                EndElements(fact, op);
        }
    }

    private void End(Fact fact, Release op)
    {
        foreach (var through in op.Through < 0 || fact.Parent < 0 ? [] : Holders(op.Through))
        {
            var own = _facts.Find(each => each.Site == fact.Parent);
            if (fact.Parent != through.Site)
                Findings.ReleasedElsewhere(fact, through, own is { Parent: >= 0 } && through.Parent >= 0 && own.Parent != through.Parent, op.Origin);
        }

        if (fact.Status == Status.Released && op.Strict)
            Findings.ReleasedAgain(fact, op.Origin);
        else if (fact.Status == Status.Taken)
            Findings.Used(fact, op.Origin);
        if (fact.Status != Status.Live)
            return;
        TellOverwritten(fact);
        Findings.Released(fact, op.Origin, IsThroughAnother(fact, op));
        if (_program.Sites[fact.Site].Kind == SiteKind.Lent)
            Findings.PromiseBroken(FindingKind.LentEnded, fact, op.Origin);
        Replace(fact, fact with { Status = Status.Released, EndedAt = op.Origin, Pending = false });
        EndParent(fact, op.Origin);
    }

    /// <summary>Whether it ends through something live that is not its parent.</summary>
    private bool IsThroughAnother(Fact fact, Release op) =>
        op.Through >= 0 && Holders(op.Through) is { Count: > 0 } through && through.TrueForAll(each => each.Site != fact.Parent && each.Status == Status.Live);

    private void EndParent(Fact parent, int origin)
    {
        var children = false;
        for (var i = 0; i < _facts.Count; i++)
        {
            if (_facts[i].Parent != parent.Site || _facts[i].ParentOld != parent.Old || _facts[i].ParentEndedAt >= 0 || _facts[i].Status != Status.Live || _facts[i].Reading is { IsDone: true })
                continue;
            if (_facts[i].StoredAt.Origin >= 0)
                Findings.Outlives(_facts[i], origin);
            _facts[i] = _facts[i] with { ParentEndedAt = origin };
            children = true;
        }

        // Old ones cannot be told apart.
        if (children && parent.Old)
            Findings.Unsure();
    }

    private void Transfer(int place, TransferKind kind, int origin)
    {
        if (kind == TransferKind.Exposed)
        {
            foreach (var fact in WithElements(place).Where(fact => fact.Status == Status.Live))
                Findings.Trusted(fact, origin);
            return;
        }

        foreach (var fact in Holders(place))
        {
            if (IsContainer(fact))
                TransferElements(fact, kind, origin);
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
        if (fact is { Owed: true, ParentEndedAt: >= 0 } && kind is TransferKind.Returned or TransferKind.Promised or TransferKind.Stored)
            Findings.Released(fact, origin, throughAnother: false);
        Replace(fact, LivingOn(kind == TransferKind.Taken
            ? fact with { Status = Status.Taken, EndedAt = origin, Pending = false }
            : fact with { Owed = false, Pending = false }));
    }

    /// <summary>Which promise a hand-over breaks, if it breaks one.</summary>
    private FindingKind? BrokenBy(Fact fact, TransferKind kind) => kind switch
    {
        TransferKind.Taken when _program.Sites[fact.Site].Kind == SiteKind.Lent => FindingKind.LentEnded,
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
        {
            var fate = fact.Status switch { Status.Released => Fate.Released, Status.Taken => Fate.Taken, _ => fact.Owed ? Fate.Owed : fact.Empty ? Fate.Empty : Fate.NotOwed };
            Findings.Observed(new Observation(op.Key, fate, fact.Site, result) { Parent = fact.Parent, Trait = fact.Trait, EndedAt = fact.EndedAt });
        }
    }

    /// <summary>The place gets another value, or none: it no longer names what it named.</summary>
    private void Overwrite(int place, int origin, LeakExit exit)
    {
        _values.Remove(place);
        Stack<Site>? dropped = null;
        Unname(place, origin, exit, ref dropped);
        while (dropped is { Count: > 0 })
        {
            var site = dropped.Pop();
            ForgetShape(site);
            for (var element = site.FirstElement; element <= site.Visited; element++)
                Unname(element, origin, exit, ref dropped);
        }
    }

    private void Unname(int place, int origin, LeakExit exit, ref Stack<Site>? dropped)
    {
        for (var i = _facts.Count - 1; i >= 0; i--)
        {
            if (!_facts[i].Aliases.Contains(place))
                continue;
            _facts[i] = _facts[i].Named(_facts[i].Aliases.Without(place));
            if (!_facts[i].Aliases.IsEmpty)
                continue;
            var fact = _facts[i];
            _facts.RemoveAt(i);
            if (fact.MustBeReleased)
            {
                Findings.Leaks(fact, origin, exit);
                if (LivingOn(fact) is { Aliases.IsEmpty: false } left)
                    _facts.Add(left with { Owed = false });
            }

            if (!IsContainer(fact))
                continue;
            if (_facts.Exists(other => other.Site == fact.Site))
                MayDrop(_program.Sites[fact.Site], origin, exit);
            else
                (dropped ??= new Stack<Site>()).Push(_program.Sites[fact.Site]);
        }
    }

    /// <summary>On some of the paths that were joined the container is gone: its elements leak there, and are kept for the others.</summary>
    private void MayDrop(Site site, int origin, LeakExit exit)
    {
        for (var i = 0; i < _facts.Count; i++)
        {
            if (!IsElementOf(_facts[i], site))
                continue;
            if (_facts[i].MustBeReleased && Array.TrueForAll(_facts[i].Aliases.Items, place => place >= site.FirstElement && place <= site.Visited))
                Findings.Leaks(_facts[i], origin, exit);
            _facts[i] = _facts[i] with { Definite = false };
        }
    }

    private Fact? Holder(int place)
    {
        foreach (var fact in _facts)
        {
            if (fact.Aliases.Contains(place))
                return fact;
        }

        return null;
    }

    private List<Fact> Holders(int place)
    {
        var holders = new List<Fact>();
        foreach (var fact in _facts)
        {
            if (fact.Aliases.Contains(place))
                holders.Add(fact);
        }

        return holders;
    }

    private void Replace(Fact old, Fact now)
    {
        for (var i = 0; i < _facts.Count; i++)
        {
            if (ReferenceEquals(_facts[i], old))
                _facts[i] = now;
        }
    }
}
