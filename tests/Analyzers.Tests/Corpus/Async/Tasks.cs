//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Devmem;

internal static class Tasks
{
    static async Task When_all_and_released(DevmemSocket first, DevmemSocket second, Memory<byte> linear)
    {
        FragmentBatch[] batches = await Task.WhenAll(first.ReceiveAsync(linear).AsTask(), second.ReceiveAsync(linear).AsTask());
        foreach (FragmentBatch batch in batches)
            batch.Release();
    }

    static async Task When_all_and_forgotten(DevmemSocket first, DevmemSocket second, Memory<byte> linear)
    {
        FragmentBatch[] batches = await Task.WhenAll(first.ReceiveAsync(linear).AsTask(), second.ReceiveAsync(linear).AsTask()); //~ DEVMEM001
        _ = batches.Length;
    }

    static async Task When_all_over_a_span_of_tasks(DevmemSocket first, DevmemSocket second, Memory<byte> linear)
    {
        Task<FragmentBatch> a = first.ReceiveAsync(linear).AsTask();
        Task<FragmentBatch> b = second.ReceiveAsync(linear).AsTask();
        await Task.WhenAll(a, b);
        (await a).Release();
        (await b).Release();
    }

    static async Task Task_awaited_with_a_limit(DevmemSocket socket, Memory<byte> linear, CancellationToken stop)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear).AsTask().WaitAsync(stop);
        batch.Release();
    }

    static async Task Task_awaited_with_a_limit_and_forgotten(DevmemSocket socket, Memory<byte> linear, CancellationToken stop)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear).AsTask().WaitAsync(stop); //! DEVMEM001
        _ = batch.Count;
    }

    static Task<FragmentBatch> From_result(DevmemSocket socket, byte[] linear) => Task.FromResult(socket.Receive(linear));

    static async Task From_result_and_forgotten(DevmemSocket socket, byte[] linear)
    {
        Task<FragmentBatch> done = Task.FromResult(socket.Receive(linear)); //! DEVMEM001
        await Task.Yield();
        _ = done.IsCompleted;
    }

    static ValueTask<FragmentBatch> Value_task_of(DevmemSocket socket, byte[] linear) => new(socket.Receive(linear));

    static ValueTask<FragmentBatch> Value_task_from_result(DevmemSocket socket, byte[] linear) => ValueTask.FromResult(socket.Receive(linear));

    static async Task Written_to_a_channel(DevmemSocket socket, Memory<byte> linear, ChannelWriter<FragmentBatch> writer)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear);
        await writer.WriteAsync(batch);
    }

    static async Task Read_from_a_channel(ChannelReader<FragmentBatch> reader)
    {
        FragmentBatch batch = await reader.ReadAsync();
        batch.Release();
    }

    static async Task Read_from_a_channel_and_lost(ChannelReader<FragmentBatch> reader)
    {
        FragmentBatch batch = await reader.ReadAsync(); //! DEVMEM001
        _ = batch.Count;
    }

    static async Task Channel_drained(ChannelReader<FragmentBatch> reader)
    {
        while (await reader.WaitToReadAsync())
        {
            while (reader.TryRead(out FragmentBatch? batch))
                batch.Release();
        }
    }

    static async Task Channel_drained_with_a_hole(ChannelReader<FragmentBatch> reader)
    {
        while (await reader.WaitToReadAsync())
        {
            while (reader.TryRead(out FragmentBatch? batch)) //! DEVMEM001
            {
                if (batch.LinearBytes == 0)
                    return;
                batch.Release();
            }
        }
    }

    static async Task Result_of_an_own_async_method(DevmemSocket socket, Memory<byte> linear)
    {
        FragmentBatch batch = await Fetch(socket, linear);
        batch.Release();
    }

    static async Task Result_of_an_own_async_method_forgotten(DevmemSocket socket, Memory<byte> linear)
    {
        FragmentBatch batch = await Fetch(socket, linear); //! DEVMEM001
        _ = batch.Count;
    }

    private static async Task<FragmentBatch> Fetch(DevmemSocket socket, Memory<byte> linear)
    {
        while (true)
        {
            FragmentBatch batch = await socket.ReceiveAsync(linear);
            if (batch.Count > 0)
                return batch;
        }
    }

    static async Task Own_async_method_releases(DevmemSocket socket, Memory<byte> linear)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear);
        await End(batch);
    }

    static async Task Own_async_method_only_reads(DevmemSocket socket, Memory<byte> linear)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear); //! DEVMEM001
        await Look(batch);
    }

    private static async Task End(FragmentBatch batch)
    {
        await Task.Yield();
        batch.Release();
    }

    private static async Task Look(FragmentBatch batch)
    {
        await Task.Yield();
        _ = batch.Count;
    }

    static async Task Continued_synchronously(DevmemSocket socket, Memory<byte> linear)
    {
        ValueTask<FragmentBatch> pending = socket.ReceiveAsync(linear);
        FragmentBatch batch = pending.IsCompletedSuccessfully ? pending.Result : await pending;
        batch.Release();
    }

    static async Task Semaphore_around_it(DevmemSocket socket, Memory<byte> linear, SemaphoreSlim gate)
    {
        await gate.WaitAsync();
        try
        {
            using FragmentBatch batch = await socket.ReceiveAsync(linear);
        }
        finally
        {
            gate.Release();
        }
    }
}
