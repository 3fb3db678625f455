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

    private static PlaceSet WithoutElements(PlaceSet names, Site site)
    {
        for (var place = site.FirstElement; place <= site.Visited; place++)
            names = names.Without(place);
        return names;
    }
}
