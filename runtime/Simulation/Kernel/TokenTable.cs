using System;
using System.Numerics;

namespace Devmem.Simulation;

/// <summary>On mode's tokens of one socket: the number is the lowest free one, from 1, and comes back at once.</summary>
internal sealed class TokenTable
{
    private SimulatedPage?[] _pages = new SimulatedPage?[64];
    private ulong[] _used = [1];
    private int _firstWord;

    internal int Count { get; private set; }

    /// <summary>Every number is below this.</summary>
    internal uint End => (uint)_pages.Length;

    internal uint Add(SimulatedPage page)
    {
        int word = _firstWord;
        while (word < _used.Length && _used[word] == ulong.MaxValue)
            word++;
        if (word == _used.Length)
            Grow();
        int bit = BitOperations.TrailingZeroCount(~_used[word]);
        _used[word] |= 1UL << bit;
        _firstWord = word;
        int number = (word * 64) + bit;
        _pages[number] = page;
        Count++;
        return (uint)number;
    }

    /// <summary>Null: no such token.</summary>
    internal SimulatedPage? Remove(uint number)
    {
        if (number >= (uint)_pages.Length || _pages[number] is not { } page)
            return null;
        int word = (int)(number / 64);
        _pages[number] = null;
        _used[word] &= ~(1UL << (int)(number % 64));
        _firstWord = Math.Min(_firstWord, word);
        Count--;
        return page;
    }

    private void Grow()
    {
        Array.Resize(ref _used, _used.Length * 2);
        Array.Resize(ref _pages, _pages.Length * 2);
    }
}
