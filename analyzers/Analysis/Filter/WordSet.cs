using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace Devmem.Analyzers.Analysis.Filter;

/// <summary>A set of word numbers that is asked for every word of a program, and so does no more than that.</summary>
internal sealed class WordSet
{
    private int[] _slots = new int[64];
    private bool _hasZero;

    /// <summary>How many words it has.</summary>
    public int Count { get; private set; }

    /// <summary>The words.</summary>
    public IEnumerable<int> All => _slots.Where(word => word != 0).Concat(_hasZero ? [0] : []);

    /// <summary>Whether <paramref name="word"/> is in it.</summary>
    [MethodImpl(Hot.Loop)]
    public bool Contains(int word)
    {
        if (word == 0)
            return _hasZero;
        var mask = _slots.Length - 1;
        for (var i = Slot(word, mask); ; i = (i + 1) & mask)
        {
            if (_slots[i] == word)
                return true;
            if (_slots[i] == 0)
                return false;
        }
    }

    /// <summary>Adds <paramref name="word"/>; false: it was there.</summary>
    [MethodImpl(Hot.Loop)]
    public bool Add(int word)
    {
        if (word == 0)
        {
            Count += _hasZero ? 0 : 1;
            return !_hasZero && (_hasZero = true);
        }

        if (!Insert(_slots, word))
            return false;
        if (2 * ++Count > _slots.Length)
            Grow();
        return true;
    }

    private static int Slot(int word, int mask) => (word ^ (word >> 15)) & mask;

    private static bool Insert(int[] slots, int word)
    {
        var mask = slots.Length - 1;
        for (var i = Slot(word, mask); ; i = (i + 1) & mask)
        {
            if (slots[i] == word)
                return false;
            if (slots[i] != 0)
                continue;
            slots[i] = word;
            return true;
        }
    }

    private void Grow()
    {
        var slots = new int[4 * _slots.Length];
        foreach (var word in _slots)
        {
            if (word != 0)
                Insert(slots, word);
        }

        _slots = slots;
    }
}
