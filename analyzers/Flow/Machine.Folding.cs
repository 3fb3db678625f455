using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>Elements lose their index, and are drawn from those that have none.</summary>
internal sealed partial class Machine
{
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
}
