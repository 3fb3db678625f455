using System;
using Devmem;

internal static class Counts
{
    static void Empty_batch_owes_nothing(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (batch.Count == 0)
            return;
        batch.Release();
    }

    static void Batch_of_one_still_owes(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (batch.Count == 1)
            return;
        batch.Release();
    }

    static void Release_when_not_empty(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (batch.Count != 0)
            batch.Release();
    }

    static void Release_when_positive(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (batch.Count > 0)
            batch.Release();
    }

    static void Release_when_at_least_one(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (batch.Count >= 1)
            batch.Release();
    }

    static void Release_when_more_than_one(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (batch.Count > 1)
            batch.Release();
    }

    static void Release_when_empty_only(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (batch.Count == 0)
            batch.Release();
    }

    static void Count_in_a_local(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        int count = batch.Count;
        if (count == 0)
            return;
        batch.Release();
    }

    static void Count_in_a_local_that_changes(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        int count = batch.Count;
        count--;
        if (count == 0)
            return;
        batch.Release();
    }

    static void Count_in_a_flag(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        bool empty = batch.Count == 0;
        if (!empty)
            batch.Release();
    }

    static void Count_by_pattern(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (batch is { Count: 0 })
            return;
        batch.Release();
    }

    static void Count_by_relational_pattern(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (batch is { Count: > 0 })
            batch.Release();
    }

    static void Count_by_switch(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        switch (batch.Count)
        {
            case 0:
                break;
            default:
                batch.Release();
                break;
        }
    }

    static void Count_by_switch_on_the_wrong_number(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        switch (batch.Count)
        {
            case 1:
                break;
            default:
                batch.Release();
                break;
        }
    }

    static void Count_of_another_batch(DevmemSocket socket, byte[] linear, FragmentBatch other)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (other.Count == 0)
            return;
        batch.Release();
    }

    static void End_of_stream_owes_nothing(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (batch.EndOfStream)
            return;
        batch.Release();
    }

    static void End_of_stream_the_wrong_way(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (!batch.EndOfStream)
            return;
        batch.Release();
    }

    static void Empty_or_at_the_end(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (batch.EndOfStream || batch.Count == 0)
            return;
        batch.Release();
    }

    static void Empty_and_something_else(DevmemSocket socket, byte[] linear, bool quiet)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (batch.Count == 0 && quiet)
            return;
        batch.Release();
    }

    static void Empty_or_something_else(DevmemSocket socket, byte[] linear, bool quiet)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (batch.Count == 0 || quiet)
            return;
        batch.Release();
    }

    static void Linear_bytes_say_nothing(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (batch.LinearBytes == 0)
            return;
        batch.Release();
    }

    static void Empty_with_a_throwing_call_behind(DevmemSocket socket, byte[] linear, Action idle)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (batch.Count == 0)
        {
            idle();
            return;
        }

        batch.Release();
    }

    static void Releasing_an_empty_batch_is_fine(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (batch.Count == 0)
        {
            batch.Release();
            return;
        }

        batch.Release();
    }
}
