using System;
using System.Threading;
using Devmem.Backends;

namespace Devmem;

/// <summary>Sends out of a transmit binding without copying.</summary>
[MustRelease]
public sealed class DevmemSender : IDisposable
{
    private readonly object _order = new();
    private int _closed;

    internal DevmemSender(SenderBackend backend) => Backend = backend;

    internal SenderBackend Backend { get; }

    internal bool IsClosed => Volatile.Read(ref _closed) != 0;

    /// <summary>Queues a range of the dmabuf for sending. May block while the send buffer is full.</summary>
    /// <param name="offset">Bytes into the dmabuf.</param>
    /// <param name="length">Bytes, at least 1.</param>
    /// <returns>The operation; until it completes the NIC reads the range, which must not be changed.</returns>
    /// <exception cref="ObjectDisposedException">The sender was closed.</exception>
    /// <exception cref="DevmemException">EFAULT for a range outside the dmabuf, EINVAL after the unbind, and so on.</exception>
    [return: Owning, OutlivedBy("this")]
    public SendOperation Send(long offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);

        // Made first: once the range is queued nothing may fail any more.
        SendOperation operation = new(this, Backend);
        try
        {
            lock (_order)
            {
                ObjectDisposedException.ThrowIf(IsClosed, this);
                operation.Open(Backend.Send(offset, length));
            }

            return operation;
        }
        catch
        {
            operation.Discard();
            throw;
        }
    }

    /// <summary>Closes the socket; what was queued is still sent, but when its memory is free is no longer told. A second call does nothing.</summary>
    [Releases]
    public void Close()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
            Backend.Close();
    }

    /// <summary>The same as <see cref="Close"/>.</summary>
    [Releases]
    public void Dispose() => Close();
}
