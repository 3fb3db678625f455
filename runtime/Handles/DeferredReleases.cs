using System;
using System.Collections.Generic;
using Devmem.Books;

namespace Devmem;

/// <summary>Holds batches and tokens until whoever reads their memory is done. Safe for any thread.</summary>
[MustRelease]
public sealed class DeferredReleases : IDisposable
{
    private readonly object _lock = new();
    private readonly GroupReturn _group = new();
    private readonly List<DeferredRelease> _due = [];
    private List<DeferredRelease> _pending = [];
    private List<DeferredRelease> _rest = [];
    private bool _disposed;

    /// <summary>An empty one.</summary>
    public DeferredReleases()
    {
    }

    /// <summary>Takes a batch over, to release it once the fence is signalled.</summary>
    /// <param name="batch">The batch. Its fragments may still be read until then.</param>
    /// <param name="fence">Signalled once nobody reads the memory any more.</param>
    /// <exception cref="ObjectDisposedException">This object was disposed; the batch was released behind its fence.</exception>
    public void Add([Owning] FragmentBatch batch, IReleaseFence fence)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Add(new DeferredRelease(batch, default, fence));
    }

    /// <summary>Takes a token over, to release it once the fence is signalled.</summary>
    /// <param name="token">The token; a default one is passed over.</param>
    /// <param name="fence">Signalled once nobody reads the memory any more.</param>
    /// <exception cref="ObjectDisposedException">This object was disposed; the token was released behind its fence.</exception>
    public void Add([Owning] DevmemToken token, IReleaseFence fence)
    {
        if (!token.IsDefault)
            Add(new DeferredRelease(null, token, fence));
    }

    /// <summary>Releases what has been signalled, oldest first, the tokens of one socket together. Does not wait.</summary>
    /// <returns>How many batches and tokens were released.</returns>
    public int ReleaseCompleted()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return ReleaseSignalled();
        }
    }

    /// <summary>Waits for the fences, then releases the rest. A second call does nothing.</summary>
    [Releases]
    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            foreach (DeferredRelease entry in _pending)
                entry.Fence.Wait();
            ReleaseSignalled();
            _disposed = true;
        }
    }

    private void Add([Owning] DeferredRelease entry)
    {
        if (entry.Fence is null)
        {
            entry.End();
            throw new ArgumentNullException("fence");
        }

        lock (_lock)
        {
            if (!_disposed)
            {
                _pending.Add(entry);
                return;
            }
        }

        try
        {
            entry.Fence.Wait();
        }
        finally
        {
            entry.End();
        }

        throw new ObjectDisposedException(nameof(DeferredReleases));
    }

    private int ReleaseSignalled()
    {
        Part();
        int due = _due.Count;
        try
        {
            ReleaseDue();
            return due;
        }
        finally
        {
            // What the kernel refused to take back waits for another try, before what is younger.
            _due.RemoveAll(static entry => entry.HasEnded);
            _pending.InsertRange(0, _due);
            _due.Clear();
        }
    }

    /// <summary>Moves what is signalled to the due; a fence that throws moves nothing.</summary>
    private void Part()
    {
        _due.Clear();
        _rest.Clear();
        foreach (DeferredRelease entry in _pending)
            (entry.Fence.IsSignalled ? _due : _rest).Add(entry);
        (_pending, _rest) = (_rest, _pending);
        _rest.Clear();
    }

    /// <summary>Socket by socket, in the order in which the first of each was added.</summary>
    private void ReleaseDue()
    {
        for (int i = 0; i < _due.Count; i++)
        {
            if (_due[i].HasEnded)
                continue;
            DevmemSocket socket = _due[i].Socket;
            for (int other = i; other < _due.Count; other++)
            {
                if (_due[other].Socket == socket)
                    _due[other].AddTo(_group);
            }

            _group.Run(socket);
        }
    }
}
