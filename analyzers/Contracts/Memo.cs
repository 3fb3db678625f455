using System;
using System.Collections.Concurrent;
using System.Collections.Generic;

namespace Devmem.Analyzers.Contracts;

/// <summary>Answers by what they are about, each with what it rests on.</summary>
/// <typeparam name="TKey">What is asked about.</typeparam>
/// <typeparam name="TValue">The answer.</typeparam>
internal sealed class Memo<TKey, TValue>(IEqualityComparer<TKey> comparer)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, (TValue Value, Footprint On)> _known = new(comparer);

    /// <summary>The answer, if it is known; who asks uses it.</summary>
    public bool TryGet(TKey key, out TValue value)
    {
        var isKnown = _known.TryGetValue(key, out var entry);
        value = entry.Value;
        if (isKnown)
            Footprint.Use(entry.On);
        return isKnown;
    }

    /// <summary>Keeps an answer; the one that was kept before, if there is one, is the same.</summary>
    public TValue Keep(TKey key, TValue value, Footprint on) => _known.GetOrAdd(key, (value, on)).Value;

    /// <summary>The answer, found now if it is not known.</summary>
    public TValue GetOrAdd(TKey key, Func<TKey, TValue> find) => TryGet(key, out var known) ? known : Find(key, find);

    private TValue Find(TKey key, Func<TKey, TValue> find) => Keep(key, Footprint.Of(() => find(key), out var on), on);
}
