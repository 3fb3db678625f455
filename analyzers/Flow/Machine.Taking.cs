using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>Elements leave a container.</summary>
internal sealed partial class Machine
{
    private void Take(Take op, List<Machine> next)
    {
        foreach (var path in Focused(op.Container))
        {
            if (path.ContainerIn(op.Container) is { } site)
            {
                path.TakeElement(site, op, next);
                continue;
            }

            path.Acquire(new Acquire(op.Origin, op.Target, op.Site));
            next.Add(path);
        }
    }

    private void TakeElement(Site site, Take op, List<Machine> next)
    {
        if (CountOf(site) is 0)
            return;
        var first = next.Count;
        if (op.Where == ElementKind.Anywhere && IsRemembered(op.Memory))
        {
            TakeKeyed(site, op, next);
        }
        else if (CountOf(site) is { } count && op.Where is ElementKind.Back or ElementKind.Front)
        {
            EndEnumeration(site);
            TakeIndexed(site, (int)count, op);
            next.Add(this);
        }
        else
        {
            EndEnumeration(site);
            Fold(site, op.Origin);
            _values.Remove(site.Rest);
            if (Holders(op.Memory).Exists(fact => IsElementOf(fact, site)))
                TakeRemembered(site, op, next);
            else
                Draw(site, op.Target, op.Origin, next);
        }

        for (var i = first; i < next.Count; i++)
            next[i].RenewMembers(site.Id);
    }

    /// <summary>Where it is known that there is nothing, nothing is taken.</summary>
    private void TakeKeyed(Site site, Take op, List<Machine> next)
    {
        if (ValueOf(op.Memory) is { IsKnown: true, Number: 0 })
            return;
        EndEnumeration(site);
        foreach (var fact in Holders(op.Memory))
            Replace(fact, fact.Named(WithoutElements(fact.Aliases, site)));
        ForgetCount(site);
        TakeNamed(op.Memory, op);
        next.Add(this);
    }

    private void FindNothing(Absent op, List<Machine> next)
    {
        if (Holders(op.Memory).Count > 0)
            return;
        SetKnown(op.Memory, 0, op.Origin);
        next.Add(this);
    }

    private void TakeIndexed(Site site, int count, Take op)
    {
        var taken = op.Where == ElementKind.Front ? 0 : count - 1;
        TakeNamed(site.FirstElement + taken, op);
        for (var i = taken + 1; i < count; i++)
            Rename(site.FirstElement + i, site.FirstElement + i - 1);
        _values[site.Rest] = Value.Known(count - 1);
    }

    /// <summary>The element that was looked at is the one that leaves.</summary>
    private void TakeRemembered(Site site, Take op, List<Machine> next)
    {
        Copy(op.Target, op.Memory, op.Origin);
        foreach (var fact in Holders(op.Memory))
            Replace(fact, fact.Named(WithoutElements(fact.Aliases, site)));
        next.Add(this);
    }

    private void TakeNamed(int element, Take op)
    {
        Copy(op.Target, element, op.Origin);
        Overwrite(element, op.Origin, LeakExit.Overwrite);
    }

    private void Drop(Drop op, List<Machine> next)
    {
        foreach (var path in Focused(op.Container))
        {
            if (path.ContainerIn(op.Container) is { } site)
                path.DropElement(site, op, next);
            else
                next.Add(path);
        }
    }

    private void DropElement(Site site, Drop op, List<Machine> next)
    {
        if (op.Where == ElementKind.AtCursor)
        {
            DropAtCursor(site, op.Origin);
            next.Add(this);
            return;
        }

        RenewMembers(site.Id);
        if (op.IsMemory && !IsRemembered(op.Source))
            op = op with { Source = -1, IsMemory = false };
        if (op.Source < 0 || op.IsMemory)
            EndEnumeration(site);
        if (op.Source < 0 && CountOf(site) is { } count && op.Where is ElementKind.Back or ElementKind.Front)
        {
            if (count > 0)
                DropAt(site, op.Where == ElementKind.Front ? 0 : (int)count - 1, (int)count, op.Origin);
            next.Add(this);
            return;
        }

        var held = op.Source < 0 ? [] : Holders(op.Source);
        if (CountOf(site) is { } known && IndexesHeld(site).Where(index => held.Exists(fact => fact.Aliases.Contains(site.FirstElement + index))).ToArray() is [var only])
        {
            DropAt(site, only, (int)known, op.Origin);
            if (CursorOf(site) is { } at && only <= at)
                _values[site.Current] = Value.Known(at - 1);
            next.Add(this);
            return;
        }

        Fold(site, op.Origin);
        if (op.Source >= 0)
        {
            foreach (var fact in held)
                Replace(fact, fact.Named(WithoutElements(fact.Aliases, site)));
            next.Add(this);
        }
        else
        {
            DropAny(site, op.Origin, next);
        }
    }

    /// <summary>The enumeration goes on behind the element that leaves.</summary>
    private void DropAtCursor(Site site, int origin)
    {
        RenewMembers(site.Id);
        if (CursorOf(site) is not { } index)
        {
            Overwrite(site.Current, origin, LeakExit.Overwrite);
        }
        else if (index >= 0 && CountOf(site) is { } count)
        {
            DropAt(site, (int)index, (int)count, origin);
            _values[site.Current] = Value.Known(index - 1);
        }
        else if (index >= 0)
        {
            Overwrite(site.FirstElement + (int)index, origin, LeakExit.Overwrite);
        }
    }

    private void DropAt(Site site, int index, int count, int origin)
    {
        Overwrite(site.FirstElement + index, origin, LeakExit.Overwrite);
        for (var i = index + 1; i < count; i++)
            Rename(site.FirstElement + i, site.FirstElement + i - 1);
        _values[site.Rest] = Value.Known(count - 1);
    }

    private void DropAny(Site site, int origin, List<Machine> next)
    {
        if (_facts.Exists(fact => fact.Status != Status.Live && fact.Aliases.Contains(site.Rest)))
            ForgetEnded(site);
        else
            LoseWhatIsReplaced(site, origin);
        next.Add(this);
    }
}
