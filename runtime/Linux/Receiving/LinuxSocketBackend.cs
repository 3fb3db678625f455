using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Backends;
using Devmem.Linux.Binding;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Receiving;

/// <summary>A TCP socket that receives with MSG_SOCK_DEVMEM and returns with SO_DEVMEM_DONTNEED.</summary>
internal sealed class LinuxSocketBackend : SocketBackend
{
    private readonly ISystemCalls _calls;
    private readonly Socket _socket;
    private readonly SafeSocketHandle _handle;
    private readonly SocketGate _gate;
    private readonly DevmemReceive _receive;
    private readonly BlockingWait _blocking;
    private readonly ReadinessWait _readiness;
    private readonly KnownBindings _known;

    internal LinuxSocketBackend(ISystemCalls calls, Socket socket, DevmemRecords parser)
    {
        _calls = calls;
        _socket = socket;
        _handle = socket.SafeHandle;
        PlainTcp.Require(calls, _handle);
        _gate = new SocketGate(socket, typeof(DevmemSocket));
        _receive = new DevmemReceive(calls, _handle, parser);
        _blocking = new BlockingWait(calls, _handle, _gate);
        _readiness = new ReadinessWait(socket);
        _known = KnownBindings.Of(calls);
        _known.SocketOpened();
    }

    internal override ReceiveStatus TryReceive(Span<byte> linear, RecordBuffer records)
    {
        _gate.Enter();
        try
        {
            ReceiveStatus status = _receive.Try(linear, records);
            if (_gate.IsClosed)
            {
                // The close is waiting for us. Without autorelease the tokens would outlive the socket, so they go back while there is one.
                _receive.GiveBack(records);
                _gate.ThrowClosed();
            }

            if (status != ReceiveStatus.Received)
                _readiness.ThrowPendingError(); // what is queued comes before what ended the connection
            return status;
        }
        finally
        {
            _gate.Exit();
        }
    }

    internal override void WaitReadable() => _blocking.Wait(Libc.POLLIN);

    internal override ValueTask WaitReadableAsync(CancellationToken cancellationToken)
    {
        if (_gate.IsClosed)
            _gate.ThrowClosed();
        return _readiness.WaitAsync(cancellationToken);
    }

    internal override int ReturnTokens(ReadOnlySpan<TokenRange> ranges)
    {
        _gate.Enter();
        try
        {
            return TokenReturnOption.Call(_calls, _handle, ranges);
        }
        finally
        {
            _gate.Exit();
        }
    }

    internal override void Close()
    {
        _gate.Close();
        _socket.Dispose();
        _readiness.Dispose();
        _known.SocketClosed();
    }
}
