using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

internal sealed partial class Machine
{
    private void Put(Put op, List<Machine> next)
    {
        foreach (var path in Focused(op.Container))
        {
            var site = path.ContainerIn(op.Container);
            if (site is null)
            {
                path.PutElsewhere(op);
                path.Remember(op.Memory, op.Source, op.Origin);
            }
            else if (path.HoldsContainer(op.Source, site))
                path.Transfer(op.Source, TransferKind.Trusted, op.Origin);
            else
            {
                path.PutInto(site, op, next);
                continue;
            }

            next.Add(path);
        }
    }

    /// <summary>Into somebody else's container. As long as nobody here touches that again, what was put in lives on there.</summary>
    private void PutElsewhere(Put op)
    {
        var stored = Holders(op.Source).FindAll(fact => fact is { Owed: true, Status: Status.Live, Parent: >= 0 } && !IsContainer(fact) && _facts.Exists(each => each.Site == fact.Parent && each.MustBeReleased));
        Transfer(op.Source, TransferKind.Stored, op.Origin);
        foreach (var fact in _program.Elsewhere < 0 || op.Container < 0 ? [] : Holders(op.Source).FindAll(fact => stored.Exists(each => each.Site == fact.Site && each.Old == fact.Old)))
            Replace(fact, fact.Named(fact.Aliases.With(_program.Elsewhere)) with { StoredAt = (op.Origin, op.Container) });
    }

    /// <summary>Somebody else's container is touched: what was put into it may be over.</summary>
    private void ForgetStored(int place)
    {
        for (var i = 0; place >= 0 && i < _facts.Count; i++)
        {
            if (_facts[i].StoredAt.Place == place)
                _facts[i] = _facts[i] with { StoredAt = (-1, -1) };
        }
    }

    private void PutInto(Site site, Put op, List<Machine> next)
    {
        foreach (var fact in Holders(op.Source))
            Findings.HandedOver(fact, op.Origin);
        if (op.Where == ElementKind.AtIndex)
        {
            PutAtIndex(site, op, next);
            return;
        }

        if (IsRemembered(op.Memory))
            PutInPlaceOfRemembered(site, op);
        else
            PutElement(site, op);
        next.Add(this);
    }

    private void PutElement(Site site, Put op)
    {
        if (op.Where == ElementKind.AtCursor)
        {
            PutAtCursor(site, op);
            return;
        }

        var count = CountOf(site);
        EndEnumeration(site);
        if (count is < Site.IndexedElements && op.Where is ElementKind.Back or ElementKind.Front)
            Insert(site, op.Where == ElementKind.Front ? 0 : (int)count, (int)count, op.Source);
        else
            AddToRest(site, op.Source, op.Origin);
        RenewMembers(site.Id);
    }

    /// <summary>Puts the source among the elements that are known one by one, of which there are <paramref name="count"/>.</summary>
    private void Insert(Site site, int index, int count, int source)
    {
        for (var i = count - 1; i >= index; i--)
            Rename(site.FirstElement + i, site.FirstElement + i + 1);
        Copy(site.FirstElement + index, source, -1);
        NoteNull(site, source);
        _values[site.Rest] = Value.Known(count + 1);
    }

    private void AddToRest(Site site, int source, int origin)
    {
        Fold(site, origin);
        _values.Remove(site.Rest);
        NoteNull(site, source);
        AddName(source, site.Rest, origin);
    }

    private void PutAtCursor(Site site, Put op)
    {
        if (CountOf(site) is null && CursorOf(site) is { } behind && behind > IndexesHeld(site).DefaultIfEmpty(-1).Max())
            Fold(site, op.Origin);
        var place = CursorOf(site) is { } index and >= 0 ? site.FirstElement + (int)index : site.Current;
        Overwrite(place, op.Origin, LeakExit.Overwrite);
        NoteNull(site, op.Source);
        if (place == site.Current)
            AddName(op.Source, place, op.Origin);
        else
            Copy(place, op.Source, op.Origin);
    }

    /// <summary>Puts at an index. An unknown one may be that of any element that is known by its index, so there is one path for each; what was put at an unknown index before is taken to be elsewhere.</summary>
    private void PutAtIndex(Site site, Put op, List<Machine> next)
    {
        if (!IsBulk(site) && IndexIn(op.Index) is { } index)
        {
            Overwrite(site.FirstElement + index, op.Origin, LeakExit.Overwrite);
            Copy(site.FirstElement + index, op.Source, op.Origin);
            NoteNull(site, op.Source);
            if (CountOf(site) is not { } count || index >= count)
                ForgetCount(site);
            Remember(op.Memory, op.Source, op.Origin);
            next.Add(this);
            return;
        }

        // Unknown indexes are taken to be different, but where something ended its place is free again.
        ForgetEnded(site);
        if (IsRemembered(op.Memory))
        {
            PutInPlaceOfRemembered(site, op);
            next.Add(this);
            return;
        }

        if (op.Wraps)
            LoseWhatIsReplaced(site, op.Origin);
        var range = IndexesIn(op.Index);
        foreach (var replaced in IndexesHeld(site).Where(held => range.Contains(held)))
        {
            var path = Copy();
            path.Overwrite(site.FirstElement + replaced, op.Origin, LeakExit.Overwrite);
            path.ForgetCount(site);
            path.AddToRest(site, op.Source, op.Origin);
            next.Add(path);
        }

        ForgetCount(site);
        AddToRest(site, op.Source, op.Origin);
        Remember(op.Memory, op.Source, op.Origin);
        next.Add(this);
    }

    private bool IsRemembered(int memory) => memory >= 0 && (_values.ContainsKey(memory) || _facts.Exists(fact => fact.Aliases.Contains(memory)));

    private void Remember(int memory, int element, int origin)
    {
        if (memory >= 0)
            Copy(memory, element, origin);
    }

    private void PutInPlaceOfRemembered(Site site, Put op)
    {
        foreach (var fact in Holders(op.Memory))
            Replace(fact, fact.Named(WithoutElements(fact.Aliases, site)));
        Overwrite(op.Memory, op.Origin, LeakExit.Overwrite);
        ForgetCount(site);
        AddToRest(site, op.Source, op.Origin);
        Remember(op.Memory, op.Source, op.Origin);
    }

    /// <summary>Any of the elements may be the one whose index has come round. The paths on which it is are no others than those on which it is not, with one resource less.</summary>
    private void LoseWhatIsReplaced(Site site, int origin)
    {
        foreach (var fact in _facts.FindAll(fact => fact.MustBeReleased && fact.Aliases.Contains(site.Rest) && WithoutElements(fact.Aliases, site).IsEmpty))
            Findings.Leaks(fact, origin, LeakExit.Overwrite);
    }

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
        if (CountOf(site) is { } count && op.Where is ElementKind.Back or ElementKind.Front)
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
            Draw(site, op.Target, op.Origin, next);
        }

        for (var i = first; i < next.Count; i++)
            next[i].RenewMembers(site.Id);
    }

    private void TakeIndexed(Site site, int count, Take op)
    {
        var taken = op.Where == ElementKind.Front ? 0 : count - 1;
        TakeNamed(site.FirstElement + taken, op);
        for (var i = taken + 1; i < count; i++)
            Rename(site.FirstElement + i, site.FirstElement + i - 1);
        _values[site.Rest] = Value.Known(count - 1);
    }

    private void TakeNamed(int element, Take op)
    {
        Copy(op.Target, element, op.Origin);
        Overwrite(element, op.Origin, LeakExit.Overwrite);
    }

    private void Slice(Slice op, List<Machine> next)
    {
        foreach (var path in Focused(op.Source))
        {
            if (path.ContainerIn(op.Source) is { } site)
                path.Slice(site, op);
            else
                path.Overwrite(op.Target, op.Origin, LeakExit.Overwrite);
            next.Add(path);
        }
    }

    /// <summary>The part holds the same elements: they have one more name each. Where they have no index, nothing is known of what is in it.</summary>
    private void Slice(Site site, Slice op)
    {
        var part = _program.Sites[op.Site];
        DropElements(part, op.Origin, LeakExit.Overwrite);
        _facts.RemoveAll(fact => fact.Site == op.Site);
        Acquire(new Acquire(op.Origin, op.Target, op.Site));
        ForgetCount(part);
        for (var i = op.Low; i < op.High && i < Site.IndexedElements && !IsBulk(site); i++)
            Copy(part.FirstElement + i - op.Low, site.FirstElement + i, op.Origin);
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
        EndEnumeration(site);
        RenewMembers(site.Id);
        if (op.IsMemory && !IsRemembered(op.Source))
            op = op with { Source = -1, IsMemory = false };
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
        var live = IndexIn(op.Index) is null || _facts.Exists(fact => fact.Status == Status.Live && IsElementOf(fact, site));
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
