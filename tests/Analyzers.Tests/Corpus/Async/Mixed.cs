using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

internal static class AsyncMixed
{
    static async Task Retry(DevmemSocket socket, Memory<byte> linear, Func<FragmentBatch, Task> work)
    {
        for (int i = 0; i < 3; i++)
        {
            using FragmentBatch batch = await socket.ReceiveAsync(linear);
            try
            {
                await work(batch);
                return;
            }
            catch (TimeoutException)
            {
            }
        }
    }

    static async Task Retry_that_loses_it(DevmemSocket socket, Memory<byte> linear, Func<FragmentBatch, Task> work)
    {
        for (int i = 0; i < 3; i++)
        {
            FragmentBatch batch = await socket.ReceiveAsync(linear); //! DEVMEM004
            try
            {
                await work(batch);
                batch.Release();
                return;
            }
            catch (TimeoutException)
            {
            }
        }
    }

    static async Task<int> Await_in_a_finally_before_the_release(DevmemSocket socket, Memory<byte> linear, Func<Task> clean)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear); //! DEVMEM004
        try
        {
            return batch.Count;
        }
        finally
        {
            await clean();
            batch.Release();
        }
    }

    static async Task<int> Await_in_a_finally_after_the_release(DevmemSocket socket, Memory<byte> linear, Func<Task> clean)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear);
        try
        {
            return batch.Count;
        }
        finally
        {
            batch.Release();
            await clean();
        }
    }

    static async Task Await_in_a_catch(DevmemSocket socket, Memory<byte> linear, Func<Task> work, Func<Exception, Task> log)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear); //! DEVMEM004
        try
        {
            await work();
        }
        catch (Exception e)
        {
            await log(e);
        }

        batch.Release();
    }

    static async Task<int> Await_as_an_argument(DevmemSocket socket, Memory<byte> linear, Func<int, Task<int>> work)
    {
        using FragmentBatch batch = await socket.ReceiveAsync(linear);
        return await work(await work(batch.Count));
    }

    static async Task<int> Await_on_both_sides(DevmemSocket a, DevmemSocket b, Memory<byte> linear)
    {
        using FragmentBatch first = await a.ReceiveAsync(linear);
        using FragmentBatch second = await b.ReceiveAsync(linear);
        return first.Count + second.Count;
    }

    static async Task<int> Await_on_both_sides_unprotected(DevmemSocket a, DevmemSocket b, Memory<byte> linear)
    {
        FragmentBatch first = await a.ReceiveAsync(linear); //! DEVMEM004
        FragmentBatch second = await b.ReceiveAsync(linear);
        int sum = first.Count + second.Count;
        second.Release();
        first.Release();
        return sum;
    }

    static async Task Await_under_a_condition(DevmemSocket socket, Memory<byte> linear, bool wait, Task ready)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear); //! DEVMEM004
        if (wait)
            await ready;
        batch.Release();
    }

    static async Task<FragmentBatch?> Null_or_received(DevmemSocket socket, Memory<byte> linear, bool go) =>
        go ? await socket.ReceiveAsync(linear) : null;

    static async Task Conditional_await(DevmemSocket socket, Memory<byte> linear, bool go)
    {
        FragmentBatch? batch = go ? await socket.ReceiveAsync(linear) : null;
        batch?.Release();
    }

    static async Task Conditional_await_forgotten(DevmemSocket socket, Memory<byte> linear, bool go)
    {
        FragmentBatch? batch = go ? await socket.ReceiveAsync(linear) : null; //! DEVMEM001
        _ = batch?.Count;
    }

    static async Task Synchronous_try_before_an_asynchronous_receive(DevmemSocket socket, byte[] linear)
    {
        if (!socket.TryReceive(linear, out FragmentBatch? batch))
            batch = await socket.ReceiveAsync(linear);
        batch.Release();
    }

    static async Task Cancelled_while_the_second_is_pending(DevmemSocket socket, Memory<byte> linear, CancellationToken stop)
    {
        using FragmentBatch first = await socket.ReceiveAsync(linear, stop);
        stop.ThrowIfCancellationRequested();
        FragmentBatch second = await socket.ReceiveAsync(linear, stop); //! DEVMEM004
        stop.ThrowIfCancellationRequested();
        second.Release();
    }

    static async IAsyncEnumerable<int> Stream_with_a_hole_at_the_yield(DevmemSocket socket, Memory<byte> linear)
    {
        while (true)
        {
            FragmentBatch batch = await socket.ReceiveAsync(linear); //! DEVMEM001
            if (batch.EndOfStream)
                yield break;
            yield return batch.Count;
            batch.Release();
        }
    }

    static async IAsyncEnumerable<int> Stream_that_releases_before_the_yield(DevmemSocket socket, Memory<byte> linear)
    {
        while (true)
        {
            FragmentBatch batch = await socket.ReceiveAsync(linear);
            if (batch.EndOfStream)
                yield break;
            int count = batch.Count;
            batch.Release();
            yield return count;
        }
    }

    static async Task Local_function_is_async(DevmemSocket socket, Memory<byte> linear)
    {
        await Step();

        async Task Step()
        {
            FragmentBatch batch = await socket.ReceiveAsync(linear); //! DEVMEM004
            await Task.Delay(1);
            batch.Release();
        }
    }

    static async Task Async_lambda_releases_what_it_captured(DevmemSocket socket, Memory<byte> linear)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear);
        Func<Task> end = async () =>
        {
            try
            {
                await Task.Delay(1);
            }
            finally
            {
                batch.Release();
            }
        };
        await end();
    }
}
