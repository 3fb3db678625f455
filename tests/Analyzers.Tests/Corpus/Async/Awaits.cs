using System;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

internal static class Awaits
{
    static async Task Awaited_and_released(DevmemSocket socket, Memory<byte> linear)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear);
        batch.Release();
    }

    static async Task Awaited_and_forgotten(DevmemSocket socket, Memory<byte> linear)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear); //! DEVMEM001
        _ = batch.Count;
    }

    static async Task Awaited_and_dropped(DevmemSocket socket, Memory<byte> linear)
    {
        await socket.ReceiveAsync(linear); //! DEVMEM001
    }

    static async Task Awaited_and_discarded(DevmemSocket socket, Memory<byte> linear)
    {
        _ = await socket.ReceiveAsync(linear); //! DEVMEM001
    }

    static async Task<int> Awaited_for_its_count(DevmemSocket socket, Memory<byte> linear) =>
        (await socket.ReceiveAsync(linear)).Count; //! DEVMEM001

    static async Task Under_using(DevmemSocket socket, Memory<byte> linear)
    {
        using FragmentBatch batch = await socket.ReceiveAsync(linear);
        await Task.Yield();
    }

    static async Task Under_using_with_configure_await(DevmemSocket socket, Memory<byte> linear)
    {
        using FragmentBatch batch = await socket.ReceiveAsync(linear).ConfigureAwait(false);
        await Task.Delay(1).ConfigureAwait(false);
    }

    static async Task Configure_await_and_forgotten(DevmemSocket socket, Memory<byte> linear)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear).ConfigureAwait(false); //! DEVMEM001
        _ = batch.Count;
    }

    static async Task Await_between(DevmemSocket socket, Memory<byte> linear, CancellationToken stop)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear, stop); //! DEVMEM004
        await Task.Delay(1, stop);
        batch.Release();
    }

    static async Task Await_between_under_finally(DevmemSocket socket, Memory<byte> linear, CancellationToken stop)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear, stop);
        try
        {
            await Task.Delay(1, stop);
        }
        finally
        {
            batch.Release();
        }
    }

    static async Task Await_of_a_given_task_between(DevmemSocket socket, Memory<byte> linear, Task ready)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear); //! DEVMEM004
        await ready;
        batch.Release();
    }

    static async Task Await_after_the_release(DevmemSocket socket, Memory<byte> linear, Task ready)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear);
        batch.Release();
        await ready;
    }

    static async Task Stored_and_awaited_later(DevmemSocket socket, Memory<byte> linear)
    {
        ValueTask<FragmentBatch> pending = socket.ReceiveAsync(linear);
        FragmentBatch batch = await pending;
        batch.Release();
    }

    static async Task Stored_and_awaited_later_and_forgotten(DevmemSocket socket, Memory<byte> linear)
    {
        ValueTask<FragmentBatch> pending = socket.ReceiveAsync(linear); //~ DEVMEM001
        FragmentBatch batch = await pending;
        _ = batch.Count;
    }

    static void Never_awaited(DevmemSocket socket, Memory<byte> linear)
    {
        _ = socket.ReceiveAsync(linear); //! DEVMEM001
    }

    static ValueTask<FragmentBatch> Returned_as_a_task(DevmemSocket socket, Memory<byte> linear) => socket.ReceiveAsync(linear);

    static async ValueTask<FragmentBatch> Returned_as_a_result(DevmemSocket socket, Memory<byte> linear)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear);
        return batch;
    }

    static async ValueTask<FragmentBatch> Returned_as_a_result_after_an_await(DevmemSocket socket, Memory<byte> linear, Task ready)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear); //! DEVMEM004
        await ready;
        return batch;
    }

    static async Task As_a_task(DevmemSocket socket, Memory<byte> linear)
    {
        Task<FragmentBatch> pending = socket.ReceiveAsync(linear).AsTask();
        (await pending).Release();
    }

    static void Waited_for_synchronously(DevmemSocket socket, Memory<byte> linear)
    {
        FragmentBatch batch = socket.ReceiveAsync(linear).AsTask().GetAwaiter().GetResult();
        batch.Release();
    }

    static void Waited_for_synchronously_and_lost(DevmemSocket socket, Memory<byte> linear)
    {
        _ = socket.ReceiveAsync(linear).AsTask().Result.Count; //! DEVMEM001
    }

    static async Task In_a_loop(DevmemSocket socket, Memory<byte> linear, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using FragmentBatch batch = await socket.ReceiveAsync(linear, stop);
            if (batch.EndOfStream)
                return;
        }
    }

    static async Task In_a_loop_with_a_hole(DevmemSocket socket, Memory<byte> linear, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            FragmentBatch batch = await socket.ReceiveAsync(linear, stop); //! DEVMEM001
            if (batch.LinearBytes > 3)
                continue;
            batch.Release();
        }
    }

    static async Task Cancellation_is_caught_but_the_batch_is_lost(DevmemSocket socket, Memory<byte> linear, CancellationToken stop)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear, stop); //! DEVMEM004
        try
        {
            await Task.Delay(1, stop);
            batch.Release();
        }
        catch (OperationCanceledException)
        {
        }
    }

    static async void Async_void(DevmemSocket socket, Memory<byte> linear)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear); //! DEVMEM001
        if (batch.LinearBytes > 3)
            batch.Release();
    }

    static async Task Lambda_is_async(DevmemSocket socket, Memory<byte> linear)
    {
        Func<Task> once = async () =>
        {
            using FragmentBatch batch = await socket.ReceiveAsync(linear);
            await Task.Yield();
        };
        await once();
    }

    static async Task Synchronous_receive_in_an_async_method(DevmemSocket socket, byte[] linear, Task ready)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        await ready;
        batch.Release();
    }

    static async Task Handed_to_one_that_may_throw_first(DevmemSocket socket, Memory<byte> linear, Task ready)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear); //! DEVMEM004
        await Released_late(batch, ready);
    }

    static async Task Handed_to_one_that_releases_it_in_any_case(DevmemSocket socket, Memory<byte> linear, Task ready)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear);
        await Released_in_any_case(batch, ready);
    }

    static async Task Released_late(FragmentBatch batch, Task ready)
    {
        await ready;
        batch.Release();
    }

    static async Task Released_in_any_case(FragmentBatch batch, Task ready)
    {
        using (batch)
            await ready;
    }
}
