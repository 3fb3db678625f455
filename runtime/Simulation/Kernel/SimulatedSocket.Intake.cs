using System;
using System.Net.Sockets;
using Devmem.Backends;

namespace Devmem.Simulation;

internal sealed partial class SimulatedSocket
{
    private readonly byte[] _probe = new byte[1];
    private SegmentPlan? _planned;
    private long _queuedBytes;
    private bool _starved;
    private long _starvedAt;
    private bool _finished;
    private int _error;

    /// <summary>Puts everything that has arrived into the queue, as far as pages and receive buffer go.</summary>
    internal void TakeInWhatArrived() => TakeIn(Device.Options.ReceiveBuffer);

    private void TakeIn(long wanted)
    {
        _starved = false;
        long most = Math.Min(wanted, Device.Options.ReceiveBuffer);
        while (_queuedBytes < most && TakeInOne())
        {
        }
    }

    private bool TakeInOne()
    {
        if (!Device.IsLinkUp)
        {
            // Bytes that the real socket has already are still on the wire here.
            Starve();
            return false;
        }

        int available = Arrived();
        if (available == 0)
        {
            NoteEnd();
            return false;
        }

        SegmentPlan plan = _planned ??= _nic.Next(available);
        Segment segment = default;
        int linear = plan.Bytes;
        if (Steering.IsBound && !plan.Readable)
        {
            if (!TryPlace(plan, ref segment))
                return false;
            linear = plan.Linear;
        }

        _planned = null;
        segment.LinearStart = _bytes.End;
        segment.LinearBytes = linear;
        ReadLinear(linear);
        if (segment.Page is { } page)
            ReadExactly(Steering.Memory.Bytes.AsSpan(PageStart(page) + segment.PageOffset, segment.PageBytes));
        _segments.Enqueue(segment);
        _queuedBytes += plan.Bytes;
        return true;
    }

    private int Arrived()
    {
        try
        {
            return _finished || _error != 0 ? 0 : _socket.Available;
        }
        catch (ObjectDisposedException)
        {
            // Somebody closed the socket below the handle.
            _error = Errno.EBADF;
            return 0;
        }
    }

    private int PageStart(SimulatedPage page) => page.Index * Device.Options.PageSize;

    /// <summary>No free page: the driver cannot refill its ring and drops the packet; its bytes stay with the sender and come again.</summary>
    private bool TryPlace(SegmentPlan plan, ref Segment segment)
    {
        if (!Steering.Pool.TryPlace(out SimulatedPage page, out int share))
        {
            Starve();
            Kernel.Harm.Starvations++;
            return false;
        }

        segment.Page = page;
        segment.PageOffset = (share * _nic.Share) + plan.Offset;
        segment.PageBytes = plan.Bytes - plan.Linear;
        return true;
    }

    /// <summary>Nothing can come in until something changes; a page that comes back before anybody waits counts too.</summary>
    private void Starve()
    {
        _starved = true;
        _starvedAt = Kernel.Signal.Changes;
    }

    private void ReadLinear(int count)
    {
        while (count > 0)
        {
            Span<byte> room = _bytes.Reserve(count);
            ReadExactly(room);
            _bytes.Commit(room.Length);
            count -= room.Length;
        }
    }

    /// <summary>As many bytes as are known to be there, so this does not wait.</summary>
    private void ReadExactly(Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            int read = _socket.Receive(destination, SocketFlags.None, out SocketError error);
            if (read <= 0)
                throw new DevmemException($"The simulator lost bytes that had arrived ({error}).", Errno.ECONNRESET);
            destination = destination[read..];
        }
    }

    /// <summary>Nothing is there: finished, broken, or not yet?</summary>
    private void NoteEnd()
    {
        if (_finished || _error != 0 || !_socket.Poll(0, SelectMode.SelectRead) || _socket.Available > 0)
            return;
        int seen = _socket.Receive(_probe, SocketFlags.Peek, out SocketError error);
        if (error == SocketError.Success)
            _finished = seen == 0;
        else if (error is not (SocketError.WouldBlock or SocketError.TryAgain or SocketError.Interrupted))
            _error = error == SocketError.NotConnected ? Errno.ENOTCONN : Errno.ECONNRESET;
    }
}
