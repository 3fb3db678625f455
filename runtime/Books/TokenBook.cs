using System;
using Devmem.Backends;

namespace Devmem.Books;

/// <summary>
/// The tokens of one socket that are owned by themselves, because they were detached from their batch. Copies of a token share a slot;
/// the stamp, never given twice, tells a stale copy from the slot's present owner. Nothing is allocated once the slots suffice.
/// </summary>
internal sealed class TokenBook
{
    private readonly object _lock = new();
    private Slot[] _slots = new Slot[16];
    private int _firstFree = -1;
    private int _used;
    private ulong _lastStamp;

    private enum State : byte
    {
        Free,
        Held,
        Claimed,
    }

    /// <summary>Enters a token.</summary>
    internal int Issue(in FragmentRecord record, out ulong stamp)
    {
        lock (_lock)
        {
            int index = TakeSlot();
            ref Slot slot = ref _slots[index];
            slot.Record = record;
            slot.State = State.Held;
            slot.Stamp = stamp = ++_lastStamp;
            return index;
        }
    }

    /// <summary>Takes the token for a return. False: it was returned before, or another thread is about it.</summary>
    internal bool TryClaim(int index, ulong stamp, out FragmentRecord record)
    {
        lock (_lock)
        {
            ref Slot slot = ref _slots[index];
            record = slot.Record;
            if (slot.Stamp != stamp || slot.State != State.Held)
                return false;
            slot.State = State.Claimed;
            return true;
        }
    }

    /// <summary>The return of a claimed token failed: it is held as before.</summary>
    internal void Unclaim(int index)
    {
        lock (_lock)
            _slots[index].State = State.Held;
    }

    /// <summary>A claimed token has ended.</summary>
    internal void Settle(int index)
    {
        lock (_lock)
        {
            ref Slot slot = ref _slots[index];
            slot.State = State.Free;
            slot.Stamp = 0;
            slot.NextFree = _firstFree;
            _firstFree = index;
        }
    }

    /// <summary>What a token names. False: it has ended.</summary>
    internal bool TryRead(int index, ulong stamp, out FragmentRecord record)
    {
        lock (_lock)
        {
            record = _slots[index].Record;
            return _slots[index].Stamp == stamp && _slots[index].State == State.Held;
        }
    }

    /// <summary>What a claimed token names; only for the thread that claimed it.</summary>
    internal FragmentRecord ReadClaimed(int index)
    {
        lock (_lock)
            return _slots[index].Record;
    }

    private int TakeSlot()
    {
        if (_firstFree >= 0)
        {
            int index = _firstFree;
            _firstFree = _slots[index].NextFree;
            return index;
        }

        if (_used == _slots.Length)
            Array.Resize(ref _slots, _slots.Length * 2);
        return _used++;
    }

    private struct Slot
    {
        internal FragmentRecord Record;
        internal ulong Stamp;
        internal int NextFree;
        internal State State;
    }
}
