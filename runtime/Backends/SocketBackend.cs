using System;
using System.Threading;
using System.Threading.Tasks;

namespace Devmem.Backends;

/// <summary>
/// A socket that receives into a binding. <see cref="ReturnTokens"/> and <see cref="Close"/> may come from any thread at any time, also
/// during a receive; the receiving members come from one thread at a time. After <see cref="Close"/> every member that would reach the
/// kernel throws <see cref="ObjectDisposedException"/>, and so does one that is waiting while the close comes.
/// </summary>
internal abstract class SocketBackend
{
    /// <summary>recvmsg with MSG_SOCK_DEVMEM, without waiting. EINTR is retried here.</summary>
    /// <param name="linear">
    /// Where bytes go that are not in the dmabuf. Its length is the byte budget of the call, as an iovec's is. Empty: a budget of
    /// <see cref="RecordBuffer.DefaultByteBudget"/> with a null base, so that a linear byte is answered with EFAULT.
    /// </param>
    /// <param name="records">
    /// Cleared by the caller. At most <see cref="RecordBuffer.Room"/> records, in stream order. Ordinary traffic, for which the kernel
    /// sends no record, is one linear record over the bytes delivered.
    /// </param>
    /// <exception cref="DevmemException">Errno as in the kernel: EFAULT, ENODEV, ENOMEM, ENOTCONN, ECONNRESET, ...</exception>
    internal abstract ReceiveStatus TryReceive(Span<byte> linear, RecordBuffer records);

    /// <summary>Waits until <see cref="TryReceive"/> is worth another try; may return too early, never too late.</summary>
    internal abstract void WaitReadable();

    /// <summary>The same without a thread. A cancellation takes nothing from the socket.</summary>
    internal abstract ValueTask WaitReadableAsync(CancellationToken cancellationToken);

    /// <summary>
    /// One SO_DEVMEM_DONTNEED call. The caller keeps to 128 ranges and 1,024 fragments, holds every token it names, and goes on after a
    /// short answer. Allocates nothing.
    /// </summary>
    /// <returns>How many fragments were really returned.</returns>
    /// <exception cref="DevmemException">Nothing of this call was returned (EINVAL, ENOMEM, ...).</exception>
    internal abstract int ReturnTokens(ReadOnlySpan<TokenRange> ranges);

    /// <summary>Closes the socket. Called once.</summary>
    internal abstract void Close();

    /// <summary>True where the backend keeps books of the handles; only then are the members below called.</summary>
    internal virtual bool KeepsBooks => false;

    /// <summary>The place in the caller's program, walked up from here; null where none is wanted.</summary>
    /// <param name="hint">Tells calls of one frame apart: their kind and buffer.</param>
    internal virtual object? Mark(nint hint) => null;

    /// <summary>The records of a receive are about to be handed to the caller. What it throws counts as an error between system call and hand-over.</summary>
    internal virtual void HandingOver(ReadOnlySpan<FragmentRecord> records)
    {
    }

    /// <summary>A token left its batch and is now owned by itself.</summary>
    internal virtual void TokenDetached(in FragmentRecord record, object? mark)
    {
    }

    /// <summary>The handle that held this token has ended: returned, or given up because the socket was closed before.</summary>
    internal virtual void TokenEnded(in FragmentRecord record)
    {
    }

    /// <summary>A second release of a token or batch was refused before it reached the kernel.</summary>
    internal virtual void SecondReleaseRefused()
    {
    }

    /// <summary>A token of another socket was offered here; <paramref name="passedOn"/> where it was sent through this socket all the same.</summary>
    internal virtual void ForeignTokenOffered(bool passedOn)
    {
    }
}
