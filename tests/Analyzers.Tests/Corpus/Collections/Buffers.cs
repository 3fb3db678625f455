//# devmem.exceptions = none
using System;
using System.Buffers;
using System.Collections.Generic;
using System.Threading.Channels;
using Devmem;

internal interface IBufferSource
{
    DevmemToken Take();
}

internal static class Buffers
{
    static void Drained_by_counting_down(IBufferSource source, int n)
    {
        var tokens = new DevmemToken[64];
        int count = 0;
        while (count < n)
            tokens[count++] = source.Take();
        while (count > 0)
            tokens[--count].Release();
    }

    static void Drained_by_counting_down_but_one(IBufferSource source, int n)
    {
        var tokens = new DevmemToken[64];
        int count = 0;
        while (count < n)
            tokens[count++] = source.Take(); //! DEVMEM001
        while (count > 1)
            tokens[--count].Release();
    }

    static void Rented_array(DevmemSocket socket, IBufferSource source, int n)
    {
        DevmemToken[] tokens = ArrayPool<DevmemToken>.Shared.Rent(n);
        for (int i = 0; i < n; i++)
            tokens[i] = source.Take();
        socket.Release(tokens.AsSpan(0, n));
        ArrayPool<DevmemToken>.Shared.Return(tokens);
    }

    static void Rented_array_returned_full(DevmemSocket socket, IBufferSource source, int n)
    {
        DevmemToken[] tokens = ArrayPool<DevmemToken>.Shared.Rent(n);
        for (int i = 0; i < n; i++)
            tokens[i] = source.Take(); //! DEVMEM001
        ArrayPool<DevmemToken>.Shared.Return(tokens);
    }

    static void Memory_over_an_array(DevmemSocket socket, IBufferSource source, int n)
    {
        Memory<DevmemToken> tokens = new DevmemToken[n];
        for (int i = 0; i < n; i++)
            tokens.Span[i] = source.Take();
        socket.Release(tokens.Span);
    }

    static void Span_sliced_while_it_is_filled(DevmemSocket socket, IBufferSource source, int n)
    {
        Span<DevmemToken> all = new DevmemToken[n];
        Span<DevmemToken> rest = all;
        while (rest.Length > 0)
        {
            rest[0] = source.Take();
            rest = rest[1..];
        }

        socket.Release(all);
    }

    static void Local_channel_drained(DevmemSocket socket, byte[] linear, int n)
    {
        Channel<FragmentBatch> channel = Channel.CreateUnbounded<FragmentBatch>();
        for (int i = 0; i < n; i++)
        {
            FragmentBatch batch = socket.Receive(linear);
            if (!channel.Writer.TryWrite(batch))
                batch.Release();
        }

        while (channel.Reader.TryRead(out FragmentBatch? each))
            each.Release();
    }

    static void Local_channel_forgotten(DevmemSocket socket, byte[] linear)
    {
        Channel<FragmentBatch> channel = Channel.CreateUnbounded<FragmentBatch>();
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (!channel.Writer.TryWrite(batch))
            batch.Release();
    }

    static void Ring_of_a_fixed_size(DevmemSocket socket, byte[] linear, int rounds)
    {
        var ring = new FragmentBatch?[4];
        for (int i = 0; i < rounds; i++)
        {
            int slot = i % ring.Length;
            ring[slot]?.Release();
            ring[slot] = socket.Receive(linear);
        }

        foreach (FragmentBatch? batch in ring)
            batch?.Release();
    }

    static void Ring_that_overwrites(DevmemSocket socket, byte[] linear, int rounds)
    {
        var ring = new FragmentBatch?[4];
        for (int i = 0; i < rounds; i++)
            ring[i % ring.Length] = socket.Receive(linear); //! DEVMEM001
        foreach (FragmentBatch? batch in ring)
            batch?.Release();
    }

    static void Priority_queue(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new PriorityQueue<FragmentBatch, int>();
        for (int i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear), i);
        while (queue.TryDequeue(out FragmentBatch? batch, out int order))
            batch.Release();
    }

    static void Moved_from_list_to_queue(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new Queue<FragmentBatch>();
        for (int i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear));
        var stack = new Stack<FragmentBatch>();
        while (queue.TryDequeue(out FragmentBatch? batch))
            stack.Push(batch);
        while (stack.TryPop(out FragmentBatch? batch))
            batch.Release();
    }

    static void Moved_from_list_to_queue_and_left_there(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new Queue<FragmentBatch>();
        for (int i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear)); //~ DEVMEM001
        var stack = new Stack<FragmentBatch>();
        while (queue.TryDequeue(out FragmentBatch? batch))
            stack.Push(batch);
    }
}
