using System;
using System.Diagnostics;
using System.Net.Sockets;
using System.Threading;
using Devmem.Backends;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Receiving;

/// <summary>Waits for a socket on the caller's own thread, so that a close on another thread ends the wait.</summary>
internal sealed class BlockingWait(ISystemCalls calls, Socket socket)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private readonly SafeSocketHandle _handle = socket.SafeHandle;
    private int _waiting;
    private int _closed;

    /// <summary>Returns when one of <paramref name="events"/>, an error or a hang-up is there; it may return too early.</summary>
    /// <exception cref="ObjectDisposedException">The socket was closed before or meanwhile.</exception>
    internal void Wait(short events)
    {
        Interlocked.Increment(ref _waiting); // before the look at _closed: one of the two sides sees the other
        try
        {
            ThrowIfClosed();
            int result = calls.Poll(_handle, events, Timeout.Infinite);
            ThrowIfClosed();
            if (result < 0 && result != -Errno.EINTR)
                throw KernelError.Exception("wait for the socket", -result);

            // An error alone (a completion in the error queue that nobody reads, say) would make poll return at once for ever.
            if (result > 0 && (result & events) == 0)
                Thread.Sleep(1);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Wakes whoever waits. Without it the runtime would disconnect the socket to get its handle back, which resets the connection.</summary>
    internal void Close()
    {
        Interlocked.Exchange(ref _closed, 1);
        if (Volatile.Read(ref _waiting) == 0)
            return;
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // Not connected any more: then nobody waits for long either.
        }

        var clock = Stopwatch.StartNew();
        var spin = new SpinWait();
        while (Volatile.Read(ref _waiting) != 0 && clock.Elapsed < s_patience)
            spin.SpinOnce();
    }

    private void ThrowIfClosed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _closed) != 0, socket);
}
