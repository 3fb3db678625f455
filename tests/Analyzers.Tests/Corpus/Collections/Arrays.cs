//# devmem.exceptions = none
using System;
using Devmem;

internal static class Arrays
{
    static void Literal_index(DevmemSocket socket, byte[] linear)
    {
        var batches = new FragmentBatch[2];
        batches[0] = socket.Receive(linear);
        batches[0].Release();
    }

    static void Literal_index_forgotten(DevmemSocket socket, byte[] linear)
    {
        var batches = new FragmentBatch[2];
        batches[0] = socket.Receive(linear); //! DEVMEM001
        _ = batches[0].Count;
    }

    static void Wrong_literal_index(DevmemSocket socket, byte[] linear)
    {
        var batches = new FragmentBatch[2];
        batches[0] = socket.Receive(linear);
        batches[1] = socket.Receive(linear); //! DEVMEM001
        batches[0].Release();
    }

    static void Both_literal_indices(DevmemSocket socket, byte[] linear)
    {
        var batches = new FragmentBatch[2];
        batches[0] = socket.Receive(linear);
        batches[1] = socket.Receive(linear);
        batches[1].Release();
        batches[0].Release();
    }

    static void Element_overwritten(DevmemSocket socket, byte[] linear)
    {
        var batches = new FragmentBatch[1];
        batches[0] = socket.Receive(linear); //! DEVMEM001
        batches[0] = socket.Receive(linear);
        batches[0].Release();
    }

    static void Filled_and_drained_by_for(DevmemSocket socket, byte[] linear, int n)
    {
        var batches = new FragmentBatch[n];
        for (int i = 0; i < n; i++)
            batches[i] = socket.Receive(linear);
        for (int i = 0; i < n; i++)
            batches[i].Release();
    }

    static void Filled_and_not_drained(DevmemSocket socket, byte[] linear, int n)
    {
        var batches = new FragmentBatch[n];
        for (int i = 0; i < n; i++)
            batches[i] = socket.Receive(linear); //! DEVMEM001
        for (int i = 0; i < n; i++)
            _ = batches[i].Count;
    }

    static void Filled_and_drained_by_foreach(DevmemSocket socket, byte[] linear, int n)
    {
        var batches = new FragmentBatch[n];
        for (int i = 0; i < batches.Length; i++)
            batches[i] = socket.Receive(linear);
        foreach (FragmentBatch batch in batches)
            batch.Release();
    }

    static void Filled_partly_and_drained_up_to_the_count(DevmemSocket socket, byte[] linear, int n)
    {
        var batches = new FragmentBatch[n];
        int count = 0;
        while (count < n && socket.TryReceive(linear, out FragmentBatch? batch))
            batches[count++] = batch;
        for (int i = 0; i < count; i++)
            batches[i].Release();
    }

    static void Filled_partly_and_drained_with_null_tests(DevmemSocket socket, byte[] linear, int n)
    {
        var batches = new FragmentBatch?[n];
        for (int i = 0; i < n; i++)
        {
            if (socket.TryReceive(linear, out FragmentBatch? batch))
                batches[i] = batch;
        }

        foreach (FragmentBatch? batch in batches)
            batch?.Release();
    }

    static void Drain_starts_too_late(DevmemSocket socket, byte[] linear, int n)
    {
        var batches = new FragmentBatch[n];
        for (int i = 0; i < n; i++)
            batches[i] = socket.Receive(linear); //! DEVMEM001
        for (int i = 1; i < n; i++)
            batches[i].Release();
    }

    static void Drain_ends_too_early(DevmemSocket socket, byte[] linear, int n)
    {
        var batches = new FragmentBatch[n];
        for (int i = 0; i < n; i++)
            batches[i] = socket.Receive(linear); //! DEVMEM001
        for (int i = 0; i < n - 1; i++)
            batches[i].Release();
    }

    static void Drain_takes_every_other(DevmemSocket socket, byte[] linear, int n)
    {
        var batches = new FragmentBatch[n];
        for (int i = 0; i < n; i++)
            batches[i] = socket.Receive(linear); //! DEVMEM001
        for (int i = 0; i < n; i += 2)
            batches[i].Release();
    }

    static void Drain_left_by_break(DevmemSocket socket, byte[] linear, int n)
    {
        var batches = new FragmentBatch[n];
        for (int i = 0; i < n; i++)
            batches[i] = socket.Receive(linear); //! DEVMEM001
        foreach (FragmentBatch batch in batches)
        {
            if (batch.LinearBytes > 3)
                break;
            batch.Release();
        }
    }

    static void Drain_left_by_return_after_the_release(DevmemSocket socket, byte[] linear, int n)
    {
        var batches = new FragmentBatch[n];
        for (int i = 0; i < n; i++)
            batches[i] = socket.Receive(linear); //! DEVMEM001
        foreach (FragmentBatch batch in batches)
        {
            batch.Release();
            if (linear.Length > 3)
                return;
        }
    }

    static void Drain_skips_some_by_continue(DevmemSocket socket, byte[] linear, int n)
    {
        var batches = new FragmentBatch[n];
        for (int i = 0; i < n; i++)
            batches[i] = socket.Receive(linear); //! DEVMEM001
        foreach (FragmentBatch batch in batches)
        {
            if (batch.LinearBytes > 3)
                continue;
            batch.Release();
        }
    }

    static void Drain_backwards(DevmemSocket socket, byte[] linear, int n)
    {
        var batches = new FragmentBatch[n];
        for (int i = 0; i < n; i++)
            batches[i] = socket.Receive(linear);
        for (int i = n - 1; i >= 0; i--)
            batches[i].Release();
    }

    static void Drained_twice(DevmemSocket socket, byte[] linear, int n)
    {
        var batches = new FragmentBatch[n];
        for (int i = 0; i < n; i++)
            batches[i] = socket.Receive(linear);
        foreach (FragmentBatch batch in batches)
            batch.Release();
        foreach (FragmentBatch batch in batches)
            batch.Release(); //! DEVMEM006
    }

    static void Used_after_the_drain(DevmemSocket socket, byte[] linear, int n)
    {
        var batches = new FragmentBatch[n];
        for (int i = 0; i < n; i++)
            batches[i] = socket.Receive(linear);
        foreach (FragmentBatch batch in batches)
            batch.Release();
        _ = batches[0].Count; //! DEVMEM005
    }

    static FragmentBatch[] Returned_whole(DevmemSocket socket, byte[] linear, int n)
    {
        var batches = new FragmentBatch[n];
        for (int i = 0; i < n; i++)
            batches[i] = socket.Receive(linear);
        return batches;
    }

    static void Array_initializer(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch[] batches = { socket.Receive(linear), socket.Receive(linear) };
        foreach (FragmentBatch batch in batches)
            batch.Release();
    }

    static void Array_initializer_forgotten(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch[] batches =
        {
            socket.Receive(linear), //! DEVMEM001
            socket.Receive(linear), //! DEVMEM001
        };
        _ = batches.Length;
    }

    static void Stored_into_a_parameter(DevmemSocket socket, byte[] linear, FragmentBatch[] sink)
    {
        for (int i = 0; i < sink.Length; i++)
            sink[i] = socket.Receive(linear);
    }

    static void Two_dimensional(DevmemSocket socket, byte[] linear)
    {
        var grid = new FragmentBatch[1, 2];
        grid[0, 0] = socket.Receive(linear);
        grid[0, 1] = socket.Receive(linear);
        foreach (FragmentBatch batch in grid)
            batch.Release();
    }

    static void Index_from_the_end(DevmemSocket socket, byte[] linear)
    {
        var batches = new FragmentBatch[3];
        batches[^1] = socket.Receive(linear);
        batches[^1].Release();
    }
}
