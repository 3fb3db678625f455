//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

/// <summary>Elements that are counted, sliced, swapped and told by numbers.</summary>
internal static class Counted
{
    static void Queue_for_up_bug(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new Queue<FragmentBatch>();
        for (int i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear)); //! DEVMEM001
        for (int i = 0; i < queue.Count; i++)
            queue.Dequeue().Release();
    }

    static void Queue_for_up_n(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new Queue<FragmentBatch>();
        for (int i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear));
        for (int i = 0; i < n; i++)
            queue.Dequeue().Release();
    }

    static void Queue_for_up_less(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new Queue<FragmentBatch>();
        for (int i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear)); //! DEVMEM001
        for (int i = 0; i < n - 1; i++)
            queue.Dequeue().Release();
    }

    static void Queue_local_count(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new Queue<FragmentBatch>();
        for (int i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear));
        int count = queue.Count;
        while (count-- > 0)
            queue.Dequeue().Release();
    }

    static void Queue_skips_some(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new Queue<FragmentBatch>();
        for (int i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear)); //! DEVMEM001
        for (int i = queue.Count; i > 0; i--)
        {
            if (i % 2 == 0)
                continue;
            queue.Dequeue().Release();
        }
    }

    static void Index_from_end(DevmemSocket socket, byte[] linear)
    {
        var all = new[] { socket.Receive(linear), socket.Receive(linear) };
        all[^1].Release();
        all[0].Release();
    }

    static void Index_from_end_twice(DevmemSocket socket, byte[] linear)
    {
        var all = new[] { socket.Receive(linear), socket.Receive(linear) }; //! DEVMEM001
        all[^1].Release();
        all[1].Release(); //! DEVMEM006
    }

    static void Slice_halves(DevmemSocket socket, FragmentBatch source)
    {
        Span<DevmemToken> tokens = new DevmemToken[4];
        for (int i = 0; i < 4; i++)
            tokens[i] = source.Detach(i);
        socket.Release(tokens[..2]);
        socket.Release(tokens[2..]);
    }

    static void Slice_halves_one_by_one(DevmemSocket socket, FragmentBatch source)
    {
        Span<DevmemToken> tokens = new DevmemToken[3];
        tokens[0] = source.Detach(0);
        tokens[1] = source.Detach(1);
        tokens[2] = source.Detach(2);
        socket.Release(tokens[..1]);
        socket.Release(tokens[1..]);
    }

    static void Slice_halves_overlap(DevmemSocket socket, FragmentBatch source)
    {
        Span<DevmemToken> tokens = new DevmemToken[3];
        tokens[0] = source.Detach(0);
        tokens[1] = source.Detach(1);
        tokens[2] = source.Detach(2);
        socket.Release(tokens[..2]);
        socket.Release(tokens[^2..]); //! DEVMEM006
    }

    static void Slice_half_only(DevmemSocket socket, FragmentBatch source)
    {
        Span<DevmemToken> tokens = new DevmemToken[4];
        for (int i = 0; i < 4; i++)
            tokens[i] = source.Detach(i); //! DEVMEM001
        socket.Release(tokens[..2]);
    }

    static void Batch_full_then_rest(DevmemSocket socket, byte[] linear, FragmentBatch source)
    {
        var tokens = new List<DevmemToken>();
        for (int i = 0; i < source.Count; i++)
        {
            tokens.Add(source.Detach(i));
            if (tokens.Count == 128)
            {
                socket.Release(tokens.ToArray());
                tokens.Clear();
            }
        }
        if (tokens.Count > 0)
            socket.Release(tokens.ToArray());
    }

    static void Batch_full_forgets_rest(DevmemSocket socket, byte[] linear, FragmentBatch source)
    {
        var tokens = new List<DevmemToken>();
        for (int i = 0; i < source.Count; i++)
        {
            tokens.Add(source.Detach(i)); //! DEVMEM001
            if (tokens.Count == 128)
            {
                socket.Release(tokens.ToArray());
                tokens.Clear();
            }
        }
    }

    static void Cleared_unreleased(DevmemSocket socket, byte[] linear, FragmentBatch source)
    {
        var tokens = new List<DevmemToken>();
        for (int i = 0; i < source.Count; i++)
        {
            tokens.Add(source.Detach(i)); //! DEVMEM001
            if (tokens.Count == 128)
                tokens.Clear();
        }
        foreach (DevmemToken t in tokens)
            t.Release();
    }

    static void Fill_counter_reset_without_release(DevmemSocket socket, FragmentBatch source, int n)
    {
        var tokens = new DevmemToken[8];
        int count = 0;
        for (int i = 0; i < n; i++)
        {
            tokens[count++] = source.Detach(i); //! DEVMEM001
            if (count == tokens.Length)
                count = 0;
        }
        socket.Release(tokens.AsSpan(0, count));
    }

    static void Two_dimensional(DevmemSocket socket, byte[] linear)
    {
        var grid = new FragmentBatch[2, 2];
        grid[0, 0] = socket.Receive(linear);
        grid[0, 0].Release();
    }

    static void Jagged(DevmemSocket socket, byte[] linear, int n)
    {
        var all = new List<List<FragmentBatch>>();
        for (int i = 0; i < n; i++)
        {
            var row = new List<FragmentBatch>();
            row.Add(socket.Receive(linear));
            all.Add(row);
        }
        foreach (var row in all)
            foreach (var b in row)
                b.Release();
    }

    static void Array_null_checked(DevmemSocket socket, byte[] linear, int n)
    {
        var slots = new FragmentBatch?[n];
        for (int i = 0; i < n; i++)
        {
            if (socket.TryReceive(linear, out FragmentBatch? batch))
                slots[i] = batch;
        }
        for (int i = 0; i < slots.Length; i++)
        {
            slots[i]?.Release();
            slots[i] = null;
        }
    }

    static void Swap_elements(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch a = socket.Receive(linear);
        FragmentBatch b = socket.Receive(linear);
        (a, b) = (b, a);
        a.Release();
        b.Release();
    }

    static void Swap_wrong(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch a = socket.Receive(linear); //! DEVMEM001
        FragmentBatch b = socket.Receive(linear);
        FragmentBatch t = a;
        a = b;
        b = t;
        a.Release();
    }

    static void Conditional_alias(DevmemSocket socket, byte[] linear, bool first)
    {
        FragmentBatch a = socket.Receive(linear);
        FragmentBatch b = socket.Receive(linear);
        FragmentBatch c = first ? a : b;
        FragmentBatch d = first ? b : a;
        c.Release();
        d.Release();
    }

    static void Conditional_alias_wrong(DevmemSocket socket, byte[] linear, bool first)
    {
        FragmentBatch a = socket.Receive(linear);
        FragmentBatch b = socket.Receive(linear); //! DEVMEM001
        FragmentBatch c = first ? a : b;
        c.Release();
        a.Dispose();
    }

    static void Max_of_counts(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        bool empty = batch.Count == 0;
        if (!empty)
            batch.Release();
    }

    static void Enum_result(DevmemSocket socket, byte[] linear)
    {
        int result = socket.TryReceive(linear, out FragmentBatch? batch) ? 1 : -1;
        if (result > 0)
            batch!.Release();
    }

    static void Enum_result_switch(DevmemSocket socket, byte[] linear)
    {
        string result = socket.TryReceive(linear, out FragmentBatch? batch) ? "got" : "none";
        switch (result)
        {
            case "got":
                batch!.Release();
                break;
        }
    }

    static void Bool_param_compare(DevmemSocket socket, byte[] linear)
    {
        bool got = socket.TryReceive(linear, out FragmentBatch? batch);
        if (got == false)
            return;
        if (got is true)
            batch!.Release();
    }

    static void Counter_of_received(DevmemSocket socket, byte[] linear)
    {
        int received = 0;
        FragmentBatch? batch = null;
        if (socket.TryReceive(linear, out batch))
            received++;
        if (received > 0)
            batch!.Release();
    }

    static void Counter_of_received_wrong(DevmemSocket socket, byte[] linear)
    {
        int received = 0;
        FragmentBatch? batch = null;
        if (socket.TryReceive(linear, out batch)) //! DEVMEM001
            received++;
        if (received > 1)
            batch!.Release();
    }

    static void Flags_enum(DevmemSocket socket, byte[] linear, int flags)
    {
        FragmentBatch? batch = (flags & 1) != 0 ? socket.Receive(linear) : null;
        if ((flags & 1) != 0)
            batch!.Release();
    }

    static void Param_compare_twice(DevmemSocket socket, byte[] linear, string mode)
    {
        FragmentBatch? batch = mode == "a" ? socket.Receive(linear) : null;
        if (mode == "a")
            batch!.Release();
    }

    static void Param_compare_twice_wrong(DevmemSocket socket, byte[] linear, string mode)
    {
        FragmentBatch? batch = mode == "a" ? socket.Receive(linear) : null; //! DEVMEM001
        if (mode == "b")
            batch!.Release();
    }

    static void Length_same(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch = linear.Length > 10 ? socket.Receive(linear) : null;
        if (linear.Length > 10)
            batch!.Release();
    }
}
