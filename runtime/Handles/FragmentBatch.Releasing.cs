using System;
using Devmem.Books;

namespace Devmem;

public sealed partial class FragmentBatch
{
    /// <summary>Returns every token still in the batch.</summary>
    /// <exception cref="ObjectDisposedException">The batch was released before, or its socket was closed and can return nothing.</exception>
    /// <exception cref="DevmemException">The kernel refused; what it did not see to is held as before.</exception>
    [Releases]
    public void Release()
    {
        if (!TryTake(out BatchStore? store))
        {
            _socket.SecondReleaseRefused();
            throw new ObjectDisposedException(nameof(FragmentBatch), "The batch was released before.");
        }

        if (store is not null)
            Return(store, quietAfterClose: false);
    }

    /// <summary>The same as <see cref="Release"/>, but a second call does nothing, and so does one after the socket's close.</summary>
    [Releases]
    public void Dispose()
    {
        if (TryTake(out BatchStore? store) && store is not null)
            Return(store, quietAfterClose: true);
    }

    /// <summary>Nothing was received into it: it ends without a return.</summary>
    [Releases]
    internal void Discard() => _released = true;

    /// <summary>Ends the batch and hands its records to whoever returns them. False: it had ended.</summary>
    internal bool TryTake(out BatchStore? store)
    {
        lock (_socket.Stores)
        {
            store = _store;
            if (_released)
                return false;
            _released = true;
            _store = null;
            return true;
        }
    }

    /// <summary>The return failed in part: the batch holds what is left.</summary>
    internal void Reopen(BatchStore store)
    {
        lock (_socket.Stores)
        {
            _store = store;
            _released = false;
        }
    }

    private void Return(BatchStore store, bool quietAfterClose)
    {
        try
        {
            _socket.ThrowIfClosed();
            _socket.ReturnRecords(store.Span);
            _socket.Stores.Return(store);
        }
        catch (ObjectDisposedException) when (_socket.IsClosed)
        {
            _socket.GiveUp(store);
            if (!quietAfterClose)
                throw;
        }
        catch
        {
            Reopen(store);
            throw;
        }
    }
}
