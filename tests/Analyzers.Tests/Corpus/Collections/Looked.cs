//# devmem.exceptions = none
using System.Collections.Generic;
using System.Linq;
using Devmem;

/// <summary>Elements that are looked at before they leave, that are dropped by a condition, that are made by a function, and that patterns take apart.</summary>
internal static class Looked
{
    static void Work(int n)
    {
    }

    static void Peek_then_pop(DevmemSocket socket, byte[] linear, int n)
    {
        var stack = new Stack<FragmentBatch>();
        for (var i = 0; i < n; i++)
            stack.Push(socket.Receive(linear));
        while (stack.Count > 0)
        {
            stack.Peek().Release();
            stack.Pop();
        }
    }

    static void Pop_alone(DevmemSocket socket, byte[] linear, int n)
    {
        var stack = new Stack<FragmentBatch>();
        for (var i = 0; i < n; i++)
            stack.Push(socket.Receive(linear)); //! DEVMEM001
        while (stack.Count > 0)
        {
            Work(stack.Peek().LinearBytes);
            stack.Pop();
        }
    }

    static void Peek_then_dequeue(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new Queue<FragmentBatch>();
        for (var i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear));
        while (queue.TryPeek(out var first))
        {
            first.Release();
            queue.Dequeue();
        }
    }

    static void Peek_then_dequeue_more(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new Queue<FragmentBatch>();
        for (var i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear)); //! DEVMEM001
        while (queue.TryPeek(out var first))
        {
            first.Release();
            queue.Dequeue();
            queue.TryDequeue(out _);
        }
    }

    static void Peek_and_release_the_one_that_leaves(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new Queue<FragmentBatch>();
        for (var i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear));
        while (queue.Count > 0)
        {
            Work(queue.Peek().LinearBytes);
            queue.Dequeue().Release();
        }
    }

    static void Peek_and_release_both(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new Queue<FragmentBatch>();
        for (var i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear));
        while (queue.Count > 0)
        {
            queue.Peek().Release();
            queue.Dequeue().Release(); //! DEVMEM006
        }
    }

    static void The_same_key_twice(DevmemSocket socket, byte[] linear, int key)
    {
        var map = new Dictionary<int, FragmentBatch>();
        map[key] = socket.Receive(linear); //! DEVMEM001
        map[key] = socket.Receive(linear);
        foreach (var batch in map.Values)
            batch.Release();
    }

    static void The_same_key_after_its_removal(DevmemSocket socket, byte[] linear, int key)
    {
        var map = new Dictionary<int, FragmentBatch>();
        map[key] = socket.Receive(linear);
        if (map.Remove(key, out var old))
            old.Release();
        map[key] = socket.Receive(linear);
        foreach (var batch in map.Values)
            batch.Release();
    }

    static void Two_keys(DevmemSocket socket, byte[] linear, int key)
    {
        var map = new Dictionary<int, FragmentBatch>();
        map[key] = socket.Receive(linear);
        key++;
        map[key] = socket.Receive(linear);
        foreach (var batch in map.Values)
            batch.Release();
    }

    static void Dropped_by_a_condition(DevmemSocket socket, byte[] linear)
    {
        var batches = new List<FragmentBatch>();
        for (var i = 0; i < 3; i++)
            batches.Add(socket.Receive(linear)); //! DEVMEM001
        batches.RemoveAll(batch => batch.LinearBytes > 3);
        foreach (var batch in batches)
            batch.Release();
    }

    static void Dropped_when_released(DevmemSocket socket, byte[] linear)
    {
        var batches = new List<FragmentBatch>();
        for (var i = 0; i < 3; i++)
            batches.Add(socket.Receive(linear));
        batches.RemoveAll(batch =>
        {
            if (batch.LinearBytes < 3)
                return false;
            batch.Release();
            return true;
        });
        foreach (var batch in batches)
            batch.Release();
    }

    static void Made_by_a_function(DevmemSocket socket, byte[] linear)
    {
        var batches = Enumerable.Range(0, 3).Select(_ => socket.Receive(linear)).ToList();
        foreach (var batch in batches)
            batch.Release();
    }

    static void Made_by_a_function_and_forgotten(DevmemSocket socket, byte[] linear)
    {
        var batches = Enumerable.Range(0, 3).Select(_ => socket.Receive(linear)).ToList(); //! DEVMEM001
        Work(batches.Count);
    }

    static void Taken_apart(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch[] all = [socket.Receive(linear), socket.Receive(linear), socket.Receive(linear)];
        if (all is [var first, .. var rest])
        {
            first.Release();
            foreach (var batch in rest)
                batch.Release();
        }
    }

    static void Taken_apart_but_for_the_first(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch[] all = [socket.Receive(linear), socket.Receive(linear), socket.Receive(linear)]; //! DEVMEM001
        if (all is [_, .. var rest])
        {
            foreach (var batch in rest)
                batch.Release();
        }
    }
}
