using System.Collections.Generic;
using System.Linq;
using System.Text;
using Devmem.Analyzers.Flow;

namespace Devmem.Flow.Tests.Oracle;

/// <summary>What a run has made so far: what each place holds, and the things.</summary>
internal sealed class World
{
    private readonly Slot[] _places;
    private readonly List<Thing> _things;

    public World(int places)
        : this(Enumerable.Repeat(Slot.Unset, places).ToArray(), [])
    {
    }

    private World(Slot[] places, List<Thing> things)
    {
        _places = places;
        _things = things;
    }

    public IReadOnlyList<Thing> Things => _things;

    public World Clone() => new([.. _places], [.. _things.Select(thing => thing.Clone())]);

    public Slot this[int place] => _places[place];

    /// <summary>The thing in a place, or null.</summary>
    public Thing? At(int place) => place >= 0 && _places[place].Thing >= 0 ? _things[_places[place].Thing] : null;

    /// <summary>The container in a place, if it is one that nobody else has.</summary>
    public Thing? ContainerAt(int place) => At(place) is { Items: not null, IsForeign: false } container ? container : null;

    public int Add(Thing thing)
    {
        _things.Add(thing);
        return _things.Count - 1;
    }

    /// <summary>Writes a place without looking at what it held.</summary>
    public void Write(int place, Slot slot) => _places[place] = slot;

    public bool IsNamed(int thing) =>
        _places.Any(slot => slot.Thing == thing) || _things.Any(holder => holder.Items is { } items && items.Any(slot => slot.Thing == thing));

    /// <summary>How many names a thing has.</summary>
    public int Names(int thing) => _places.Count(slot => slot.Thing == thing)
        + _things.Where(holder => holder.Items is not null).Sum(holder => holder.Items!.Count(slot => slot.Thing == thing));

    /// <summary>What went when the last name of a thing did: itself, and all that only it held.</summary>
    public void LetGo(int thing, List<Thing> gone)
    {
        var waiting = new Stack<int>([thing]);
        while (waiting.Count > 0)
        {
            var next = waiting.Pop();
            if (next < 0 || IsNamed(next))
                continue;
            gone.Add(_things[next]);
            if (_things[next].Items is not { } items)
                continue;
            var held = items.Select(slot => slot.Thing).Where(inner => inner >= 0).Distinct().ToList();
            items.Clear();
            held.ForEach(waiting.Push);
        }
    }

    /// <summary>The numbers of the things that <paramref name="thing"/> stands for: itself, or what a container holds, however deep.</summary>
    public List<int> Contents(int thing)
    {
        var found = new List<int>();
        var seen = new HashSet<int> { thing };
        var waiting = new Queue<int>([thing]);
        while (waiting.Count > 0)
        {
            var next = waiting.Dequeue();
            if (_things[next].Items is not { } items)
                found.Add(next);
            else if (!_things[next].IsForeign)
                items.Select(slot => slot.Thing).Where(inner => inner >= 0 && seen.Add(inner)).ToList().ForEach(waiting.Enqueue);
        }

        return found;
    }

    /// <summary>The same world without things that cannot be reached, numbered in the order in which they are found, and its text.</summary>
    /// <param name="isLive">Whether the number in a place may still be asked for.</param>
    public (World World, string Key) Canonical(System.Func<int, bool> isLive)
    {
        var order = new List<int>();
        var numbers = new Dictionary<int, int> { [-1] = -1 };
        foreach (var slot in _places)
            Meet(slot.Thing);
        for (var i = 0; i < order.Count; i++)
        {
            _things[order[i]].Items?.ForEach(slot => Meet(slot.Thing));
            Meet(_things[order[i]].Parent);
        }

        var places = _places.Select((slot, place) => slot.Thing >= 0 ? new Slot(numbers[slot.Thing], null) : isLive(place) ? slot : Slot.Unset).ToArray();
        var things = new List<Thing>();
        foreach (var old in order)
        {
            var thing = _things[old].Clone();
            thing.Parent = numbers[thing.Parent];
            for (var i = 0; i < thing.Items?.Count; i++)
                thing.Items[i] = thing.Items[i] with { Thing = numbers[thing.Items[i].Thing] };
            things.Add(thing);
        }

        return (new World(places, things), Text(places, things));

        void Meet(int thing)
        {
            if (numbers.TryAdd(thing, order.Count))
                order.Add(thing);
        }
    }

    private static string Text(Slot[] places, List<Thing> things)
    {
        var text = new StringBuilder();
        foreach (var slot in places)
            Put(slot);
        foreach (var thing in things)
        {
            text.Append('|').Append(thing.Site).Append(',').Append((int)thing.Phase).Append(thing.Owed ? 'o' : '-').Append(thing.Pending ? 'p' : '-')
                .Append(thing.Exceptional ? 'e' : '-').Append(thing.ParentEnded ? 'x' : '-').Append(thing.IsForeign ? 'f' : '-').Append(thing.Parent);
            foreach (var member in thing.Members)
                text.Append('m').Append(member.Key).Append('=').Append(member.Value);
            text.Append('c').Append(thing.Cursor);
            thing.Items?.ForEach(Put);
        }

        return text.ToString();

        void Put(Slot slot) => text.Append(slot.Thing >= 0 ? 't' : 'n').Append(slot.Thing >= 0 ? slot.Thing : slot.Number ?? 777).Append(' ');
    }
}
