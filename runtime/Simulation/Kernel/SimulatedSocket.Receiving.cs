using System;
using Devmem.Backends;

namespace Devmem.Simulation;

internal sealed partial class SimulatedSocket
{
    internal override ReceiveStatus TryReceive(Span<byte> linear, RecordBuffer records) => Receive(linear, records, ReceiveFlags.None);

    /// <summary>recvmsg: one kind of data a call, short at the boundary, and never mixing.</summary>
    internal ReceiveStatus Receive(Span<byte> linear, RecordBuffer records, ReceiveFlags flags)
    {
        lock (Kernel.Gate)
        {
            ThrowIfClosed();
            Kernel.RunWorker();
            int budget = linear.IsEmpty ? RecordBuffer.DefaultByteBudget : linear.Length;
            TakeIn(budget);
            if (_segments.Count == 0)
                return NothingQueued();
            if ((flags & ReceiveFlags.Truncate) != 0)
                Discard(budget);
            else if (_segments[0].IsReadable)
                CopyReadable(linear, budget, records, flags);
            else
                Deliver(linear, budget, records, flags);
            return ReceiveStatus.Received;
        }
    }

    private ReceiveStatus NothingQueued()
    {
        if (_error != 0)
            throw new DevmemException("The connection is broken.", _error);
        return _finished ? ReceiveStatus.EndOfStream : ReceiveStatus.WouldBlock;
    }

    /// <summary>Ordinary data: copied, and the kernel writes no record; the handles want one that says where.</summary>
    private void CopyReadable(Span<byte> linear, int budget, RecordBuffer records, ReceiveFlags flags)
    {
        if (linear.IsEmpty)
            throw new DevmemException("Ordinary data has arrived and there is no linear buffer to copy it to; it stays queued.", Errno.EFAULT);
        int copied = 0;
        for (int at = 0; at < _segments.Count && copied < budget && _segments[at].IsReadable;)
        {
            Segment segment = _segments[at];
            int count = Math.Min(segment.LinearLeft, budget - copied);
            _bytes.Read(segment.LinearStart + segment.LinearTaken, linear.Slice(copied, count));
            copied += count;
            segment.LinearTaken += count;
            at = Advance(at, segment, count, flags);
        }

        if (records.Room > 0)
            records.AddLinear(copied);
        else
            records.LinearBytes = copied;
    }

    private void Discard(int budget)
    {
        while (budget > 0 && _segments.Count > 0)
        {
            Segment segment = _segments[0];
            int linear = Math.Min(segment.LinearLeft, budget);
            int page = Math.Min(segment.PageLeft, budget - linear);
            segment.LinearTaken += linear;
            segment.PageTaken += page;
            budget -= linear + page;
            Advance(0, segment, linear + page, ReceiveFlags.None);
        }
    }

    /// <summary>Writes back what was taken of a segment and says which is next. A peek takes nothing and only looks further.</summary>
    private int Advance(int at, in Segment segment, int taken, ReceiveFlags flags)
    {
        if ((flags & ReceiveFlags.Peek) != 0)
            return at + 1;
        _queuedBytes -= taken;
        _segments[at] = segment;
        if (segment.Left > 0)
            return at;
        _bytes.DiscardTo(segment.LinearStart + segment.LinearBytes);
        _segments.Dequeue();
        if (segment.Page is { } page)
        {
            page.Queued--;
            page.Pool.Put(page);
        }

        return at;
    }
}
