using System;
using System.Diagnostics;
using System.Net.Sockets;
using System.Threading;

namespace Devmem.Linux.Receiving;

/// <summary>
/// Counts who is inside a socket's calls, so that a close comes after them: what a receive has just taken can still be returned, and
/// the runtime need not disconnect the socket, which would reset the connection, to get its handle back.
/// </summary>
internal sealed class SocketGate(Socket socket, Type owner)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    private int _inside;
    private int _waiting;
    private int _closed;

    internal bool IsClosed => Volatile.Read(ref _closed) != 0;

    /// <exception cref="ObjectDisposedException">The close has begun.</exception>
    internal void Enter()
    {
        Interlocked.Increment(ref _inside); // before the look: one of the two sides sees the other
        if (!IsClosed)
            return;
        Exit();
        ThrowClosed();
    }

    internal void Exit() => Interlocked.Decrement(ref _inside);

    /// <summary>Enters for a call that sleeps in the kernel until something happens.</summary>
    internal void EnterWaiting()
    {
        Interlocked.Increment(ref _waiting);
        if (!IsClosed)
            return;
        ExitWaiting();
        ThrowClosed();
    }

    internal void ExitWaiting() => Interlocked.Decrement(ref _waiting);

    internal void ThrowClosed() => throw new ObjectDisposedException(owner.FullName);

    /// <summary>Lets nobody in any more, wakes who sleeps, and returns when all are out, at the latest after two seconds.</summary>
    internal void Close()
    {
        Interlocked.Exchange(ref _closed, 1);
        if (Volatile.Read(ref _waiting) != 0)
            Wake();
        var clock = Stopwatch.StartNew();
        var spin = new SpinWait();
        while (Volatile.Read(ref _waiting) + Volatile.Read(ref _inside) != 0 && clock.Elapsed < s_patience)
            spin.SpinOnce();
    }

    private void Wake()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // Not connected any more: then nobody sleeps for long either.
        }
    }
}
