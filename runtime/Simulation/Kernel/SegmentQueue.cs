using System;

namespace Devmem.Simulation;

/// <summary>A socket's receive queue: a ring that grows and is then used again.</summary>
internal sealed class SegmentQueue
{
    private Segment[] _ring = new Segment[16];
    private int _head;

    internal int Count { get; private set; }

    internal ref Segment this[int index] => ref _ring[(_head + index) & (_ring.Length - 1)];

    internal void Enqueue(in Segment segment)
    {
        if (Count == _ring.Length)
            Grow();
        this[Count++] = segment;
    }

    internal void Dequeue()
    {
        _ring[_head] = default;
        _head = (_head + 1) & (_ring.Length - 1);
        Count--;
    }

    private void Grow()
    {
        Segment[] larger = new Segment[_ring.Length * 2];
        for (int i = 0; i < Count; i++)
            larger[i] = this[i];
        _ring = larger;
        _head = 0;
    }
}
