//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Linq;
using Devmem;

internal static class Maps
{
    static void Dictionary_drained_by_values(DevmemSocket socket, byte[] linear, int n)
    {
        var map = new Dictionary<int, FragmentBatch>();
        for (int i = 0; i < n; i++)
            map[i] = socket.Receive(linear);
        foreach (FragmentBatch batch in map.Values)
            batch.Release();
    }

    static void Dictionary_drained_by_pairs(DevmemSocket socket, byte[] linear, int n)
    {
        var map = new Dictionary<int, FragmentBatch>();
        for (int i = 0; i < n; i++)
            map.Add(i, socket.Receive(linear));
        foreach (KeyValuePair<int, FragmentBatch> pair in map)
            pair.Value.Release();
    }

    static void Dictionary_drained_by_deconstruction(DevmemSocket socket, byte[] linear, int n)
    {
        var map = new Dictionary<int, FragmentBatch>();
        for (int i = 0; i < n; i++)
            map.Add(i, socket.Receive(linear));
        foreach ((int key, FragmentBatch batch) in map)
            batch.Release();
    }

    static void Dictionary_forgotten(DevmemSocket socket, byte[] linear, int n)
    {
        var map = new Dictionary<int, FragmentBatch>();
        for (int i = 0; i < n; i++)
            map.Add(i, socket.Receive(linear)); //! DEVMEM001
    }

    static void Dictionary_walked_but_not_released(DevmemSocket socket, byte[] linear, int n)
    {
        var map = new Dictionary<int, FragmentBatch>();
        for (int i = 0; i < n; i++)
            map.Add(i, socket.Receive(linear)); //! DEVMEM001
        foreach (FragmentBatch batch in map.Values)
            _ = batch.Count;
    }

    static void Removed_from_a_map_of_the_caller(Dictionary<int, FragmentBatch> map)
    {
        if (map.Remove(3, out FragmentBatch? batch))
            batch.Release();
    }

    static void Removed_from_a_map_of_the_caller_and_lost(Dictionary<int, FragmentBatch> map)
    {
        if (map.Remove(3, out FragmentBatch? batch)) //! DEVMEM001
            _ = batch.Count;
    }

    static void Looked_up_only(Dictionary<int, FragmentBatch> map)
    {
        if (map.TryGetValue(3, out FragmentBatch? batch))
            _ = batch.Count;
        _ = map[4].Count;
    }

    static void Stored_into_a_map_of_the_caller(Dictionary<int, FragmentBatch> map, DevmemSocket socket, byte[] linear)
    {
        map[0] = socket.Receive(linear);
    }

    static void Token_map_drained(DevmemSocket socket, byte[] linear)
    {
        var map = new Dictionary<int, DevmemToken>();
        using (FragmentBatch batch = socket.Receive(linear))
        {
            for (int i = 0; i < batch.Count; i++)
                map[i] = batch.Detach(i);
        }

        foreach (DevmemToken token in map.Values)
            token.Release();
    }

    static void Token_map_forgotten(DevmemSocket socket, byte[] linear)
    {
        var map = new Dictionary<int, DevmemToken>();
        using FragmentBatch batch = socket.Receive(linear);
        for (int i = 0; i < batch.Count; i++)
            map.Add(i, batch.Detach(i)); //! DEVMEM001
    }

    static void Hash_set_drained(DevmemSocket socket, byte[] linear, int n)
    {
        var set = new HashSet<FragmentBatch>();
        for (int i = 0; i < n; i++)
            set.Add(socket.Receive(linear));
        foreach (FragmentBatch batch in set)
            batch.Release();
    }

    static void Linked_list_drained(DevmemSocket socket, byte[] linear, int n)
    {
        var list = new LinkedList<FragmentBatch>();
        for (int i = 0; i < n; i++)
            list.AddLast(socket.Receive(linear));
        foreach (FragmentBatch batch in list)
            batch.Release();
    }

    static void Linked_list_forgotten(DevmemSocket socket, byte[] linear, int n)
    {
        var list = new LinkedList<FragmentBatch>();
        for (int i = 0; i < n; i++)
            list.AddLast(socket.Receive(linear)); //! DEVMEM001
    }

    static void Tuples_in_a_list(DevmemSocket socket, byte[] linear, int n)
    {
        var list = new List<(int Round, FragmentBatch Batch)>();
        for (int i = 0; i < n; i++)
            list.Add((i, socket.Receive(linear)));
        foreach ((int round, FragmentBatch batch) in list)
            batch.Release();
    }

    static void Tuples_in_a_list_forgotten(DevmemSocket socket, byte[] linear, int n)
    {
        var list = new List<(int Round, FragmentBatch Batch)>();
        for (int i = 0; i < n; i++)
            list.Add((i, socket.Receive(linear))); //! DEVMEM001
        foreach ((int round, FragmentBatch batch) in list)
            _ = batch.Count + round;
    }

    static void List_of_lists(DevmemSocket socket, byte[] linear, int n)
    {
        var all = new List<List<FragmentBatch>>();
        for (int i = 0; i < n; i++)
        {
            var part = new List<FragmentBatch>();
            part.Add(socket.Receive(linear));
            all.Add(part);
        }

        foreach (List<FragmentBatch> part in all)
        {
            foreach (FragmentBatch batch in part)
                batch.Release();
        }
    }
}
