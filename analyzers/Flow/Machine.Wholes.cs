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
