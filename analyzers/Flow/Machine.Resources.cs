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
            if (_facts[i].Owed)
                _facts[i] = _facts[i] with { Exceptional = true };
        }
    }

    /// <summary>The promise in <paramref name="place"/> failed: what it would have brought never was.</summary>
    public void Fail(int place) => _facts.RemoveAll(fact => fact.Pending && fact.Aliases.Contains(place));

    private void Acquire(Acquire op)
    {
        var parent = op.Sibling >= 0 ? Holder(op.Sibling)?.Parent ?? -1 : op.Parent >= 0 ? Holder(op.Parent)?.Site ?? -1 : -1;
        var trait = TraitOf(op);
        var site = _program.Sites[op.Site];
        Overwrite(op.Target, op.Origin, LeakExit.Overwrite);
        if (site.Kind == SiteKind.Container)
            RetireContainer(site, op.Origin);
        RenewMembers(op.Site);
        Detach(op.Site);
        if (site.Kind == SiteKind.Container)
            _values[site.Rest] = Value.Known(0);
        _facts.Add(new Fact(op.Site, PlaceSet.Of(op.Target), Status.Live, site.Kind == SiteKind.Owned)
        {
            Parent = parent == op.Site ? -1 : parent,
            Trait = trait,
            Pending = op.Pending,
        });
    }

    private void Adopt(Adopt op)
    {
        foreach (var fact in Holders(op.Target).Where(fact => fact.MustBeReleased && fact.Aliases.Places.Count == 1))
        {
            RenewMembers(op.Site);
            Detach(op.Site);
            Replace(fact, fact with { Site = op.Site });
            for (var i = 0; i < _facts.Count; i++)
            {
                if (_facts[i].Parent == fact.Site)
                    _facts[i] = _facts[i] with { Parent = op.Site };
            }
        }
    }

    private int TraitOf(Acquire op)
    {
        if (op.Trait >= 0 && ValueOf(op.Trait) is { IsKnown: true } value)
            return (int)value.Number;
        return op.Trait >= 0 ? -1 : Holder(op.Parent >= 0 ? op.Parent : op.Sibling)?.Trait ?? -1;
    }

    /// <summary>The site makes another resource: children of the former one no longer have a parent by that name.</summary>
    private void Detach(int site)
    {
        for (var i = 0; i < _facts.Count; i++)
        {
            if (_facts[i].Parent == site && _facts[i].ParentEndedAt < 0)
                _facts[i] = _facts[i] with { Parent = -1 };
        }
    }

    private void RenewMembers(int site)
    {
        for (var member = 0; member < _program.Members.Count; member++)
            Renew(_symbols.OfMember(site, member));
    }

    private void Touch(int place)
    {
        foreach (var fact in Holders(place))
            RenewMembers(fact.Site);
    }

    private void Copy(int target, int source, int origin)
    {
        if (target == source)
            return;
        var named = _facts.Exists(fact => fact.Aliases.Contains(source));
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

    private void Use(int place, int origin)
    {
        foreach (var fact in Holders(place).Where(fact => !IsContainer(fact)))
            Findings.Used(fact, origin);
    }

    private void End(Release op)
    {
        foreach (var fact in Holders(op.Source))
        {
            if (IsContainer(fact))
                EndElements(fact, op);
            else
                End(fact, op);
        }
    }

    private void End(Fact fact, Release op)
    {
        if (op.Through >= 0 && Holder(op.Through) is { } through && fact.Parent >= 0 && fact.Parent != through.Site)
            Findings.ReleasedElsewhere(fact, through, op.Origin);
        if (fact.Status == Status.Released && op.Strict)
            Findings.ReleasedAgain(fact, op.Origin);
        else if (fact.Status == Status.Taken)
            Findings.Used(fact, op.Origin);
        if (fact.Status != Status.Live)
            return;
        Findings.Released(fact, op.Origin);
        Replace(fact, fact with { Status = Status.Released, EndedAt = op.Origin, Pending = false });
        for (var i = 0; i < _facts.Count; i++)
        {
            if (_facts[i].Parent == fact.Site && _facts[i].ParentEndedAt < 0 && _facts[i].Status == Status.Live)
                _facts[i] = _facts[i] with { ParentEndedAt = op.Origin };
        }
    }

    private void Transfer(int place, TransferKind kind, int origin)
    {
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
        Findings.HandedOver(fact, origin);
        Replace(fact, kind == TransferKind.Taken
            ? fact with { Status = Status.Taken, EndedAt = origin, Pending = false }
            : fact with { Owed = false, Pending = false });
    }

    /// <summary>The place gets another value, or none: it no longer names what it named.</summary>
    private void Overwrite(int place, int origin, LeakExit exit)
    {
        _values.Remove(place);
        for (var i = _facts.Count - 1; i >= 0; i--)
        {
            var fact = _facts[i];
            if (!fact.Aliases.Contains(place))
                continue;
            _facts[i] = fact = fact.Named(fact.Aliases.Without(place));
            if (!fact.Aliases.IsEmpty)
                continue;
            _facts.RemoveAt(i);
            if (fact.MustBeReleased)
                Findings.Leaks(fact, origin, exit);
            if (IsContainer(fact))
            {
                DropElements(_program.Sites[fact.Site], origin, exit);
                i = _facts.Count;
            }
        }
    }

    private Fact? Holder(int place) => place < 0 ? null : _facts.Find(fact => fact.Aliases.Contains(place));

    private List<Fact> Holders(int place) => _facts.FindAll(fact => fact.Aliases.Contains(place));

    private void Replace(Fact old, Fact now)
    {
        for (var i = 0; i < _facts.Count; i++)
        {
            if (ReferenceEquals(_facts[i], old))
                _facts[i] = now;
        }
    }
}
