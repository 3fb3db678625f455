using System;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Backends;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Sending;

/// <summary>Numbers the sends of a socket as the kernel does, takes its completions in and lets callers wait for them.</summary>
/// <remarks>
/// One lock holds the send and its number together: a completion that another thread reads can then never be earlier in the book than
/// the send it completes. Whoever reads the error queue tells all who wait.
/// </remarks>
/// <param name="watcher">Who watches the error queue once somebody waits; null: the one that all senders of the process share.</param>
internal sealed class SendCompletions(ISystemCalls calls, SafeHandle socket, CompletionWatcher? watcher = null)
{
    private readonly object _lock = new();
    private readonly CompletionBook _book = new();
    private TaskCompletionSource? _news;
    private DevmemException? _failure;
    private ulong _watch;
    private bool _closed;

    /// <summary>One sendmsg; when it succeeds, <paramref name="number"/> is the kernel's number for it.</summary>
    internal nint Send(uint dmabufId, long offset, long length, out uint number)
    {
        lock (_lock)
        {
            nint sent = DevmemSend.Try(calls, socket, dmabufId, offset, length);
            number = sent > 0 ? _book.Issue() : 0;
            return sent;
        }
    }

    /// <summary>Takes in everything the error queue has. Does not wait.</summary>
    internal void Drain()
    {
        lock (_lock)
            DrainLocked();
    }

    internal bool IsComplete(SendRange range)
    {
        lock (_lock)
            return IsCompleteLocked(range);
    }

    internal void Wait(SendRange range)
    {
        lock (_lock)
        {
            while (!IsCompleteLocked(range))
                WaitForNews();
        }
    }

    /// <summary>Waits until the error queue had something; false at once when no send is under way that could complete.</summary>
    internal bool WaitForOne()
    {
        lock (_lock)
        {
            if (DrainLocked())
                return true;
            if (_book.AllComplete)
                return false;
            WaitForNews();
            return true;
        }
    }

    internal async ValueTask WaitAsync(SendRange range, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task news;
            lock (_lock)
            {
                Watch(); // before the look: what comes after it is news
                if (IsCompleteLocked(range))
                    return;
                _news ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                news = _news.Task;
            }

            await news.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    internal void Close()
    {
        lock (_lock)
        {
            _closed = true;
            if (_watch != 0)
                (watcher ?? CompletionWatcher.Shared).Remove(_watch, socket);
            Tell();
        }
    }

    private bool IsCompleteLocked(SendRange range)
    {
        if (_book.IsComplete(range))
            return true;
        ObjectDisposedException.ThrowIf(_closed, typeof(DevmemSender));
        DrainLocked();
        if (_book.IsComplete(range))
            return true;
        return _failure is null ? false : throw _failure;
    }

    private bool DrainLocked()
    {
        bool any = false;
        while (ErrorQueueReader.TryRead(calls, socket, out SendCompletion? completion))
        {
            any = true;
            if (completion is SendCompletion complete)
                _book.Complete(complete);
        }

        if (any)
            Tell();
        return any;
    }

    private void WaitForNews()
    {
        Watch();
        if (DrainLocked())
            return;
        Monitor.Wait(_lock);
        ObjectDisposedException.ThrowIf(_closed, typeof(DevmemSender));
    }

    private void Watch()
    {
        if (_watch == 0 && !_closed)
            _watch = (watcher ?? CompletionWatcher.Shared).Add(socket, News);
    }

    /// <summary>On the watcher's thread. An error ends the waits instead of the process.</summary>
    private void News()
    {
        lock (_lock)
        {
            if (_closed)
                return;
            try
            {
                DrainLocked();
            }
            catch (DevmemException error)
            {
                _failure = error;
            }
            catch (ObjectDisposedException)
            {
                _closed = true;
            }

            Tell();
        }
    }

    private void Tell()
    {
        Monitor.PulseAll(_lock);
        _news?.TrySetResult();
        _news = null;
    }
}
