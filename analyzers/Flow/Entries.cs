using System;
using System.Collections;
using System.Collections.Generic;

namespace Devmem.Analyzers.Flow;

/// <summary>
/// A map from small numbers, in their order. A state has a dozen entries, is copied at each step that may go two ways, and is wanted sorted in the end:
/// two arrays do that with a fraction of what a dictionary allocates.
/// </summary>
internal sealed class Entries<T> : IEnumerable<KeyValuePair<int, T>>
{
    private int[] _keys;
    private T[] _items;

    public Entries(KeyValuePair<int, T>[] sorted)
    {
        (_keys, _items) = sorted.Length == 0 ? ([], []) : (new int[sorted.Length + 2], new T[sorted.Length + 2]);
        Count = sorted.Length;
        for (var i = 0; i < sorted.Length; i++)
            (_keys[i], _items[i]) = (sorted[i].Key, sorted[i].Value);
    }

    public Entries(Entries<T> other)
    {
        (_keys, _items) = other.Count == 0 ? ([], []) : (new int[other.Count + 2], new T[other.Count + 2]);
        Count = other.Count;
        Array.Copy(other._keys, _keys, Count);
        Array.Copy(other._items, _items, Count);
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The keys.</summary>
    public IEnumerable<int> Keys => new ArraySegment<int>(_keys, 0, Count);

    /// <summary>The values, in the order of their keys.</summary>
    public IEnumerable<T> Values => new ArraySegment<T>(_items, 0, Count);

    /// <summary>The value of <paramref name="key"/>.</summary>
    public T this[int key]
    {
        get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException();
        set
        {
            var at = Find(key);
            if (at < 0)
                Insert(at = ~at, key);
            _items[at] = value;
        }
    }

    /// <summary>The key in a place of the order.</summary>
    public int KeyAt(int place) => _keys[place];

    /// <summary>The value in a place of the order.</summary>
    public T At(int place) => _items[place];

    public bool ContainsKey(int key) => Find(key) >= 0;

    public bool TryGetValue(int key, out T value)
    {
        var at = Find(key);
        value = at < 0 ? default! : _items[at];
        return at >= 0;
    }

    public bool Remove(int key)
    {
        var at = Find(key);
        if (at >= 0)
            RemoveAt(at);
        return at >= 0;
    }

    /// <summary>Removes what stands in a place of the order.</summary>
    public void RemoveAt(int place)
    {
        Count--;
        Array.Copy(_keys, place + 1, _keys, place, Count - place);
        Array.Copy(_items, place + 1, _items, place, Count - place);
        _items[Count] = default!;
    }

    /// <summary>All of them, in order.</summary>
    public KeyValuePair<int, T>[] ToSorted()
    {
        var all = Count == 0 ? [] : new KeyValuePair<int, T>[Count];
        for (var i = 0; i < all.Length; i++)
            all[i] = new KeyValuePair<int, T>(_keys[i], _items[i]);
        return all;
    }

    public IEnumerator<KeyValuePair<int, T>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return new KeyValuePair<int, T>(_keys[i], _items[i]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Find(int key)
    {
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            if (_keys[middle] == key)
                return middle;
            if (_keys[middle] < key)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }

    private void Insert(int place, int key)
    {
        if (Count == _keys.Length)
        {
            Array.Resize(ref _keys, (2 * Count) + 4);
            Array.Resize(ref _items, (2 * Count) + 4);
        }

        Array.Copy(_keys, place, _keys, place + 1, Count - place);
        Array.Copy(_items, place, _items, place + 1, Count - place);
        _keys[place] = key;
        Count++;
    }
}
