using System.Threading;

namespace Devmem.Books;

/// <summary>Free stores of one socket, by size. Once as many were made as are ever out at a time, nothing is allocated.</summary>
internal sealed class BatchStorePool
{
    private readonly BatchStore?[] _free = new BatchStore?[16];
    private BatchStore? _last; // the one that came back last, without a lock: a loop of receive and release uses no other

    internal BatchStore Rent(int records)
    {
        int sizeClass = BatchStore.SizeClassFor(records);
        if (Interlocked.Exchange(ref _last, null) is { } last)
        {
            if (last.SizeClass == sizeClass)
                return last;
            Keep(last);
        }

        lock (_free)
        {
            if (_free[sizeClass] is { } store)
            {
                _free[sizeClass] = store.Next;
                store.Next = null;
                return store;
            }
        }

        return BatchStore.Create(sizeClass);
    }

    internal void Return(BatchStore store)
    {
        if (Interlocked.Exchange(ref _last, store) is { } earlier)
            Keep(earlier);
    }

    private void Keep(BatchStore store)
    {
        lock (_free)
        {
            store.Next = _free[store.SizeClass];
            _free[store.SizeClass] = store;
        }
    }
}
