using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>Stepping through a container.</summary>
internal sealed partial class Machine
{
    private void Step(Cursor op, List<Machine> next)
    {
        foreach (var path in Focused(op.Container))
        {
            if (path.ContainerIn(op.Container) is { } site)
                path.Step(site, op, next);
            else
                next.Add(path);
        }
    }

    private void Step(Site site, Cursor op, List<Machine> next)
    {
        switch (op.Step)
        {
            case CursorStep.Start:
                EndEnumeration(site);
                if (!IsBulk(site))
                    _values[site.Current] = Value.Known(-1);
                next.Add(this);
                break;
            case CursorStep.Next:
                Advance(site, op.Origin, next);
                break;
            case CursorStep.Refill:
                Refill(site, op.Origin);
                next.Add(this);
                break;
            case CursorStep.Clear:
                DropElements(site, op.Origin, LeakExit.Clear);
                BeEmpty(site);
                RenewMembers(site.Id);
                next.Add(this);
                break;
            default:
                if (op.Step == CursorStep.Empty ? TurnsOutEmpty(site) : HasPassedAll(site, op.Origin))
                    next.Add(this);
                break;
        }
    }

    private void Refill(Site site, int origin)
    {
        EndEnumeration(site);
        Fold(site, origin);
        ForgetEnded(site);
        LoseWhatIsReplaced(site, origin);
    }

    private void Advance(Site site, int origin, List<Machine> next)
    {
        if (CursorOf(site) is { } index)
        {
            if (CountOf(site) is { } count && index + 1 >= count)
                return;

            // Behind the last element that is known, an enumeration of an array only meets nulls.
            var reached = CountOf(site) is null ? System.Math.Min(index, IndexesHeld(site).DefaultIfEmpty(-1).Max()) + 1 : index + 1;
            _values[site.Current] = Value.Known(reached);
            if (reached >= Site.IndexedElements)
                Fold(site, origin);
            next.Add(this);
            return;
        }

        Rename(site.Current, site.Visited, numbers: false);
        Draw(site, site.Current, origin, next);
    }
}
