//# devmem.exceptions = none
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

/// <summary>Collections that are filled, moved, chunked and drained.</summary>
internal static class Drained
{
    static void Chunks(DevmemSocket socket, FragmentBatch source, int n)
    {
        Span<DevmemToken> tokens = new DevmemToken[n];
        for (int i = 0; i < tokens.Length; i++)
            tokens[i] = source.Detach(i);
        Span<DevmemToken> rest = tokens;
        while (rest.Length > 0)
        {
            int size = Math.Min(128, rest.Length);
            socket.Release(rest[..size]);
            rest = rest[size..];
        }
    }

    static void Chunks_by_for(DevmemSocket socket, FragmentBatch source, int n)
    {
        var tokens = new DevmemToken[n];
        for (int i = 0; i < n; i++)
            tokens[i] = source.Detach(i);
        for (int i = 0; i < n; i += 128)
            socket.Release(tokens.AsSpan(i, Math.Min(128, n - i)));
    }

    static void Whole_by_slice_call(DevmemSocket socket, FragmentBatch source)
    {
        Span<DevmemToken> tokens = new DevmemToken[3];
        tokens[0] = source.Detach(0);
        tokens[1] = source.Detach(1);
        tokens[2] = source.Detach(2);
        socket.Release(tokens.Slice(0, 3));
    }

    static void Slice_call_lacks_last(DevmemSocket socket, FragmentBatch source)
    {
        Span<DevmemToken> tokens = new DevmemToken[3];
        tokens[0] = source.Detach(0);
        tokens[1] = source.Detach(1);
        tokens[2] = source.Detach(2); //! DEVMEM001
        socket.Release(tokens.Slice(0, 2));
    }

    static void Foreach_with_index(DevmemSocket socket, byte[] linear, int n)
    {
        var all = new List<FragmentBatch>();
        foreach (int i in Enumerable.Range(0, n))
            all.Add(socket.Receive(linear));
        int k = 0;
        foreach (FragmentBatch b in all)
        {
            b.Release();
            k++;
        }
    }

    static void While_index(DevmemSocket socket, byte[] linear, int n)
    {
        var all = new List<FragmentBatch>();
        int i = 0;
        while (i < n)
        {
            all.Add(socket.Receive(linear));
            i++;
        }
        i = 0;
        while (i < all.Count)
        {
            all[i].Release();
            i++;
        }
    }

    static void While_index_skips(DevmemSocket socket, byte[] linear, int n)
    {
        var all = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            all.Add(socket.Receive(linear)); //! DEVMEM001
        int j = 1;
        while (j < all.Count)
        {
            all[j].Release();
            j++;
        }
    }

    static void Drain_with_throw(DevmemSocket socket, byte[] linear, int n)
    {
        var all = new Queue<FragmentBatch>();
        for (int i = 0; i < n; i++)
            all.Enqueue(socket.Receive(linear)); //! DEVMEM001
        while (all.Count > 0)
        {
            FragmentBatch b = all.Dequeue();
            bool end = b.EndOfStream;
            b.Release();
            if (end)
                throw new InvalidOperationException();
        }
    }

    static void Drain_with_return(DevmemSocket socket, byte[] linear, int n)
    {
        var all = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            all.Add(socket.Receive(linear)); //! DEVMEM001
        foreach (var b in all)
        {
            if (b.EndOfStream)
                return;
            b.Release();
        }
    }

    static void Conditional_in_drain(DevmemSocket socket, byte[] linear, int n)
    {
        var all = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            all.Add(socket.Receive(linear));
        foreach (var b in all)
        {
            if (b.Count == 0)
                continue;
            b.Release();
        }
    }

    static void Conditional_in_drain_wrong(DevmemSocket socket, byte[] linear, int n)
    {
        var all = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            all.Add(socket.Receive(linear)); //! DEVMEM001
        foreach (var b in all)
        {
            if (b.Count < 3)
                continue;
            b.Release();
        }
    }

    static void Two_lists(DevmemSocket socket, byte[] linear, int n)
    {
        var small = new List<FragmentBatch>();
        var large = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
        {
            FragmentBatch b = socket.Receive(linear);
            (b.Count > 3 ? large : small).Add(b);
        }
        foreach (var b in small)
            b.Release();
        foreach (var b in large)
            b.Release();
    }

    static void Two_lists_one_forgotten(DevmemSocket socket, byte[] linear, int n)
    {
        var small = new List<FragmentBatch>();
        var large = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
        {
            FragmentBatch b = socket.Receive(linear); //! DEVMEM001
            if (b.Count > 3)
                large.Add(b);
            else
                small.Add(b);
        }
        foreach (var b in small)
            b.Release();
    }

    static void Moved_between(DevmemSocket socket, byte[] linear, int n)
    {
        var first = new Queue<FragmentBatch>();
        var second = new Queue<FragmentBatch>();
        for (int i = 0; i < n; i++)
            first.Enqueue(socket.Receive(linear));
        while (first.TryDequeue(out var b))
            second.Enqueue(b);
        while (second.TryDequeue(out var b))
            b.Release();
    }

    static List<FragmentBatch> Returned_list(DevmemSocket socket, byte[] linear, int n)
    {
        var all = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            all.Add(socket.Receive(linear));
        return all;
    }

    static FragmentBatch[] Returned_array(DevmemSocket socket, byte[] linear) => [socket.Receive(linear), socket.Receive(linear)];

    static void Caller_of_list(DevmemSocket socket, byte[] linear)
    {
        foreach (var b in Returned_list(socket, linear, 3))
            b.Release();
    }

    static FragmentBatch First_of(DevmemSocket socket, byte[] linear)
    {
        var all = new List<FragmentBatch>();
        all.Add(socket.Receive(linear));
        all.Add(socket.Receive(linear)); //! DEVMEM001
        return all[0];
    }

    static void Foreach_dispose(DevmemSocket socket, byte[] linear, int n)
    {
        var all = new List<IDisposable>();
        for (int i = 0; i < n; i++)
            all.Add(socket.Receive(linear));
        foreach (IDisposable d in all)
            d.Dispose();
    }

    static void Using_in_foreach(DevmemSocket socket, byte[] linear, int n)
    {
        var all = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            all.Add(socket.Receive(linear));
        foreach (FragmentBatch b in all)
        {
            using (b)
                _ = b.Count;
        }
    }

    static void Static_local_helper(DevmemSocket socket, byte[] linear, int n)
    {
        var all = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            all.Add(socket.Receive(linear));
        ReleaseAll(all);
    }

    static void ReleaseAll(List<FragmentBatch> all)
    {
        foreach (var b in all)
            b.Release();
        all.Clear();
    }

    static void Helper_over_ienumerable(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch a = socket.Receive(linear);
        FragmentBatch b = socket.Receive(linear);
        Each([a, b]);
    }

    static void Each(IEnumerable<FragmentBatch> all)
    {
        foreach (var b in all)
            b.Dispose();
    }

    static void Helper_only_reads(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch a = socket.Receive(linear); //! DEVMEM001
        Sum([a]);
    }

    static int Sum(IEnumerable<FragmentBatch> all)
    {
        int n = 0;
        foreach (var b in all)
            n += b.Count;
        return n;
    }

    static void Bag(DevmemSocket socket, byte[] linear, int n)
    {
        var bag = new ConcurrentBag<FragmentBatch>();
        for (int i = 0; i < n; i++)
            bag.Add(socket.Receive(linear));
        while (!bag.IsEmpty)
        {
            if (bag.TryTake(out var b))
                b.Release();
        }
    }

    static void Blocking(DevmemSocket socket, byte[] linear, int n)
    {
        using var queue = new BlockingCollection<FragmentBatch>();
        for (int i = 0; i < n; i++)
            queue.Add(socket.Receive(linear));
        queue.CompleteAdding();
        foreach (var b in queue.GetConsumingEnumerable())
            b.Release();
    }

    static void Concurrent_dictionary(DevmemSocket socket, byte[] linear, int n)
    {
        var map = new ConcurrentDictionary<int, FragmentBatch>();
        for (int i = 0; i < n; i++)
        {
            FragmentBatch b = socket.Receive(linear);
            if (!map.TryAdd(i, b))
                b.Release();
        }
        foreach (var key in map.Keys)
        {
            if (map.TryRemove(key, out var b))
                b.Release();
        }
    }

    static void Dictionary_replace(DevmemSocket socket, byte[] linear, int key, int n)
    {
        var map = new Dictionary<int, FragmentBatch>();
        for (int i = 0; i < n; i++)
        {
            if (map.TryGetValue(key, out var old))
                old.Release();
            map[key] = socket.Receive(linear);
        }
        foreach (var b in map.Values)
            b.Release();
    }
}
