//# devmem.exceptions = none
//# rules = DEVMEM001 DEVMEM005 DEVMEM006 DEVMEM011 DEVMEM013
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using Devmem;

internal static class Replaced
{
    static void Keys_that_may_come_twice(DevmemSocket socket, byte[] linear, IEnumerable<string> names)
    {
        var map = new Dictionary<string, FragmentBatch>();
        foreach (string name in names)
            map[name] = socket.Receive(linear); //! DEVMEM013
        foreach (FragmentBatch batch in map.Values)
            batch.Release();
    }

    static void Two_keys_that_may_be_the_same(DevmemSocket socket, byte[] linear, string one, string other)
    {
        var map = new Dictionary<string, FragmentBatch>();
        map[one] = socket.Receive(linear);
        map[other] = socket.Receive(linear); //! DEVMEM013
        foreach (FragmentBatch batch in map.Values)
            batch.Release();
    }

    static void Keys_of_another_map(RxBinding binding, Dictionary<string, Socket> flows)
    {
        var map = new Dictionary<string, DevmemSocket>();
        foreach ((string name, Socket flow) in flows)
            map[name] = binding.Attach(flow);
        foreach (DevmemSocket socket in map.Values)
            socket.Close();
    }

    static void Counted_keys(DevmemSocket socket, byte[] linear, int n)
    {
        var map = new Dictionary<int, FragmentBatch>();
        int id = 0;
        while (n-- > 0)
            map[id++] = socket.Receive(linear);
        foreach (FragmentBatch batch in map.Values)
            batch.Release();
    }

    static void Numbered_keys(DevmemSocket socket, byte[] linear, int n)
    {
        var map = new Dictionary<string, FragmentBatch>();
        for (int i = 0; i < n; i += 2)
            map[$"flow {i}"] = socket.Receive(linear);
        foreach (FragmentBatch batch in map.Values)
            batch.Release();
    }

    static void Keys_of_a_counter_that_goes_back(DevmemSocket socket, byte[] linear, int n)
    {
        var map = new Dictionary<int, FragmentBatch>();
        for (int i = 0; i < n; i++)
        {
            map[i] = socket.Receive(linear); //! DEVMEM013
            if (socket.Socket.Available > 0)
                i--;
        }

        foreach (FragmentBatch batch in map.Values)
            batch.Release();
    }

    static void Only_where_there_is_none(DevmemSocket socket, byte[] linear, IEnumerable<string> names)
    {
        var map = new Dictionary<string, FragmentBatch>();
        foreach (string name in names)
        {
            if (!map.ContainsKey(name))
                map[name] = socket.Receive(linear);
        }

        foreach (FragmentBatch batch in map.Values)
            batch.Release();
    }

    static void Only_where_there_is_one(DevmemSocket socket, byte[] linear, IEnumerable<string> names)
    {
        var map = new Dictionary<string, FragmentBatch>();
        foreach (string name in names)
        {
            if (map.ContainsKey(name))
                map[name] = socket.Receive(linear); //! DEVMEM001
            else
                map.Add(name, socket.Receive(linear)); //! DEVMEM001
        }

        foreach (FragmentBatch batch in map.Values)
            batch.Release();
    }

    static void In_place_of_one_that_is_released(DevmemSocket socket, byte[] linear, IEnumerable<string> names)
    {
        var map = new Dictionary<string, FragmentBatch>();
        foreach (string name in names)
        {
            if (map.Remove(name, out FragmentBatch? former))
                former.Release();
            map[name] = socket.Receive(linear);
        }

        foreach (FragmentBatch batch in map.Values)
            batch.Release();
    }

    static void Removed_unreleased(DevmemSocket socket, byte[] linear, string name, string other)
    {
        var map = new Dictionary<string, FragmentBatch>();
        map[name] = socket.Receive(linear); //! DEVMEM001
        map.Remove(other);
        foreach (FragmentBatch batch in map.Values)
            batch.Release();
    }

    static void Removed_by_a_walk_over_a_copy(DevmemSocket socket, byte[] linear, string name)
    {
        var map = new Dictionary<string, FragmentBatch>();
        map[name] = socket.Receive(linear);
        foreach ((string key, FragmentBatch batch) in map.ToList())
        {
            if (key.Length > 3)
            {
                batch.Release();
                map.Remove(key);
            }
        }

        foreach (FragmentBatch batch in map.Values)
            batch.Release();
    }

    static void Copied_and_released_in_the_original(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            held.Add(socket.Receive(linear));
        foreach (FragmentBatch batch in held.ToArray())
            Console.WriteLine(batch.Count);
        held.ForEach(batch => batch.Release());
    }

    static void Some_released_in_a_copy_and_forgotten(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            held.Add(socket.Receive(linear)); //! DEVMEM001
        foreach (FragmentBatch batch in held.ToArray())
        {
            if (batch.Count > 3)
                batch.Release();
        }
    }
}

internal sealed class ByKey : IDisposable
{
    private readonly Dictionary<int, DevmemSocket> _open = [];

    public void Add(RxBinding binding, int id, Socket flow) => _open[id] = binding.Attach(flow); //! DEVMEM013

    public void Dispose()
    {
        foreach (DevmemSocket socket in _open.Values)
            socket.Close();
    }
}

internal sealed class ByNewKey : IDisposable
{
    private readonly ConcurrentDictionary<int, DevmemSocket> _open = [];

    public void Add(RxBinding binding, int id, Socket flow)
    {
        if (_open.ContainsKey(id))
            throw new ArgumentException("There is one already.", nameof(id));
        _open[id] = binding.Attach(flow);
    }

    public bool End(int id)
    {
        if (!_open.TryRemove(id, out DevmemSocket? socket))
            return false;
        socket.Close();
        return true;
    }

    public void Dispose()
    {
        foreach (DevmemSocket socket in _open.Values)
            socket.Close();
    }
}

internal sealed class Forgetful : IDisposable
{
    private readonly Dictionary<int, DevmemSocket> _open = []; //! DEVMEM011

    public void Add(RxBinding binding, int id, Socket flow)
    {
        if (_open.ContainsKey(id))
            throw new ArgumentException("There is one already.", nameof(id));
        _open[id] = binding.Attach(flow);
    }

    public bool Forget(int id) => _open.Remove(id);

    public void Dispose()
    {
        foreach (DevmemSocket socket in _open.Values)
            socket.Close();
    }
}

internal sealed class InOrder : IDisposable
{
    private readonly SortedDictionary<long, FragmentBatch> _waiting = [];
    private long _next;

    public void Add(DevmemSocket socket, byte[] linear, long number)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (number < _next || !_waiting.TryAdd(number, batch))
            batch.Dispose();
    }

    public bool TryTake(out FragmentBatch? batch)
    {
        if (!_waiting.Remove(_next, out batch))
            return false;
        _next++;
        return true;
    }

    public void Dispose()
    {
        foreach (FragmentBatch batch in _waiting.Values)
            batch.Dispose();
    }
}

internal static class Refusing
{
    static void Refused_and_forgotten(DevmemSocket socket, byte[] linear, IDictionary<long, FragmentBatch> waiting, long number)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        waiting.TryAdd(number, batch);
    }

    static void Refused_and_released(DevmemSocket socket, byte[] linear, IDictionary<long, FragmentBatch> waiting, long number)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (!waiting.TryAdd(number, batch))
            batch.Release();
    }
}
