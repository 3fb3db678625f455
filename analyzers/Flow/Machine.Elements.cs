using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>
/// What is known of a container: as long as its elements are known one by one they have a place each; later they share <see cref="Site.Rest"/>.
/// The number of <see cref="Site.Rest"/> is how many elements there are, that of <see cref="Site.Current"/> the index at which an enumeration stands
/// as long as elements have an index, and that of <see cref="Site.Visited"/> is 0 as long as each element is a resource that is followed.
/// </summary>
internal sealed partial class Machine
{
    /// <summary>The paths on which it is known which container, or that none, is in <paramref name="place"/>.</summary>
    private IEnumerable<Machine> Focused(int place)
    {
        var holders = place < 0 ? [] : Holders(place);
        if (holders.Find(fact => fact.Definite) is { } sure)
        {
            foreach (var other in holders.Where(other => !ReferenceEquals(other, sure)))
                Deny(other);
            return [this];
        }

        if (holders.Count == 0)
            return [this];
        return holders.Select(holder => (Fact?)holder).Append(null).Select(holder =>
        {
            var path = Copy();
            foreach (var other in holders.Where(other => !ReferenceEquals(other, holder)))
                path.Deny(other);
            if (holder is not null)
                path.Replace(holder, holder with { Definite = true });
            return path;
        }).ToList();
    }

    /// <summary>On this path there is no such resource, and so nothing in it.</summary>
    private void Deny(Fact fact)
    {
        _facts.Remove(fact);
        if (!IsContainer(fact) || _facts.Exists(other => other.Site == fact.Site))
            return;
        var site = _program.Sites[fact.Site];
        for (var i = _facts.Count - 1; i >= 0; i--)
        {
            if (IsElementOf(_facts[i], site) && !IsContainer(_facts[i]))
                _facts.RemoveAt(i);
        }
    }

    private void BeEmpty(Site site)
    {
        _values[site.Rest] = Value.Known(0);
        _values[site.Visited] = Value.Known(0);
        _values.Remove(site.Current);
    }

    private void ForgetShape(Site site)
    {
        for (var place = site.FirstElement; place <= site.Visited; place++)
            _values.Remove(place);
    }

    /// <summary>Elements may be missing between those that are known: an array.</summary>
    private void ForgetCount(Site site)
    {
        _values.Remove(site.Rest);
        _values.Remove(site.Visited);
    }

    private void NoteNull(Site site, int source)
    {
        if (!IsSurelyHeld(source))
            _values.Remove(site.Visited);
    }

    private bool HasNulls(Site site) => !_values.ContainsKey(site.Visited);

    private long? CountOf(Site site) => _values.TryGetValue(site.Rest, out var value) && value.IsKnown ? value.Number : null;

    private long? CursorOf(Site site) => _values.TryGetValue(site.Current, out var value) && value.IsKnown ? value.Number : null;

    /// <summary>Whether elements of unknown index may be there, so that an index says nothing.</summary>
    private bool IsBulk(Site site) => _facts.Exists(fact => fact.Aliases.Items.Any(place => place >= site.Rest && place <= site.Visited));

    private int[] IndexesHeld(Site site) => [.. Enumerable.Range(0, Site.IndexedElements).Where(index => _facts.Exists(fact => fact.Aliases.Contains(site.FirstElement + index)))];

    private int? IndexIn(int place) =>
        place >= 0 && _values.TryGetValue(place, out var value) && value.IsKnown && value.Number is >= 0 and < Site.IndexedElements ? (int)value.Number : null;

    private Range IndexesIn(int place) => place < 0 ? Range.All : RangeOf(ValueOf(place));

    private Site? ContainerIn(int place) => _facts.Find(fact => fact.Aliases.Contains(place) && IsContainer(fact)) is { } fact ? _program.Sites[fact.Site] : null;

    /// <summary>Whether <paramref name="place"/> holds the container of <paramref name="site"/>, or one that it is in.</summary>
    private bool HoldsContainer(int place, Site site)
    {
        var inside = new HashSet<int>();
        var waiting = new Queue<Fact>(Holders(place).Where(IsContainer));
        while (waiting.Count > 0)
        {
            var container = waiting.Dequeue();
            if (container.Site == site.Id)
                return true;
            if (!inside.Add(container.Site))
                continue;
            foreach (var inner in _facts.Where(fact => IsContainer(fact) && IsElementOf(fact, _program.Sites[container.Site])))
                waiting.Enqueue(inner);
        }

        return false;
    }

    /// <summary>The elements lose their index. Where an enumeration runs, those it has passed stay apart from those it has not.</summary>
    private void Fold(Site site, int origin)
    {
        var cursor = CursorOf(site);
        for (var i = 0; i < Site.IndexedElements; i++)
            Merge(site.FirstElement + i, cursor is null || i > cursor ? site.Rest : i < cursor ? site.Visited : site.Current, origin);
        if (cursor is not null)
            _values.Remove(site.Current);
        _values.Remove(site.Rest);
    }

    public void FoldAll(Site[] sites)
    {
        foreach (var site in sites)
            Fold(site, -1);
    }

    /// <summary>No enumeration runs any more.</summary>
    private void EndEnumeration(Site site)
    {
        if (CursorOf(site) is not null)
            _values.Remove(site.Current);
        Rename(site.Visited, site.Rest, numbers: false);
        Rename(site.Current, site.Rest, numbers: false);
    }

    /// <summary>All that is at <paramref name="from"/> is from now on among the elements at <paramref name="to"/>; what is there twice can no longer be followed.</summary>
    private void Merge(int from, int to, int origin)
    {
        _values.Remove(from);
        foreach (var fact in Holders(from))
        {
            if (fact.Aliases.Contains(to))
                Trust(fact, origin);
        }

        Rename(from, to, numbers: false);
    }

    private void AddName(int source, int name, int origin)
    {
        foreach (var fact in Holders(source))
        {
            if (fact.Aliases.Contains(name))
                Trust(fact, origin);
            else
                Replace(fact, fact.Named(fact.Aliases.With(name)));
        }
    }

    private void Trust(Fact fact, int origin)
    {
        Findings.Trusted(fact, origin);
        Replace(fact, fact with { Owed = false });
    }

    private void Rename(int from, int to, bool numbers = true)
    {
        for (var i = 0; i < _facts.Count; i++)
            _facts[i] = _facts[i].Named(_facts[i].Aliases.Rename(from, to));
        if (!numbers)
            return;
        _values.Remove(to);
        if (_values.TryGetValue(from, out var value))
            _values[to] = value;
        _values.Remove(from);
    }

    /// <summary>One element of those of unknown index leaves them under the name <paramref name="to"/>: any of them, so one path for each.</summary>
    private void Draw(Site site, int to, int origin, List<Machine> next)
    {
        Fold(site, origin);
        var choices = _facts.FindAll(fact => fact.Aliases.Contains(site.Rest));
        if (!HasNulls(site) && choices.Count == 0)
            return;
        if (to != site.Current)
        {
            Overwrite(to, origin, LeakExit.Overwrite);
            choices = _facts.FindAll(fact => fact.Aliases.Contains(site.Rest));
        }

        foreach (var choice in choices)
            Choose(choice, site.Rest, to, next);
        if (HasNulls(site))
            next.Add(this);
    }

    /// <summary>One element of those of unknown index gets one more name: any of them, so one path for each.</summary>
    private void DrawNamed(Site site, Peek op, bool live, List<Machine> next)
    {
        Overwrite(op.Target, op.Origin, LeakExit.Overwrite);
        foreach (var choice in _facts.FindAll(fact => fact.Aliases.Items.Any(place => place >= site.Rest && place <= site.Visited)))
        {
            if (!live || choice.Status == Status.Live)
                Choose(choice, -1, op.Target, next);
        }
    }

    private void Choose(Fact choice, int from, int to, List<Machine> next)
    {
        if (choice.Many)
        {
            var path = Copy();
            path.Choose(choice, from, to, choice);
            next.Add(path);
        }

        if (!choice.Many || choice.Definite)
        {
            var path = Copy();
            path.Choose(choice, from, to, choice.Many ? choice with { Many = false } : null);
            next.Add(path);
        }
    }

    private bool HasEnded(int place) => _facts.Exists(fact => fact.Status != Status.Live && fact.Aliases.Contains(place));

    private void ForgetEnded(Site site)
    {
        for (var i = _facts.Count - 1; i >= 0; i--)
        {
            if (_facts[i].Status == Status.Live || !_facts[i].Aliases.Contains(site.Rest))
                continue;
            _facts[i] = _facts[i].Named(_facts[i].Aliases.Without(site.Rest));
            if (_facts[i].Aliases.IsEmpty)
                _facts.RemoveAt(i);
        }
    }

    /// <summary>The choice gets the name and <paramref name="left"/> stays of it.</summary>
    private void Choose(Fact choice, int from, int to, Fact? left)
    {
        RenewMembers(choice.Site);
        var aliases = (from < 0 ? choice.Aliases : choice.Aliases.Without(from)).With(to);
        _facts.Remove(choice);
        _facts.Add(choice with { Aliases = aliases, Definite = true, Many = false });
        if (left is not null)
            _facts.Add(left);
    }

    private bool TurnsOutEmpty(Site site)
    {
        if (CountOf(site) is > 0 || !Vacate(site, site.FirstElement))
            return false;
        BeEmpty(site);
        return true;
    }

    private bool HasPassedAll(Site site, int origin)
    {
        if (CursorOf(site) is null)
            Fold(site, origin);
        if (CursorOf(site) is { } index ? (CountOf(site) is { } count && index + 1 < count) || !VacateBehind(site, (int)index) : !Vacate(site, site.Rest, site.Rest))
            return false;
        EndEnumeration(site);
        return true;
    }

    private bool VacateBehind(Site site, int index) =>
        CountOf(site) is not null || Vacate(site, site.FirstElement + index + 1, site.Rest - 1);

    private bool Vacate(Site site, int first) => Vacate(site, first, site.Visited);

    /// <summary>There is no element at these places. False: there surely is one.</summary>
    private bool Vacate(Site site, int first, int last)
    {
        if (_facts.Exists(fact => fact.Definite && fact.Aliases.Items.Any(place => place >= first && place <= last)))
            return false;
        foreach (var fact in _facts.FindAll(fact => fact.Aliases.Items.Any(place => place >= first && place <= last)))
            Deny(fact);
        return true;
    }

    private static bool IsElementOf(Fact fact, Site site) => fact.Aliases.Items.Any(place => place >= site.FirstElement && place <= site.Visited);

    /// <summary>The resources in a container, and in the containers in it.</summary>
    private List<Fact> ElementsOf(Fact container, List<Fact> containers)
    {
        var elements = new List<Fact>();
        containers.Add(container);
        for (var i = 0; i < containers.Count; i++)
        {
            foreach (var fact in _facts.FindAll(fact => IsElementOf(fact, _program.Sites[containers[i].Site])))
            {
                var into = IsContainer(fact) ? containers : elements;
                if (!into.Exists(other => ReferenceEquals(other, fact)))
                    into.Add(fact);
            }
        }

        return elements;
    }

    private void EndElements(Fact container, Release op)
    {
        foreach (var fact in ElementsOf(container, []))
            End(fact, op);
    }

    /// <summary>Gives a container away with all that is in it: nobody here knows what it holds from then on.</summary>
    private void TransferElements(Fact container, TransferKind kind, int origin)
    {
        var containers = new List<Fact>();
        var elements = ElementsOf(container, containers);
        foreach (var given in containers)
        {
            _facts.Remove(given);
            ForgetShape(_program.Sites[given.Site]);
        }

        foreach (var fact in elements)
            Transfer(fact, kind, origin);
    }

    /// <summary>The elements move from one container to another, or to somewhere that is not followed.</summary>
    private void PutAll(PutAll op)
    {
        if (_facts.Find(fact => fact.Aliases.Contains(op.Source) && IsContainer(fact)) is not { } source)
            return;
        if (ContainerIn(op.Container) is not { } site)
        {
            Transfer(op.Source, TransferKind.Stored, op.Origin);
            return;
        }

        EndEnumeration(site);
        Fold(site, op.Origin);
        ForgetShape(site);
        foreach (var fact in ElementsOf(source, []))
        {
            Findings.HandedOver(fact, op.Origin);
            Replace(fact, fact.Named(WithoutElements(fact.Aliases, _program.Sites[source.Site]).With(site.Rest)));
        }

        BeEmpty(_program.Sites[source.Site]);
        RenewMembers(site.Id);
    }

    private static PlaceSet WithoutElements(PlaceSet names, Site site)
    {
        for (var place = site.FirstElement; place <= site.Visited; place++)
            names = names.Without(place);
        return names;
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
}
