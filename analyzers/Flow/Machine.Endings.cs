using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>Resources end, and what was made from them with them.</summary>
internal sealed partial class Machine
{
    private void End(Release op)
    {
        // Several that one place may hold are on different paths: none of them is there when another ends.
        var ended = new List<Fact>();
        foreach (var fact in Holders(op.Source))
        {
            if (IsContainer(fact))
            {
                if (op.Elements)
                    EndElements(fact, op);
            }
            else if (End(fact, op))
            {
                ended.Add(fact);
            }
        }

        foreach (var parent in ended)
            EndParent(parent, op.Origin, []);
    }

    /// <summary>Ends all elements, one after the other.</summary>
    private void EndElements(Fact container, Release op)
    {
        var elements = ElementsOf(container, []);
        for (var i = 0; i < elements.Count; i++)
        {
            var fact = elements[i];
            if (op.Strict && IsTwiceIn(_program.Sites[container.Site], fact))
                Findings.ReleasedAgain(fact with { EndedAt = op.Origin }, op.Origin);
            if (End(fact, op))
                EndParent(fact, op.Origin, elements);
        }
    }

    /// <summary>Whether one and the same resource is in a container at two places that are known.</summary>
    private static bool IsTwiceIn(Site container, Fact fact) => fact is { Status: Status.Live, Many: false }
        && fact.Aliases.Items.Count(place => place >= container.FirstElement && place < container.FirstElement + Site.IndexedElements) > 1;

    /// <summary>Ends one. False: it had ended already.</summary>
    private bool End(Fact fact, Release op)
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
            return false;
        TellOverwritten(fact);
        Findings.Released(op.Unordered && fact.ParentEndedAt == op.Origin ? fact with { ParentEndedAt = -1 } : fact, op.Origin, IsThroughAnother(fact, op));
        TellOrder(fact, op);
        if (_program.Sites[fact.Site].Kind == SiteKind.Lent)
            Findings.PromiseBroken(FindingKind.LentEnded, fact, op.Origin);
        var ended = fact with { Status = Status.Released, EndedAt = op.Origin, Pending = false };
        Replace(fact, op.Promise >= 0 ? GoOnReading(ended, op.Promise) : ended);
        return true;
    }

    private void TellOrder(Fact fact, Release op)
    {
        if (!_program.Watched.Contains(fact.Site))
            return;
        foreach (var through in op.Through < 0 ? [] : Holders(op.Through).FindAll(through => _program.Watched.Contains(through.Site)))
            Findings.EndedThrough(fact, through);
        foreach (var other in _facts.Where(other => other.Status == Status.Released && other.Site != fact.Site && _program.Watched.Contains(other.Site)))
            Findings.EndedAfter(fact, other);
    }

    /// <summary>Whether it ends through something live that is not its parent.</summary>
    private bool IsThroughAnother(Fact fact, Release op) =>
        op.Through >= 0 && Holders(op.Through) is { Count: > 0 } through && through.TrueForAll(each => each.Site != fact.Parent && each.Status == Status.Live);

    /// <summary>What was made from it has no parent any more.</summary>
    /// <param name="parent">What ended.</param>
    /// <param name="origin">The step that ended it.</param>
    /// <param name="waiting">Resources that the caller will go on with; they are kept up to date.</param>
    private void EndParent(Fact parent, int origin, List<Fact> waiting)
    {
        var children = false;
        for (var i = 0; i < _facts.Count; i++)
        {
            if (_facts[i].Parent != parent.Site || _facts[i].ParentOld != parent.Old || _facts[i].ParentEndedAt >= 0 || !IsAtWork(_facts[i]))
                continue;
            if (_facts[i].Status == Status.Released)
                Findings.Outlives(_facts[i], _facts[i].EndedAt, origin);
            else if (_facts[i] is { Idle: false, StoredAt.Origin: >= 0 })
                Findings.Outlives(_facts[i], _facts[i].StoredAt.Origin, origin);
            var orphan = _facts[i] with { ParentEndedAt = origin };
            if (waiting.FindIndex(fact => ReferenceEquals(fact, _facts[i])) is >= 0 and var at)
                waiting[at] = orphan;
            _facts[i] = orphan;
            children = true;
        }

        // Old ones cannot be told apart.
        if (children && parent.Old)
            Findings.Unsure();
    }
}
