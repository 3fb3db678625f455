//# devmem.exceptions = none
//# langversion = preview
using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Devmem;

internal record struct Pair(DevmemToken A, DevmemToken B);
internal record Info(int X, string Name);
internal struct Slot { public DevmemToken Token; public bool Used; }
internal ref struct View { public DevmemToken Token; public View(DevmemToken t) { Token = t; } public void Dispose() => Token.Release(); }

/// <summary>Handles in structs, patterns, functions and collections of every kind.</summary>
internal static class Constructs
{
    static void Record_struct(FragmentBatch source)
    {
        var pair = new Pair(source.Detach(0), source.Detach(1));
        pair.A.Release();
        pair.B.Release();
    }

    static void Record_struct_half(FragmentBatch source)
    {
        var pair = new Pair(source.Detach(0), source.Detach(1)); //! DEVMEM001
        pair.A.Release();
    }

    static void Record_struct_with(FragmentBatch source)
    {
        var pair = new Pair(source.Detach(0), default);
        var other = pair with { B = source.Detach(1) };
        other.A.Release();
        other.B.Release();
    }

    static void Record_struct_with_overwrites(FragmentBatch source)
    {
        var pair = new Pair(source.Detach(0), source.Detach(1)); //! DEVMEM001
        pair = pair with { B = source.Detach(2) };
        pair.A.Release();
        pair.B.Release();
    }

    static void Struct_copy_double(FragmentBatch source)
    {
        DevmemToken a = source.Detach(0);
        DevmemToken b = a;
        a.Release();
        b.Release(); //! DEVMEM006
    }

    static void Struct_field(FragmentBatch source)
    {
        Slot slot = default;
        slot.Token = source.Detach(0);
        slot.Used = true;
        if (slot.Used)
            slot.Token.Release();
    }

    static void Struct_initializer(FragmentBatch source)
    {
        var slot = new Slot { Token = source.Detach(0), Used = true }; //! DEVMEM001
        _ = slot.Used;
    }

    static void Array_of_structs(FragmentBatch source)
    {
        var slots = new Slot[2];
        slots[0].Token = source.Detach(0);
        slots[0].Token.Release();
    }

    static void Ref_struct_using(FragmentBatch source)
    {
        using var view = new View(source.Detach(0));
        _ = view.Token.Length;
    }

    static void Is_not_pattern(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (batch is not { Count: > 0 } full)
            return;
        full.Release();
    }

    static void Is_not_pattern_wrong(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (batch is not { Count: > 1 } full)
            return;
        full.Release();
    }

    static void Property_pattern_end(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (batch is { EndOfStream: true } or { Count: 0 })
            return;
        batch.Release();
    }

    static void Switch_pattern(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        switch (batch)
        {
            case { Count: 0 }:
                break;
            case { Count: 1 } one:
                one.Release();
                break;
            case { LinearBytes: > 0 }:
                break;
            default:
                batch.Release();
                break;
        }
    }

    static void Task_run_releases(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Task.Run(() => batch.Release());
    }

    static void Thread_pool(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        ThreadPool.QueueUserWorkItem(_ => { _ = batch.Count; batch.Release(); });
    }

    static void Thread_pool_only_reads(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        ThreadPool.QueueUserWorkItem(_ => { _ = batch.Count; });
    }

    static void Local_function_defined_after(DevmemSocket socket, byte[] linear, bool go)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (go)
        {
            Finish();
            return;
        }
        Finish();
        void Finish() => batch.Release();
    }

    static void Local_function_on_one_path(DevmemSocket socket, byte[] linear, bool go)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (go)
            Finish(batch);
        static void Finish(FragmentBatch b) => b.Release();
    }

    static void Async_lambda(DevmemSocket socket, byte[] linear)
    {
        Func<Task> f = async () =>
        {
            FragmentBatch batch = await socket.ReceiveAsync(linear); //! DEVMEM001
            _ = batch.Count;
        };
        _ = f;
    }

    static void Dynamic_release(DevmemSocket socket, byte[] linear)
    {
        dynamic batch = socket.Receive(linear);
        batch.Release();
    }


    static void Pool_rented(DevmemSocket socket, FragmentBatch source, int n)
    {
        DevmemToken[] tokens = ArrayPool<DevmemToken>.Shared.Rent(n);
        for (int i = 0; i < n; i++)
            tokens[i] = source.Detach(i);
        socket.Release(tokens.AsSpan(0, n));
        ArrayPool<DevmemToken>.Shared.Return(tokens);
    }

    static void Stack_until_empty(DevmemSocket socket, byte[] linear, int n)
    {
        var stack = new Stack<FragmentBatch>();
        while (n-- > 0)
            stack.Push(socket.Receive(linear));
        while (stack.Count != 0)
            stack.Pop().Release();
    }

    static void Queue_count_loop(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new Queue<FragmentBatch>();
        for (int i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear));
        for (int i = queue.Count; i > 0; i--)
            queue.Dequeue().Release();
    }

    static void Queue_bounded(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new Queue<FragmentBatch>();
        for (int i = 0; i < n; i++)
        {
            if (queue.Count == 4)
                queue.Dequeue().Release();
            queue.Enqueue(socket.Receive(linear));
        }
        foreach (FragmentBatch b in queue)
            b.Release();
    }

    static void Dictionary_try_add(DevmemSocket socket, byte[] linear, int key)
    {
        var map = new Dictionary<int, FragmentBatch>();
        FragmentBatch batch = socket.Receive(linear);
        if (!map.TryAdd(key, batch))
            batch.Release();
        foreach (var (k, b) in map)
            b.Release();
    }

    static void Dictionary_values(DevmemSocket socket, byte[] linear, int n)
    {
        var map = new Dictionary<int, FragmentBatch>();
        for (int i = 0; i < n; i++)
            map.Add(i, socket.Receive(linear));
        foreach (FragmentBatch b in map.Values)
            b.Release();
        map.Clear();
    }

    static void Dictionary_remove(DevmemSocket socket, byte[] linear, int n)
    {
        var map = new Dictionary<int, FragmentBatch>();
        for (int i = 0; i < n; i++)
            map[i] = socket.Receive(linear);
        for (int i = 0; i < n; i++)
            if (map.Remove(i, out FragmentBatch? b))
                b.Release();
    }

    static void List_pattern_last(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch[] all = [socket.Receive(linear), socket.Receive(linear)];
        if (all is [var first, var second])
        {
            first.Release();
            second.Release();
        }
    }

    static void Immutable_array(DevmemSocket socket, byte[] linear)
    {
        ImmutableArray<FragmentBatch> all = [socket.Receive(linear), socket.Receive(linear)];
        foreach (var b in all)
            b.Release();
    }

    static void Coalesce(DevmemSocket socket, byte[] linear, FragmentBatch? given)
    {
        FragmentBatch batch = given ?? socket.Receive(linear);
        if (given is null)
            batch.Release();
    }

    static void Coalesce_wrong(DevmemSocket socket, byte[] linear, FragmentBatch? given)
    {
        FragmentBatch batch = given ?? socket.Receive(linear); //! DEVMEM001
        if (given is not null)
            batch.Release();
    }

    static void Own_flag(DevmemSocket socket, byte[] linear, FragmentBatch? given)
    {
        bool own = given is null;
        FragmentBatch batch = own ? socket.Receive(linear) : given!;
        _ = batch.Count;
        if (own)
            batch.Release();
    }

    static void Coalesce_assign(DevmemSocket socket, byte[] linear, int n)
    {
        FragmentBatch? batch = null;
        for (int i = 0; i < n; i++)
            batch ??= socket.Receive(linear);
        batch?.Release();
    }

    static void Overwritten_in_loop(DevmemSocket socket, byte[] linear, int n)
    {
        FragmentBatch? batch = null;
        for (int i = 0; i < n; i++)
        {
            batch = socket.Receive(linear); //! DEVMEM001
            _ = batch.Count;
        }
        batch?.Release();
    }

    static void Previous_released(DevmemSocket socket, byte[] linear, int n)
    {
        FragmentBatch? previous = null;
        for (int i = 0; i < n; i++)
        {
            FragmentBatch next = socket.Receive(linear);
            previous?.Release();
            previous = next;
        }
        previous?.Release();
    }

    static void Count_compare(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        int count = batch.Count;
        if (count > 0)
            batch.Release();
    }

    static void Count_compare_wrong(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        int count = batch.Count;
        if (count > 1)
            batch.Release();
    }

    static void Goto_case(DevmemSocket socket, byte[] linear, int kind)
    {
        FragmentBatch batch = socket.Receive(linear);
        switch (kind)
        {
            case 0:
                goto case 2;
            case 1:
                _ = batch.Count;
                goto default;
            case 2:
                batch.Release();
                break;
            default:
                batch.Dispose();
                break;
        }
    }

    static void Null_conditional_chain(DevmemSocket? socket, byte[] linear)
    {
        FragmentBatch? batch = socket?.Receive(linear);
        batch?.Release();
    }

    static void Out_param_discard(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out _); //! DEVMEM001
    }

    static void Checked_by_is_default(FragmentBatch source, bool go)
    {
        DevmemToken token = default;
        if (go)
            token = source.Detach(0);
        if (!token.IsDefault)
            token.Release();
    }

    static void Params_span(DevmemSocket socket, FragmentBatch source)
    {
        All(socket, source.Detach(0), source.Detach(1));
    }

    static void All(DevmemSocket socket, params ReadOnlySpan<DevmemToken> tokens) => socket.Release(tokens);

    static void Memory_marshal(DevmemSocket socket, FragmentBatch source)
    {
        DevmemToken token = source.Detach(0);
        socket.Release(MemoryMarshal.CreateReadOnlySpan(ref token, 1));
    }

    static void New_span_of_ref(DevmemSocket socket, FragmentBatch source)
    {
        DevmemToken token = source.Detach(0);
        socket.Release(new ReadOnlySpan<DevmemToken>(in token));
    }
}
