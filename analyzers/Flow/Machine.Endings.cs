namespace Devmem.Analyzers.Flow;

/// <summary>Resources end, and what was made from them with them.</summary>
internal sealed partial class Machine
{
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
        if (fact.Status == Status.Released && op.Promise < 0)
            StopReading(fact);
        if (fact.Status != Status.Live)
            return;
        TellOverwritten(fact);
        Findings.Released(fact, op.Origin, IsThroughAnother(fact, op));
        if (_program.Sites[fact.Site].Kind == SiteKind.Lent)
            Findings.PromiseBroken(FindingKind.LentEnded, fact, op.Origin);
        var ended = fact with { Status = Status.Released, EndedAt = op.Origin, Pending = false };
        Replace(fact, op.Promise >= 0 ? GoOnReading(ended, op.Promise) : ended);
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
            if (_facts[i].Parent != parent.Site || _facts[i].ParentOld != parent.Old || _facts[i].ParentEndedAt >= 0 || !IsAtWork(_facts[i]))
                continue;
            if (_facts[i].Status == Status.Released)
                Findings.Outlives(_facts[i], _facts[i].EndedAt, origin);
            else if (_facts[i].StoredAt.Origin >= 0)
                Findings.Outlives(_facts[i], _facts[i].StoredAt.Origin, origin);
            _facts[i] = _facts[i] with { ParentEndedAt = origin };
            children = true;
        }

        // Old ones cannot be told apart.
        if (children && parent.Old)
            Findings.Unsure();
    }
}
