using System;

namespace Devmem.Simulation;

/// <summary>The bytes of a socket's queue that are not in a dmabuf, addressed by their place in all that ever came.</summary>
internal sealed class ByteQueue
{
    private byte[] _ring = new byte[1024];
    private long _start;

    /// <summary>The place behind the last byte.</summary>
    internal long End { get; private set; }

    /// <summary>Room for bytes behind the last one, for the caller to fill; at most <paramref name="wanted"/>, because the ring ends somewhere.</summary>
    internal Span<byte> Reserve(int wanted)
    {
        while (End - _start + wanted > _ring.Length)
            Grow();
        int at = (int)(End & (_ring.Length - 1));
        return _ring.AsSpan(at, Math.Min(wanted, _ring.Length - at));
    }

    internal void Commit(int count) => End += count;

    internal void Read(long from, Span<byte> destination)
    {
        int at = (int)(from & (_ring.Length - 1));
        int first = Math.Min(destination.Length, _ring.Length - at);
        _ring.AsSpan(at, first).CopyTo(destination);
        _ring.AsSpan(0, destination.Length - first).CopyTo(destination[first..]);
    }

    /// <summary>Everything before this place was delivered.</summary>
    internal void DiscardTo(long place) => _start = place;

    private void Grow()
    {
        byte[] larger = new byte[_ring.Length * 2];
        for (long place = _start; place < End; place++)
            larger[place & (larger.Length - 1)] = _ring[place & (_ring.Length - 1)];
        _ring = larger;
    }
}
