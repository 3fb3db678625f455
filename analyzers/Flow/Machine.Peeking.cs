using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>Elements get one more name and stay where they are.</summary>
internal sealed partial class Machine
{
    private void Peek(Peek op, List<Machine> next)
    {
        foreach (var path in Focused(op.Container))
        {
            var first = next.Count;
            if (path.IsRemembered(op.Memory))
            {
                path.Copy(op.Target, op.Memory, op.Origin);
                next.Add(path);
                continue;
            }

            if (path.ContainerIn(op.Container) is { } site)
                path.PeekElement(site, op, next);
            else
                path.PeekOutside(op, next);
            for (var i = first; i < next.Count; i++)
                next[i].Remember(op.Memory, op.Target, op.Origin);
        }
    }

    /// <summary>An element of a container that is not followed is somebody else's, and nothing is known of it.</summary>
    private void PeekOutside(Peek op, List<Machine> next)
    {
        if (op.Site >= 0 && op.MayBeNothing)
        {
            var none = Copy();
            none.SetKnown(op.Target, 0, op.Origin);
            next.Add(none);
        }

        if (op.Site >= 0)
            Acquire(new Acquire(op.Origin, op.Target, op.Site));
        else
            Overwrite(op.Target, op.Origin, LeakExit.Overwrite);
        next.Add(this);
    }

    private void PeekElement(Site site, Peek op, List<Machine> next)
    {
        if (op.Where == ElementKind.AtCursor)
        {
            Copy(op.Target, CursorOf(site) is { } index and >= 0 ? site.FirstElement + (int)index : site.Current, op.Origin);
            next.Add(this);
        }
        else if (op.Where != ElementKind.AtIndex && CountOf(site) is 0)
        {
            return;
        }
        else if (KnownElement(site, op) is { } element)
        {
            Copy(op.Target, element, op.Origin);
            next.Add(this);
        }
        else
        {
            PeekAny(site, op, next);
        }
    }

    /// <summary>Whether it is the element that leaves next: there is one, whatever became of it.</summary>
    private static bool IsNextOut(Peek op) => op is { Where: ElementKind.Front or ElementKind.Back, Memory: >= 0 };

    private int? KnownElement(Site site, Peek op) => IsBulk(site) ? null : op.Where switch
    {
        ElementKind.AtIndex => site.FirstElement + IndexIn(op.Index),
        ElementKind.Front => site.FirstElement,
        ElementKind.Back => site.FirstElement + (int?)CountOf(site) - 1,
        _ => null,
    };

    /// <summary>An element that is asked for by an unknown index or key is taken to be one that has not ended, or a loop that releases them one by one would seem to do so twice.</summary>
    private void PeekAny(Site site, Peek op, List<Machine> next)
    {
        var range = op.Where == ElementKind.AtIndex ? IndexesIn(op.Index) : Range.All;
        var live = !IsNextOut(op) && (IndexIn(op.Index) is null || _facts.Exists(fact => fact.Status == Status.Live && IsElementOf(fact, site)));
        foreach (var index in IndexesHeld(site).Where(held => range.Contains(held) && !(live && HasEnded(site.FirstElement + held))))
        {
            var path = Copy();
            path.Copy(op.Target, site.FirstElement + index, op.Origin);
            next.Add(path);
        }

        var none = Copy();
        DrawNamed(site, op, live, next);
        if (HasNulls(site) || op.Where == ElementKind.AtIndex || live)
        {
            none.Overwrite(op.Target, op.Origin, LeakExit.Overwrite);
            next.Add(none);
        }
    }
}
