using System;
using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

internal sealed partial class Machine
{
    private void Put(Put op)
    {
        if (ContainerIn(op.Container) is not { } site)
        {
            Transfer(op.Source, TransferKind.Stored, op.Origin);
            return;
        }

        var place = PlaceToPut(site, op);
        if (place != site.Rest)
            Overwrite(place, op.Origin, LeakExit.Overwrite);
        for (var i = 0; i < _facts.Count; i++)
        {
            if (!_facts[i].Aliases.Contains(op.Source))
                continue;
            _facts[i] = _facts[i].Named(_facts[i].Aliases.With(place));
            Findings.HandedOver(_facts[i], op.Origin);
        }
    }

    private int PlaceToPut(Site site, Put op)
    {
        switch (op.Where)
        {
            case ElementKind.AtCursor:
                return site.Current;
            case ElementKind.AtIndex when IndexIn(op.Index) is { } index && !IsBulk(site):
                return site.FirstElement + index;
            case ElementKind.Back when CountOf(site) is { } count and < Site.IndexedElements && !IsBulk(site):
                _values[site.Rest] = Value.Known(count + 1);
                return site.FirstElement + (int)count;
            default:
                _values.Remove(site.Rest);
                return site.Rest;
        }
    }

    /// <summary>Runs the step on this state and on as many copies as there are elements that may be meant.</summary>
    private void Take(Take op, Action<Machine> next)
    {
        if (ContainerIn(op.Container) is not { } site)
        {
            Acquire(new Acquire(op.Origin, op.Target, op.Site));
            next(this);
            return;
        }

        Overwrite(op.Target, op.Origin, LeakExit.Overwrite);
        if (!IsBulk(site) && CountOf(site) is { } count and > 0 && op.Where is ElementKind.Back or ElementKind.Front)
        {
            TakeIndexed(site, (int)count, op);
            next(this);
            return;
        }

        Fold(site);
        _values.Remove(site.Rest);
        Draw(site.Rest, op.Target, next);
    }

    private void TakeIndexed(Site site, int count, Take op)
    {
        var taken = op.Where == ElementKind.Front ? 0 : count - 1;
        Rename(site.FirstElement + taken, op.Target);
        for (var i = taken + 1; i < count; i++)
            Rename(site.FirstElement + i, site.FirstElement + i - 1);
        _values[site.Rest] = Value.Known(count - 1);
    }

    /// <summary>One element of the many in <paramref name="from"/> gets the name <paramref name="to"/>: any of them, so one path for each.</summary>
    private void Draw(int from, int to, Action<Machine> next)
    {
        var choices = _facts.FindAll(fact => fact.Aliases.Contains(from));
        if (choices.Count == 0)
        {
            next(this);
            return;
        }

        foreach (var choice in choices)
        {
            var path = Copy();
            path.DrawOne(choice, from, to);
            next(path);
        }
    }

    private void DrawOne(Fact choice, int from, int to)
    {
        for (var i = _facts.Count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(_facts[i], choice) && choice.Aliases.Items.Length > 1)
                _facts[i] = choice.Named(choice.Aliases.Rename(from, to));
            else if (_facts[i].Aliases.Contains(from))
                _facts[i] = _facts[i] with { Definite = false };
        }

        if (choice.Aliases.Items.Length == 1)
            _facts.Add(choice.Named(PlaceSet.Of(to)) with { Definite = true });
    }

    private void Peek(Peek op)
    {
        var site = ContainerIn(op.Container);
        var element = site is null ? -1
            : op.Where == ElementKind.AtCursor ? site.Current
            : op.Where == ElementKind.AtIndex && IndexIn(op.Index) is { } index && !IsBulk(site) ? site.FirstElement + index
            : op.Where == ElementKind.Front && !IsBulk(site) ? site.FirstElement
            : op.Where == ElementKind.Back && !IsBulk(site) && CountOf(site) is { } count and > 0 ? site.FirstElement + (int)count - 1
            : -1;
        if (element < 0)
            Overwrite(op.Target, op.Origin, LeakExit.Overwrite);
        else
            Copy(op.Target, element, op.Origin);
    }

    private void Step(Cursor op, Action<Machine> next)
    {
        if (ContainerIn(op.Container) is not { } site)
        {
            next(this);
            return;
        }

        switch (op.Step)
        {
            case CursorStep.Start:
                Fold(site);
                Rename(site.Visited, site.Rest);
                Rename(site.Current, site.Rest);
                next(this);
                break;
            case CursorStep.Next:
                Rename(site.Current, site.Visited);
                Draw(site.Rest, site.Current, next);
                break;
            case CursorStep.Clear:
                DropElements(site, op.Origin, LeakExit.Clear);
                _values[site.Rest] = Value.Known(0);
                next(this);
                break;
            default:
                Finish(site, op.Step == CursorStep.Empty, next);
                break;
        }
    }

    private void Finish(Site site, bool all, Action<Machine> next)
    {
        if (!DropRest(site, all))
            return;
        Rename(site.Visited, site.Rest);
        Rename(site.Current, site.Rest);
        if (all)
            _values[site.Rest] = Value.Known(0);
        next(this);
    }

    /// <summary>There is no element left that was not passed, or none at all. False: there surely is one.</summary>
    private bool DropRest(Site site, bool all)
    {
        for (var place = all ? site.FirstElement : site.Rest; place <= (all ? site.Visited : site.Rest); place++)
        {
            if (_facts.Exists(fact => fact.Definite && fact.Aliases.Contains(place)))
                return false;
            for (var i = _facts.Count - 1; i >= 0; i--)
            {
                if (!_facts[i].Aliases.Contains(place))
                    continue;
                _facts[i] = _facts[i].Named(_facts[i].Aliases.Without(place));
                if (_facts[i].Aliases.IsEmpty)
                    _facts.RemoveAt(i);
            }
        }

        return true;
    }

    private void EndElements(Fact container, Release op)
    {
        foreach (var fact in ElementsOf(container))
            End(fact, op);
    }

    private void TransferElements(Fact container, TransferKind kind, int origin)
    {
        var elements = ElementsOf(container);
        _facts.Remove(container);
        foreach (var fact in elements)
            Transfer(fact, kind, origin);
    }

    private List<Fact> ElementsOf(Fact container)
    {
        var site = _program.Sites[container.Site];
        return _facts.FindAll(fact => fact.Aliases.Items.Any(place => place >= site.FirstElement && place <= site.Visited));
    }

    private void DropElements(Site site, int origin, LeakExit exit)
    {
        for (var place = site.FirstElement; place <= site.Visited; place++)
            Overwrite(place, origin, exit);
    }

    /// <summary>The site makes another container while the former one is still known by some name: from here on that one is trusted.</summary>
    private void RetireContainer(Site site, int origin)
    {
        foreach (var fact in _facts.FindAll(fact => fact.Site == site.Id))
            TransferElements(fact, TransferKind.Trusted, origin);
        DropElements(site, origin, LeakExit.Overwrite);
    }

    private void Fold(Site site)
    {
        for (var i = 0; i < Site.IndexedElements; i++)
            Rename(site.FirstElement + i, site.Rest);
    }

    private void Rename(int from, int to)
    {
        for (var i = 0; i < _facts.Count; i++)
            _facts[i] = _facts[i].Named(_facts[i].Aliases.Rename(from, to));
    }

    private Site? ContainerIn(int place) => _facts.Find(fact => fact.Aliases.Contains(place) && IsContainer(fact)) is { } fact ? _program.Sites[fact.Site] : null;

    /// <summary>Whether elements of unknown index may be there, so that an index says nothing.</summary>
    private bool IsBulk(Site site) => _facts.Exists(fact => fact.Aliases.Items.Any(place => place >= site.Rest && place <= site.Visited));

    private long? CountOf(Site site) => _values.TryGetValue(site.Rest, out var value) && value.IsKnown ? value.Number : null;

    private int? IndexIn(int place) =>
        place >= 0 && _values.TryGetValue(place, out var value) && value.IsKnown && value.Number is >= 0 and < Site.IndexedElements ? (int)value.Number : null;
}
