using System;
using System.Collections.Generic;
using Devmem.Books;

namespace Devmem;

/// <summary>Holds batches and tokens until whoever reads their memory is done. Safe for any thread.</summary>
[MustRelease]
public sealed class DeferredReleases : IDisposable
{
    private readonly object _lock = new();
    private readonly List<DeferredRelease> _pending = [];
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
            _disposed = true;
            foreach (DeferredRelease entry in _pending)
                entry.Fence.Wait();
            ReleaseSignalled();
        }
    }

    private void Add(DeferredRelease entry)
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

        entry.Fence.Wait();
        entry.End();
        throw new ObjectDisposedException(nameof(DeferredReleases));
    }

    private int ReleaseSignalled()
    {
        int released = 0;
        int kept = 0;
        for (int i = 0; i < _pending.Count; i++)
        {
            if (_pending[i].Fence.IsSignalled)
            {
                _pending[i].End();
                released++;
            }
            else
            {
                _pending[kept++] = _pending[i];
            }
        }

        _pending.RemoveRange(kept, _pending.Count - kept);
        return released;
    }
}
