namespace Devmem.Books;

/// <summary>Free stores of one socket, by size. Once as many were made as are ever out at a time, nothing is allocated.</summary>
internal sealed class BatchStorePool
{
    private readonly BatchStore?[] _free = new BatchStore?[16];

    internal BatchStore Rent(int records)
    {
        int sizeClass = BatchStore.SizeClassFor(records);
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
        lock (_free)
        {
            store.Next = _free[store.SizeClass];
            _free[store.SizeClass] = store;
        }
    }
}
