//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Linq;
using Devmem;

/// <summary>Walking a collection is no release of what it holds.</summary>
internal static class Walked
{
    static void List_by_foreach(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            held.Add(socket.Receive(linear)); //! DEVMEM001
        foreach (FragmentBatch batch in held)
            _ = batch.Count;
    }

    static void List_by_foreach_with_an_empty_body(DevmemSocket socket, byte[] linear)
    {
        var held = new List<FragmentBatch>();
        held.Add(socket.Receive(linear)); //! DEVMEM001
        foreach (FragmentBatch batch in held)
        {
        }
    }

    static void List_by_index(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            held.Add(socket.Receive(linear)); //! DEVMEM001
        for (int i = 0; i < held.Count; i++)
            _ = held[i].Count;
    }

    static void List_initialised(DevmemSocket socket, byte[] linear)
    {
        var held = new List<FragmentBatch> { socket.Receive(linear) }; //! DEVMEM001
        foreach (FragmentBatch batch in held)
            _ = batch.Count;
    }

    static void List_as_an_interface(DevmemSocket socket, byte[] linear)
    {
        IList<FragmentBatch> held = new List<FragmentBatch>();
        held.Add(socket.Receive(linear)); //! DEVMEM001
        foreach (FragmentBatch batch in held)
            _ = batch.Count;
    }

    static void List_under_another_name(DevmemSocket socket, byte[] linear)
    {
        var held = new List<FragmentBatch>();
        List<FragmentBatch> same = held;
        held.Add(socket.Receive(linear)); //! DEVMEM001
        foreach (FragmentBatch batch in same)
            _ = batch.Count;
    }

    static void Spread_into_another_list(DevmemSocket socket, byte[] linear)
    {
        List<FragmentBatch> held = [socket.Receive(linear)]; //! DEVMEM001
        List<FragmentBatch> all = [.. held];
        foreach (FragmentBatch batch in all)
            _ = batch.Count;
    }

    static void Walked_first_and_released_then(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            held.Add(socket.Receive(linear));
        foreach (FragmentBatch batch in held)
            _ = batch.Count;
        foreach (FragmentBatch batch in held)
            batch.Release();
    }

    static void Released_in_a_nested_walk(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            held.Add(socket.Receive(linear));
        foreach (FragmentBatch batch in held)
        {
            foreach (Fragment fragment in batch)
                _ = fragment.Length;
            batch.Release();
        }
    }

    static void Array_by_foreach(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new FragmentBatch[n];
        for (int i = 0; i < held.Length; i++)
            held[i] = socket.Receive(linear); //! DEVMEM001
        foreach (FragmentBatch batch in held)
            _ = batch.Count;
    }

    static void Array_initialised(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch[] held = [socket.Receive(linear)]; //! DEVMEM001
        foreach (FragmentBatch batch in held)
            _ = batch.Count;
    }

    static void Array_of_two_dimensions(DevmemSocket socket, byte[] linear)
    {
        var grid = new FragmentBatch[1, 2];
        grid[0, 1] = socket.Receive(linear); //! DEVMEM001
        foreach (FragmentBatch batch in grid)
            _ = batch?.Count;
    }

    static void Array_of_tokens(FragmentBatch source, int n)
    {
        var tokens = new DevmemToken[n];
        for (int i = 0; i < n; i++)
            tokens[i] = source.Detach(i); //! DEVMEM001
        foreach (DevmemToken token in tokens)
            _ = token.Length;
    }

    static void Span_by_foreach(FragmentBatch source, int n)
    {
        Span<DevmemToken> tokens = new DevmemToken[n];
        for (int i = 0; i < tokens.Length; i++)
            tokens[i] = source.Detach(i); //! DEVMEM001
        foreach (ref readonly DevmemToken token in tokens)
            _ = token.Length;
    }

    static void Dictionary_by_pairs(DevmemSocket socket, byte[] linear, int n)
    {
        var map = new Dictionary<int, FragmentBatch>();
        for (int i = 0; i < n; i++)
            map[i] = socket.Receive(linear); //! DEVMEM001
        foreach ((int key, FragmentBatch batch) in map)
            _ = batch.Count + key;
    }

    static void Dictionary_by_keys(DevmemSocket socket, byte[] linear, int n)
    {
        var map = new Dictionary<int, FragmentBatch>();
        for (int i = 0; i < n; i++)
            map[i] = socket.Receive(linear); //! DEVMEM001
        foreach (int key in map.Keys)
            _ = map[key].Count;
    }

    static void Linked_list(DevmemSocket socket, byte[] linear, int n)
    {
        var list = new LinkedList<FragmentBatch>();
        for (int i = 0; i < n; i++)
            list.AddLast(socket.Receive(linear)); //! DEVMEM001
        foreach (FragmentBatch batch in list)
            _ = batch.Count;
    }

    static void Queue_dequeued_and_dropped(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new Queue<FragmentBatch>();
        for (int i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear)); //~ DEVMEM001
        while (queue.Count > 0)
            queue.Dequeue();
    }

    static void Queue_walked(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new Queue<FragmentBatch>();
        for (int i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear)); //! DEVMEM001
        foreach (FragmentBatch batch in queue)
            _ = batch.Count;
    }

    static void Window_that_drops_the_oldest(DevmemSocket socket, byte[] linear, int rounds)
    {
        var window = new Queue<FragmentBatch>();
        for (int i = 0; i < rounds; i++)
        {
            window.Enqueue(socket.Receive(linear)); //~ DEVMEM001
            if (window.Count > 4)
                _ = window.Dequeue();
        }

        while (window.TryDequeue(out FragmentBatch? batch))
            batch.Release();
    }

    static void Counted_by_linq(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            held.Add(socket.Receive(linear)); //! DEVMEM001
        _ = held.Sum(batch => batch.Count) + held.Where(batch => batch.Count > 1).Count();
    }
}
