using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>Which of the containers that may be meant, and whether an element that may be there is.</summary>
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
}
