using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>Elements come into a container.</summary>
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
        {
            PutInPlaceOfRemembered(site, op);
        }
        else
        {
            if (op.MayReplace)
                TellReplaced(site, op.Origin);
            if (op.Wraps)
                LoseWhatIsReplaced(site, op.Origin);
            PutElement(site, op);
            Remember(op.Memory, op.Source, op.Origin);
        }

        next.Add(this);
    }

    /// <summary>Whether the key is that of an element which is owed is not known.</summary>
    private void TellReplaced(Site site, int origin)
    {
        foreach (var fact in _facts.FindAll(fact => fact is { Owed: true, Status: Status.Live, MustBeReleased: true } && IsElementOf(fact, site)))
            Findings.MayBeReplaced(fact, origin);
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
}
