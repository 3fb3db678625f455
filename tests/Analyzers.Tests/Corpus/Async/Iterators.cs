using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

internal static class Iterators
{
    static IEnumerable<int> Held_across_a_yield(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        yield return batch.Count;
        batch.Release();
    }

    static IEnumerable<int> Held_across_a_yield_under_using(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        yield return batch.Count;
    }

    static IEnumerable<int> Held_across_a_yield_under_finally(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            yield return batch.Count;
        }
        finally
        {
            batch.Release();
        }
    }

    static IEnumerable<int> Released_before_the_yield(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        int count = batch.Count;
        batch.Release();
        yield return count;
    }

    static IEnumerable<int> Acquired_after_the_yield(DevmemSocket socket, byte[] linear)
    {
        yield return 1;
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
    }

    static IEnumerable<int> Yield_break_while_held(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (batch.LinearBytes > 3)
            yield break;
        batch.Release();
        yield return 1;
    }

    static IEnumerable<int> Yield_break_after_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        bool more = batch.LinearBytes > 3;
        batch.Release();
        if (more)
            yield break;
        yield return 1;
    }

    static IEnumerable<int> In_a_loop_under_using(DevmemSocket socket, byte[] linear)
    {
        while (true)
        {
            using FragmentBatch batch = socket.Receive(linear);
            if (batch.EndOfStream)
                yield break;
            for (int i = 0; i < batch.Count; i++)
                yield return batch[i].Length;
        }
    }

    static IEnumerable<int> In_a_loop_unprotected(DevmemSocket socket, byte[] linear)
    {
        while (true)
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            if (batch.EndOfStream)
                yield break;
            for (int i = 0; i < batch.Count; i++)
                yield return batch[i].Length;
            batch.Release();
        }
    }

    static IEnumerable<FragmentBatch> Batches_are_handed_over(DevmemSocket socket, byte[] linear)
    {
        while (true)
            yield return socket.Receive(linear);
    }

    static IEnumerable<FragmentBatch> Batch_handed_over_under_its_using(DevmemSocket socket, byte[] linear)
    {
        while (true)
        {
            using FragmentBatch batch = socket.Receive(linear);
            yield return batch;
        }
    }

    static IEnumerable<int> Two_yields_released_between(DevmemSocket socket, byte[] linear)
    {
        yield return 0;
        using (FragmentBatch batch = socket.Receive(linear))
        {
            yield return batch.Count;
        }

        yield return 2;
    }

    static IEnumerable<int> Finally_around_only_the_second_yield(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        yield return batch.Count;
        try
        {
            yield return 2;
        }
        finally
        {
            batch.Release();
        }
    }

    static async IAsyncEnumerable<int> Async_stream_under_using(
        DevmemSocket socket, Memory<byte> linear, [EnumeratorCancellation] CancellationToken stop = default)
    {
        while (true)
        {
            using FragmentBatch batch = await socket.ReceiveAsync(linear, stop);
            if (batch.EndOfStream)
                yield break;
            yield return batch.Count;
        }
    }

    static async IAsyncEnumerable<int> Async_stream_unprotected(DevmemSocket socket, Memory<byte> linear)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear); //! DEVMEM001
        yield return batch.Count;
        batch.Release();
    }

    static async Task Consumer_of_an_async_stream(DevmemSocket socket, byte[] linear, IAsyncEnumerable<int> numbers)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        await foreach (int number in numbers)
            _ = number;
        batch.Release();
    }

    static async Task Consumer_of_an_async_stream_under_using(DevmemSocket socket, byte[] linear, IAsyncEnumerable<int> numbers)
    {
        using FragmentBatch batch = socket.Receive(linear);
        await foreach (int number in numbers.ConfigureAwait(false))
            _ = number;
    }

    static void Consumer_of_a_stream(DevmemSocket socket, byte[] linear, IEnumerable<int> numbers)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        foreach (int number in numbers)
            _ = number;
        batch.Release();
    }

    static void Consumer_of_an_array(DevmemSocket socket, byte[] linear, int[] numbers)
    {
        FragmentBatch batch = socket.Receive(linear);
        foreach (int number in numbers)
            _ = number;
        batch.Release();
    }

    static void Consumer_of_a_span(DevmemSocket socket, byte[] linear, ReadOnlySpan<int> numbers)
    {
        FragmentBatch batch = socket.Receive(linear);
        foreach (int number in numbers)
            _ = number;
        batch.Release();
    }

    static void Consumer_of_a_string(DevmemSocket socket, byte[] linear, string text)
    {
        FragmentBatch batch = socket.Receive(linear);
        foreach (char letter in text)
            _ = letter;
        batch.Release();
    }
}
