using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>All elements of a container at once.</summary>
internal sealed partial class Machine
{
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

    /// <summary>The elements are in another container too, or go to somewhere that is not followed.</summary>
    private void PutAll(PutAll op)
    {
        if (_facts.Find(fact => fact.Aliases.Contains(op.Source) && IsContainer(fact)) is not { } source)
            return;
        if (ContainerIn(op.Container) is not { } site)
        {
            Transfer(op.Source, TransferKind.Stored, op.Origin);
            return;
        }

        var from = _program.Sites[source.Site];
        if (from.Id == site.Id)
            return;
        foreach (var fact in ElementsOf(source, []))
            Findings.HandedOver(fact, op.Origin);
        if (CountOf(site) is 0 && CountOf(from) is { } count && !IsBulk(from))
            ShareInOrder(from, site, (int)count, op.Origin);
        else
            Share(from, site, op.Origin);
        RenewMembers(site.Id);
    }

    private void ShareInOrder(Site from, Site site, int count, int origin)
    {
        EndEnumeration(site);
        for (var i = 0; i < count; i++)
            Copy(site.FirstElement + i, from.FirstElement + i, origin);
        _values[site.Rest] = Value.Known(count);
        if (HasNulls(from))
            _values.Remove(site.Visited);
    }

    private void Share(Site from, Site site, int origin)
    {
        var hasNulls = HasNulls(from) || HasNulls(site);
        EndEnumeration(site);
        Fold(site, origin);
        ForgetShape(site);
        foreach (var fact in _facts.FindAll(fact => IsElementOf(fact, from)))
            Replace(fact, fact.Named(fact.Aliases.With(site.Rest)));
        if (!hasNulls)
            _values[site.Visited] = Value.Known(0);
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
