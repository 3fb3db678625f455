using System.Threading;
using System.Threading.Tasks;

namespace Devmem.Backends;

/// <summary>A socket that sends out of a transmit binding. Every member may come from any thread; sends are ordered by the caller's lock.</summary>
internal abstract class SenderBackend
{
    /// <summary>sendmsg with SCM_DEVMEM_DMABUF and MSG_ZEROCOPY; goes on after a partial send until everything is queued. May block while the send buffer is full.</summary>
    /// <exception cref="DevmemException">EFAULT (range outside the dmabuf), EINVAL (unbound), ENODEV (route leaves through another device), ENOBUFS, ...</exception>
    internal abstract SendRange Send(long offset, int length);

    /// <summary>Takes in what the error queue has, then tells. Does not wait.</summary>
    internal abstract bool IsCompleted(SendRange range);

    /// <summary>Waits until the NIC no longer reads the range. Throws ObjectDisposedException once the sender is closed.</summary>
    internal abstract void WaitCompleted(SendRange range);

    /// <summary>The same without a thread. Cancelling ends the wait, not the send.</summary>
    internal abstract ValueTask WaitCompletedAsync(SendRange range, CancellationToken cancellationToken);

    /// <summary>Closes the socket; what was queued is still sent. Called once.</summary>
    internal abstract void Close();

    /// <summary>The operation's handle ended without waiting for the completion (its sender was closed before).</summary>
    internal virtual void OperationAbandoned(SendRange range)
    {
    }

    /// <summary>The operation's handle ended after its completion was seen.</summary>
    internal virtual void OperationEnded(SendRange range)
    {
    }
}
