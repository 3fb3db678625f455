using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Devmem;

/// <summary>Iterators hand over with each step what they yield, and what nobody steps to never was. A collection that a method returns is all there, and the caller's.</summary>
internal static class Streams
{
    private static IEnumerable<FragmentBatch> Received(DevmemSocket socket, byte[] linear)
    {
        while (true)
        {
            FragmentBatch batch = socket.Receive(linear);
            if (batch.EndOfStream)
                yield break;
            yield return batch;
        }
    }

    private static async IAsyncEnumerable<FragmentBatch> ReceivedAsync(DevmemSocket socket, byte[] linear)
    {
        while (true)
            yield return await socket.ReceiveAsync(linear);
    }

    private static IEnumerable<FragmentBatch> Lent(List<FragmentBatch> all)
    {
        foreach (FragmentBatch batch in all)
            yield return batch;
    }

    private static DevmemToken[] Detached(FragmentBatch batch)
    {
        var tokens = new DevmemToken[batch.Count];
        for (int i = 0; i < tokens.Length; i++)
            tokens[i] = batch.Detach(i); //! DEVMEM004
        return tokens;
    }

    private static List<FragmentBatch> Queued(DevmemSocket socket, byte[] linear)
    {
        var all = new List<FragmentBatch>();
        while (socket.TryReceive(linear, out FragmentBatch? batch)) //! DEVMEM004
            all.Add(batch);
        return all;
    }

    static void Each_is_released(DevmemSocket socket, byte[] linear)
    {
        foreach (FragmentBatch batch in Received(socket, linear))
            batch.Release();
    }

    static void Left_early_with_the_current_released(DevmemSocket socket, byte[] linear)
    {
        foreach (FragmentBatch batch in Received(socket, linear))
        {
            using (batch)
            {
                if (batch.Count > 3)
                    break;
            }
        }
    }

    static void One_is_passed_over(DevmemSocket socket, byte[] linear)
    {
        foreach (FragmentBatch batch in Received(socket, linear)) //! DEVMEM001
        {
            if (batch.Count == 3)
                continue;
            batch.Release();
        }
    }

    static void Left_early_with_the_current_held(DevmemSocket socket, byte[] linear)
    {
        foreach (FragmentBatch batch in Received(socket, linear)) //! DEVMEM001
        {
            if (batch.Count == 3)
                return;
            batch.Release();
        }
    }

    static void Never_stepped_over(DevmemSocket socket, byte[] linear)
    {
        IEnumerable<FragmentBatch> later = Received(socket, linear);
        Console.WriteLine(later);
    }

    static async Task Each_is_released_asynchronously(DevmemSocket socket, byte[] linear)
    {
        await foreach (FragmentBatch batch in ReceivedAsync(socket, linear).ConfigureAwait(false))
            batch.Release();
    }

    static async Task One_is_passed_over_asynchronously(DevmemSocket socket, byte[] linear, CancellationToken cancellation)
    {
        await foreach (FragmentBatch batch in ReceivedAsync(socket, linear).WithCancellation(cancellation)) //! DEVMEM001
        {
            if (batch.Count > 2)
                batch.Release();
        }
    }

    static void Only_lent(List<FragmentBatch> all)
    {
        foreach (FragmentBatch batch in Lent(all))
            Console.WriteLine(batch.Count);
    }

    static async Task Read_from_a_channel(ChannelReader<FragmentBatch> reader)
    {
        await foreach (FragmentBatch batch in reader.ReadAllAsync())
        {
            using (batch)
                Console.WriteLine(batch.Count);
        }
    }

    static async Task Read_from_a_channel_and_passed_over(ChannelReader<FragmentBatch> reader)
    {
        await foreach (FragmentBatch batch in reader.ReadAllAsync()) //! DEVMEM001
        {
            if (batch.Count > 4)
                continue;
            batch.Release();
        }
    }

    static void An_array_from_a_method(DevmemSocket socket, FragmentBatch batch)
    {
        DevmemToken[] tokens = Detached(batch);
        socket.Release(tokens);
    }

    static DevmemToken[] An_array_handed_on(FragmentBatch batch) => Detached(batch);

    static void An_array_from_a_method_released_when_long(DevmemSocket socket, FragmentBatch batch)
    {
        DevmemToken[] tokens = Detached(batch); //! DEVMEM001
        if (tokens.Length > 3)
            socket.Release(tokens);
    }

    static void An_array_from_a_method_discarded(FragmentBatch batch)
    {
        Detached(batch); //! DEVMEM001
    }

    static void A_list_from_a_method(DevmemSocket socket, byte[] linear)
    {
        foreach (FragmentBatch batch in Queued(socket, linear))
            batch.Release();
    }

    static void A_list_from_a_method_drained_by_a_delegate(DevmemSocket socket, byte[] linear)
    {
        List<FragmentBatch> all = Queued(socket, linear);
        try
        {
            Console.WriteLine(all.Count);
        }
        finally
        {
            all.ForEach(batch => batch.Dispose());
        }
    }

    static void A_list_from_a_method_left_early(DevmemSocket socket, byte[] linear)
    {
        foreach (FragmentBatch batch in Queued(socket, linear)) //! DEVMEM001
        {
            if (batch.Count > 7)
                break;
            batch.Release();
        }
    }

    static void Only_the_first_of_a_list(DevmemSocket socket, byte[] linear)
    {
        List<FragmentBatch> all = Queued(socket, linear); //! DEVMEM001
        if (all.Count == 0)
            return;
        all[0].Release();
    }
}
