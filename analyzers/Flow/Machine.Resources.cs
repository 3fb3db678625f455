using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>Resources begin, and are named.</summary>
internal sealed partial class Machine
{
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
            Idle = op.Idle,
            Beside = op.Sibling >= 0 && Holder(op.Sibling) is { } beside ? beside.Site : -1,
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

    private void NameParent(Ascend op)
    {
        var children = Holders(op.Source);
        if (children.Count == 0 || children[0].Parent < 0 || !children.TrueForAll(child => child.Parent == children[0].Parent && child.ParentOld == children[0].ParentOld) || !op.Sites.Contains(children[0].Parent))
            return;
        var parents = _facts.FindAll(fact => fact.Site == children[0].Parent && fact.Old == children[0].ParentOld);
        if (parents.Count == 0)
            return;
        Overwrite(op.Target, op.Origin, LeakExit.Overwrite);
        for (var i = 0; i < _facts.Count; i++)
        {
            if (_facts[i].Site == children[0].Parent && _facts[i].Old == children[0].ParentOld)
                _facts[i] = _facts[i].Named(_facts[i].Aliases.With(op.Target));
        }
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

    private void TellAlive(int origin)
    {
        foreach (var fact in _facts)
        {
            if (fact.Root >= 0 && fact.Status != Status.Released)
                Findings.Alive(fact, origin);
        }
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
        foreach (var fact in Holders(op.Source).Where(fact => !IsContainer(fact)))
            Findings.Used(op.NeedsParent ? fact : fact with { ParentEndedAt = -1 }, op.Origin);
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
