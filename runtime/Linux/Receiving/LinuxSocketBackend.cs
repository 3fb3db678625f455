using System;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Backends;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Receiving;

/// <summary>A TCP socket that receives with MSG_SOCK_DEVMEM and returns with SO_DEVMEM_DONTNEED.</summary>
internal sealed class LinuxSocketBackend : SocketBackend
{
    private readonly ISystemCalls _calls;
    private readonly Socket _socket;
    private readonly SafeSocketHandle _handle;
    private readonly DevmemReceive _receive;
    private readonly BlockingWait _blocking;
    private readonly ReadinessWait _readiness;
    private int _closed;

    internal LinuxSocketBackend(ISystemCalls calls, Socket socket, uint dmabufId, long dmabufLength)
    {
        _calls = calls;
        _socket = socket;
        _handle = socket.SafeHandle;
        PlainTcp.Require(calls, _handle);
        _receive = new DevmemReceive(calls, _handle, new DevmemRecords(dmabufId, dmabufLength));
        _blocking = new BlockingWait(calls, socket);
        _readiness = new ReadinessWait(socket);
    }

    internal override ReceiveStatus TryReceive(Span<byte> linear, RecordBuffer records)
    {
        ThrowIfClosed();
        _readiness.ThrowPendingError();
        return _receive.Try(linear, records);
    }

    internal override void WaitReadable()
    {
        ThrowIfClosed();
        _blocking.Wait(Libc.POLLIN);
    }

    internal override ValueTask WaitReadableAsync(CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        return _readiness.WaitAsync(cancellationToken);
    }

    internal override int ReturnTokens(ReadOnlySpan<TokenRange> ranges)
    {
        ThrowIfClosed();
        return TokenReturnOption.Call(_calls, _handle, ranges);
    }

    internal override void Close()
    {
        Volatile.Write(ref _closed, 1);
        _blocking.Close();
        _socket.Dispose();
        _readiness.Dispose();
    }

    private void ThrowIfClosed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _closed) != 0, typeof(DevmemSocket));
}
