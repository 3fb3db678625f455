using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Backends;
using Devmem.Linux.Interop;
using Devmem.Linux.Receiving;

namespace Devmem.Linux.Sending;

/// <summary>A TCP socket that sends out of a transmit binding.</summary>
internal sealed class LinuxSenderBackend : SenderBackend
{
    private readonly ISystemCalls _calls;
    private readonly Socket _socket;
    private readonly SafeSocketHandle _handle;
    private readonly uint _dmabufId;
    private readonly long _dmabufLength;
    private readonly SocketGate _gate;
    private readonly BlockingWait _blocking;
    private readonly SendCompletions _completions;

    internal LinuxSenderBackend(ISystemCalls calls, Socket socket, uint dmabufId, long dmabufLength, string? interfaceName)
    {
        _calls = calls;
        _socket = socket;
        _handle = socket.SafeHandle;
        _dmabufId = dmabufId;
        _dmabufLength = dmabufLength;
        PlainTcp.Require(calls, _handle);
        SendNumbering.RequireFresh(calls, _handle);
        SenderOptions.Set(calls, socket, interfaceName);
        _gate = new SocketGate(socket, typeof(DevmemSender));
        _blocking = new BlockingWait(calls, _handle, _gate);
        _completions = new SendCompletions(calls, _handle);
    }

    internal override SendRange Send(long offset, int length)
    {
        // The kernel looks at one segment at a time: of a longer range that leaves the dmabuf it would send the part before the end.
        if (length > _dmabufLength - offset)
            throw SendError.Exception(Errno.EFAULT, sent: 0, length);
        uint? first = null;
        uint last = 0;
        long sent = 0;
        while (sent < length)
        {
            nint result = SendOnce(offset + sent, length - sent, out uint number);
            if (result > 0)
            {
                first ??= number;
                last = number;
                sent += result;
            }
            else if (!TryMakeRoom((int)-result))
            {
                throw SendError.Exception((int)-result, sent, length);
            }
        }

        return new SendRange(first ?? throw new ArgumentOutOfRangeException(nameof(length), length, "Nothing to send."), last);
    }

    internal override bool IsCompleted(SendRange range)
    {
        ThrowIfClosed();
        return _completions.IsComplete(range);
    }

    internal override void WaitCompleted(SendRange range)
    {
        ThrowIfClosed();
        _completions.Wait(range);
    }

    internal override ValueTask WaitCompletedAsync(SendRange range, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        return _completions.WaitAsync(range, cancellationToken);
    }

    internal override void Close()
    {
        _completions.Close();
        _gate.Close();
        _socket.Dispose();
    }

    /// <summary>Waits for room in the send buffer, or for completions to make room for another completion record.</summary>
    private bool TryMakeRoom(int errno)
    {
        switch (errno)
        {
            case Errno.EAGAIN:
                _completions.Drain(); // an unread error queue would wake every wait for the send buffer
                _blocking.Wait(Libc.POLLOUT);
                return true;
            case Errno.ENOBUFS:
                return _completions.WaitForOne();
            default:
                return false;
        }
    }

    private nint SendOnce(long offset, long length, out uint number)
    {
        _gate.Enter();
        try
        {
            return _completions.Send(_dmabufId, offset, length, out number);
        }
        finally
        {
            _gate.Exit();
        }
    }

    private void ThrowIfClosed()
    {
        if (_gate.IsClosed)
            _gate.ThrowClosed();
    }
}
