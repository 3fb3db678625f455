using System.Collections.Generic;
using Devmem.Backends;

namespace Devmem.Linux.Sending;

/// <summary>
/// Which zero-copy sends of one socket are complete. The kernel numbers successful calls from 0 and reports inclusive ranges, merged
/// or not, in any order, wrapping at 2^32. Not for several threads at once.
/// </summary>
internal sealed class CompletionBook
{
    // 64-bit numbers: the kernel's 32 bits plus the times they have wrapped. Fewer than 2^31 sends are ever under way.
    private readonly SortedList<ulong, ulong> _complete = []; // beyond the floor: first -> last, apart from one another
    private ulong _floor; // every send below is complete
    private ulong _next; // the number the kernel gives to the next successful call

    internal bool AllComplete => _floor == _next;

    /// <summary>Starts the count somewhere else, to look at the wrap without 2^32 sends.</summary>
    internal CompletionBook(uint first = 0) => _floor = _next = first;

    /// <summary>One more sendmsg succeeded.</summary>
    internal uint Issue() => (uint)_next++;

    /// <summary>Takes in a completion. Numbers that were never given out are ignored: they cannot be ours.</summary>
    internal void Complete(SendCompletion completion)
    {
        ulong first = Widen(completion.First);
        ulong last = first + (completion.Last - completion.First);
        if (first < _floor)
            first = _floor;
        if (last < first || last >= _next)
            return;
        Insert(first, last);
        while (_complete.Count > 0 && _complete.GetKeyAtIndex(0) == _floor)
        {
            _floor = _complete.GetValueAtIndex(0) + 1;
            _complete.RemoveAt(0);
        }
    }

    internal bool IsComplete(SendRange range)
    {
        ulong first = Widen(range.First);
        ulong last = first + (range.Last - range.First);
        if (last < _floor)
            return true;
        foreach (KeyValuePair<ulong, ulong> done in _complete)
        {
            if (done.Key <= (first < _floor ? _floor : first) && last <= done.Value)
                return true;
        }

        return false;
    }

    private ulong Widen(uint number) => unchecked(_floor + (ulong)(int)(number - (uint)_floor));

    private void Insert(ulong first, ulong last)
    {
        for (int i = _complete.Count - 1; i >= 0; i--)
        {
            ulong otherFirst = _complete.GetKeyAtIndex(i), otherLast = _complete.GetValueAtIndex(i);
            if (otherFirst > last + 1 || otherLast + 1 < first)
                continue;
            first = otherFirst < first ? otherFirst : first;
            last = otherLast > last ? otherLast : last;
            _complete.RemoveAt(i);
        }

        _complete.Add(first, last);
    }
}
