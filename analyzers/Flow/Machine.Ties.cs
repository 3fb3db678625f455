namespace Devmem.Analyzers.Flow;

/// <summary>What must end before something else gets to be so after it was made, or is so no more.</summary>
internal sealed partial class Machine
{
    private void Bind(Tie op)
    {
        var sibling = op.Sibling >= 0 ? Holder(op.Sibling) : null;
        var parent = op.Parent >= 0 ? Holder(op.Parent) : sibling is null ? null : _facts.Find(fact => fact.Site == sibling.Parent && fact.Old == sibling.ParentOld);
        foreach (var fact in Holders(op.Source).FindAll(fact => fact.Status == Status.Live && !IsContainer(fact)))
            Replace(fact, op.Idle ? fact with { Idle = true } : Bound(fact, parent, sibling, op.Origin));
    }

    private Fact Bound(Fact fact, Fact? parent, Fact? sibling, int origin)
    {
        // Whoever knows it already will see to it later than this body does.
        var isElsewhere = _program.Sites[fact.Site].Kind is SiteKind.Borrowed or SiteKind.Lent && _program.Elsewhere >= 0;
        var bound = isElsewhere ? fact.Named(fact.Aliases.With(_program.Elsewhere)) with { Idle = false, StoredAt = (origin, -1) } : fact with { Idle = false };
        if (fact.Parent >= 0 && fact.ParentEndedAt < 0 && !(fact.Idle && parent is not null))
            return bound;
        if (parent is not null && parent.Site != fact.Site)
        {
            bound = bound with { Parent = parent.Site, ParentOld = parent.Old, ParentEndedAt = -1, Beside = sibling?.Site ?? -1 };
            return fact.Trait < 0 ? bound with { Trait = parent.Trait, Root = parent.Root } : bound;
        }

        if (sibling is not null)
            return bound with { Beside = sibling.Site };
        if (!fact.Idle || fact.ParentEndedAt < 0)
            return bound;
        Findings.Used(bound, origin);
        return fact;
    }
}
