//# rules = DEVMEM001 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM008 DEVMEM013 DEVMEM017
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Devmem;

/// <summary>Ownership over channels, callbacks, tasks and deferred releases.</summary>
internal static class HandOver
{
    static async Task Produce(DevmemSocket socket, ChannelWriter<FragmentBatch> writer, byte[] linear, CancellationToken cancellation)
    {
        while (true)
        {
            FragmentBatch batch = await socket.ReceiveAsync(linear, cancellation);
            if (batch.EndOfStream)
                break;
            if (!writer.TryWrite(batch))
                batch.Dispose();
        }

        writer.Complete();
    }

    static async Task Produce_and_lose_what_does_not_fit(DevmemSocket socket, ChannelWriter<FragmentBatch> writer, byte[] linear, CancellationToken cancellation)
    {
        while (true)
        {
            FragmentBatch batch = await socket.ReceiveAsync(linear, cancellation); //! DEVMEM001
            if (batch.EndOfStream)
                break;
            writer.TryWrite(batch);
        }
    }

    static async Task Consume(ChannelReader<FragmentBatch> reader, Func<int, Task> use, CancellationToken cancellation)
    {
        await foreach (FragmentBatch batch in reader.ReadAllAsync(cancellation))
        {
            using (batch)
                await use(batch.Count);
        }
    }

    static async Task Consume_one_by_one(ChannelReader<FragmentBatch> reader, Func<int, Task> use, CancellationToken cancellation)
    {
        while (await reader.WaitToReadAsync(cancellation))
        {
            while (reader.TryRead(out FragmentBatch? batch))
            {
                try
                {
                    await use(batch.Count);
                }
                finally
                {
                    batch.Dispose();
                }
            }
        }
    }

    static async Task Consume_without_protection(ChannelReader<FragmentBatch> reader, Func<int, Task> use, CancellationToken cancellation)
    {
        while (await reader.WaitToReadAsync(cancellation))
        {
            while (reader.TryRead(out FragmentBatch? batch)) //! DEVMEM004
            {
                await use(batch.Count);
                batch.Dispose();
            }
        }
    }

    static async Task Write_async(DevmemSocket socket, ChannelWriter<FragmentBatch> writer, byte[] linear) =>
        await writer.WriteAsync(await socket.ReceiveAsync(linear));

    static async Task<FragmentBatch> Result_of_an_async_method(DevmemSocket socket, byte[] linear) => await socket.ReceiveAsync(linear);

    static async Task Result_used(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = await Result_of_an_async_method(socket, linear);
        Console.WriteLine(batch.Count);
    }

    static async Task Result_forgotten(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = await Result_of_an_async_method(socket, linear); //! DEVMEM001
        Console.WriteLine(batch.LinearBytes);
    }

    static async Task Two_at_once(DevmemSocket first, DevmemSocket second, byte[] a, byte[] b)
    {
        FragmentBatch[] both = await Task.WhenAll(Result_of_an_async_method(first, a), Result_of_an_async_method(second, b));
        foreach (FragmentBatch batch in both)
            batch.Dispose();
    }

    static IEnumerable<FragmentBatch> Stream(DevmemSocket socket, byte[] linear)
    {
        while (true)
        {
            FragmentBatch batch = socket.Receive(linear);
            if (batch.EndOfStream)
                yield break;
            yield return batch;
        }
    }

    static void Stream_consumed(DevmemSocket socket, byte[] linear)
    {
        foreach (FragmentBatch batch in Stream(socket, linear))
            batch.Release();
    }

    static void Stream_not_released(DevmemSocket socket, byte[] linear)
    {
        foreach (FragmentBatch batch in Stream(socket, linear)) //! DEVMEM001
            Console.WriteLine(batch.LinearBytes);
    }

    static void Deferred(DevmemSocket socket, byte[] linear, DeferredReleases deferred, IReleaseFence fence)
    {
        FragmentBatch batch = socket.Receive(linear);
        deferred.Add(batch, fence);
    }

    static void Deferred_and_used(DevmemSocket socket, byte[] linear, DeferredReleases deferred, IReleaseFence fence)
    {
        FragmentBatch batch = socket.Receive(linear);
        deferred.Add(batch, fence);
        batch.Release(); //! DEVMEM005
    }

    static void Deferred_forgotten(DevmemSocket socket, byte[] linear, IReleaseFence fence)
    {
        var deferred = new DeferredReleases(); //! DEVMEM008
        deferred.Add(socket.Receive(linear), fence);
    }

    static async Task Run_elsewhere(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = await Task.Run(() => socket.Receive(linear));
        batch.Release();
    }

    static async Task Run_elsewhere_and_forget(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = await Task.Run(() => socket.Receive(linear)); //! DEVMEM001
        Console.WriteLine(batch.LinearBytes);
    }

    static async Task Released_elsewhere(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear);
        await Task.Run(() => batch.Release());
    }

    static void Lazy_socket(RxBinding binding, System.Net.Sockets.Socket tcp)
    {
        var lazy = new Lazy<int>(() => (int)binding.DmabufId); //! DEVMEM013
        Console.WriteLine(lazy.Value);
    }

    static void First_of_a_list(List<FragmentBatch> batches)
    {
        Console.WriteLine(batches.First().Count + batches.Single(b => b.Count > 3).Count + batches.Last().Count);
    }

    static void Selected(DevmemSocket socket, byte[] linear)
    {
        List<FragmentBatch> batches = Enumerable.Range(0, 3).Select(_ => socket.Receive(linear)).ToList(); //! DEVMEM004
        foreach (FragmentBatch batch in batches)
            batch.Release();
    }

    static void Exchanged(ref FragmentBatch? place, DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? old = Interlocked.Exchange(ref place, socket.Receive(linear));
        old?.Dispose();
    }

    static void Compare_exchanged(ref FragmentBatch? place, DevmemSocket socket, byte[] linear)
    {
        FragmentBatch fresh = socket.Receive(linear);
        if (Interlocked.CompareExchange(ref place, fresh, null) is not null)
            fresh.Dispose();
    }

    static Task<FragmentBatch> From_result(DevmemSocket socket, byte[] linear) => Task.FromResult(socket.Receive(linear));

    static ValueTask<FragmentBatch> From_value(DevmemSocket socket, byte[] linear) => new ValueTask<FragmentBatch>(socket.Receive(linear));

    static ValueTask<FragmentBatch> From_value_result(DevmemSocket socket, byte[] linear) => ValueTask.FromResult(socket.Receive(linear));

    static async Task From_result_used(DevmemSocket socket, byte[] linear) => (await From_result(socket, linear)).Release();

    static void As_disposable(DevmemSocket socket, byte[] linear)
    {
        IDisposable batch = socket.Receive(linear);
        Finish(batch);
    }

    private static void Finish(IDisposable it) => it.Dispose();

    static void Generic_end<T>(T it) where T : IDisposable => it.Dispose();

    static void Ended_by_a_generic(DevmemSocket socket, byte[] linear) => Generic_end(socket.Receive(linear));
}
