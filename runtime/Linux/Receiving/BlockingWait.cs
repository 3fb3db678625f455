using System.Net.Sockets;
using System.Threading;
using Devmem.Backends;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Receiving;

/// <summary>Waits for a socket on the caller's own thread; closing the gate ends the wait.</summary>
internal sealed class BlockingWait(ISystemCalls calls, SafeSocketHandle handle, SocketGate gate)
{
    /// <summary>Returns when one of <paramref name="events"/>, an error or a hang-up is there; it may return too early.</summary>
    /// <exception cref="System.ObjectDisposedException">The socket was closed before or meanwhile.</exception>
    internal void Wait(short events)
    {
        gate.EnterWaiting();
        try
        {
            int result = calls.Poll(handle, events, Timeout.Infinite);
            if (gate.IsClosed)
                gate.ThrowClosed();
            if (result < 0 && result != -Errno.EINTR)
                throw KernelError.Exception("wait for the socket", -result);

            // An error alone (a completion in the error queue that nobody reads, say) would make poll return at once for ever.
            if (result > 0 && (result & events) == 0)
                Thread.Sleep(1);
        }
        finally
        {
            gate.ExitWaiting();
        }
    }
}
