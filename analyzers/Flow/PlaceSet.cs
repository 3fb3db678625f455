using System;
using System.Collections.Generic;

namespace Devmem.Analyzers.Flow;

/// <summary>An immutable, sorted set of place numbers: the names that must hold one resource.</summary>
/// <remarks>Such sets hold one to three names in practice, so a sorted array beats every tree.</remarks>
public readonly struct PlaceSet : IEquatable<PlaceSet>
{
    private static readonly int[] None = [];
    private readonly int[]? _items;

    private PlaceSet(int[] items) => _items = items;

    /// <summary>The set of one place.</summary>
    public static PlaceSet Of(int place) => new([place]);

    /// <summary>The set of some places.</summary>
    public static PlaceSet Of(IEnumerable<int> places)
    {
        var items = new SortedSet<int>(places);
        var array = new int[items.Count];
        items.CopyTo(array);
        return new PlaceSet(array);
    }

    /// <summary>Whether no name is left.</summary>
    public bool IsEmpty => Items.Length == 0;

    /// <summary>The places in ascending order.</summary>
    public IReadOnlyList<int> Places => Items;

    internal int[] Items => _items ?? None;

    /// <summary>Whether <paramref name="place"/> is in the set.</summary>
    public bool Contains(int place)
    {
        if (Items.Length > 8)
            return Array.BinarySearch(Items, place) >= 0;
        foreach (var item in Items)
        {
            if (item == place)
                return true;
        }

        return false;
    }

    /// <summary>The set with <paramref name="place"/> added.</summary>
    public PlaceSet With(int place)
    {
        if (Contains(place))
            return this;
        var items = new int[Items.Length + 1];
        var at = 0;
        while (at < Items.Length && Items[at] < place)
        {
            items[at] = Items[at];
            at++;
        }

        items[at] = place;
        Array.Copy(Items, at, items, at + 1, Items.Length - at);
        return new PlaceSet(items);
    }

    /// <summary>The set with <paramref name="place"/> removed.</summary>
    public PlaceSet Without(int place)
    {
        if (!Contains(place))
            return this;
        var items = new int[Items.Length - 1];
        var next = 0;
        foreach (var item in Items)
        {
            if (item != place)
                items[next++] = item;
        }

        return new PlaceSet(items);
    }

    /// <summary>The set with <paramref name="from"/>, if present, replaced by <paramref name="to"/>.</summary>
    public PlaceSet Rename(int from, int to) => Contains(from) ? Without(from).With(to) : this;

    /// <summary>The places that are in both sets.</summary>
    public PlaceSet Intersect(PlaceSet other)
    {
        var result = this;
        foreach (var item in Items)
        {
            if (!other.Contains(item))
                result = result.Without(item);
        }

        return result;
    }

    /// <summary>Orders sets by their places, so that states have one canonical form.</summary>
    public int CompareTo(PlaceSet other)
    {
        for (var i = 0; i < Math.Min(Items.Length, other.Items.Length); i++)
        {
            if (Items[i] != other.Items[i])
                return Items[i].CompareTo(other.Items[i]);
        }

        return Items.Length.CompareTo(other.Items.Length);
    }

    /// <inheritdoc/>
    public bool Equals(PlaceSet other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PlaceSet other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Items.Length;
        foreach (var item in Items)
            hash = unchecked((hash * 31) + item);
        return hash;
    }

    /// <inheritdoc/>
    public override string ToString() => "{" + string.Join(",", Items) + "}";
}
