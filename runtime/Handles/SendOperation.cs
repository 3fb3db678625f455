using System;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Backends;

namespace Devmem;

/// <summary>A send whose memory the NIC still reads until it completes.</summary>
[MustRelease]
public sealed class SendOperation : IDisposable
{
    private readonly DevmemSender _sender;
    private readonly SenderBackend _backend;
    private SendRange _range;
    private int _ended;

    internal SendOperation(DevmemSender sender, SenderBackend backend)
    {
        _sender = sender;
        _backend = backend;
    }

    /// <summary>True once the NIC no longer reads the memory. Does not wait. Completion alone does not end the handle: wait or dispose.</summary>
    /// <exception cref="ObjectDisposedException">The sender was closed before the completion was seen.</exception>
    public bool IsCompleted
    {
        get
        {
            if (Volatile.Read(ref _ended) != 0)
                return true;
            ObjectDisposedException.ThrowIf(_sender.IsClosed, _sender);
            return _backend.IsCompleted(_range);
        }
    }

    /// <summary>Waits until the NIC no longer reads the memory.</summary>
    /// <exception cref="ObjectDisposedException">The sender was closed: the completion can no longer be seen.</exception>
    [Releases]
    public void Wait()
    {
        if (Volatile.Read(ref _ended) != 0)
            return;
        ObjectDisposedException.ThrowIf(_sender.IsClosed, _sender);
        _backend.WaitCompleted(_range);
        End();
    }

    /// <summary>Waits until the NIC no longer reads the memory.</summary>
    /// <param name="cancellationToken">Ends the wait; the operation is then still pending and still owed.</param>
    /// <exception cref="ObjectDisposedException">The sender was closed: the completion can no longer be seen.</exception>
    [Releases]
    public ValueTask WaitAsync(CancellationToken cancellationToken = default) =>
        Volatile.Read(ref _ended) != 0 ? ValueTask.CompletedTask : WaitAndEndAsync(cancellationToken);

    /// <summary>The same as <see cref="Wait"/>; does nothing after the sender's close. A second call does nothing.</summary>
    [Releases]
    public void Dispose()
    {
        if (Volatile.Read(ref _ended) != 0)
            return;
        if (_sender.IsClosed)
        {
            Abandon();
            return;
        }

        try
        {
            Wait();
        }
        catch (ObjectDisposedException) when (_sender.IsClosed)
        {
            Abandon();
        }
    }

    internal void Open(SendRange range) => _range = range;

    /// <summary>Nothing was queued: there is nothing to wait for.</summary>
    [Releases]
    internal void Discard() => Volatile.Write(ref _ended, 1);

    private async ValueTask WaitAndEndAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_sender.IsClosed, _sender);
        await _backend.WaitCompletedAsync(_range, cancellationToken).ConfigureAwait(false);
        End();
    }

    private void End()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            _backend.OperationEnded(_range);
    }

    private void Abandon()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            _backend.OperationAbandoned(_range);
    }
}
