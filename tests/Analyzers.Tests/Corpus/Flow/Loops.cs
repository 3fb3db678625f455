using System;
using Devmem;

internal static class Loops
{
    static void Released_in_each_round(DevmemSocket socket, byte[] linear, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            FragmentBatch batch = socket.Receive(linear);
            batch.Release();
        }
    }

    static void Continue_skips_the_release(DevmemSocket socket, byte[] linear, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            if (batch.LinearBytes == 7)
                continue;
            batch.Release();
        }
    }

    static void Continue_after_the_release(DevmemSocket socket, byte[] linear, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            FragmentBatch batch = socket.Receive(linear);
            int bytes = batch.LinearBytes;
            batch.Release();
            if (bytes == 7)
                continue;
        }
    }

    static void Break_skips_the_release(DevmemSocket socket, byte[] linear)
    {
        while (true)
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            if (batch.LinearBytes == 7)
                break;
            batch.Release();
        }
    }

    static void Break_with_the_batch_released_behind_the_loop(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch;
        while (true)
        {
            batch = socket.Receive(linear);
            if (batch.LinearBytes == 7)
                break;
            batch.Release();
        }

        batch.Release();
    }

    static void End_of_stream_ends_the_loop(DevmemSocket socket, byte[] linear)
    {
        while (true)
        {
            FragmentBatch batch = socket.Receive(linear);
            if (batch.EndOfStream)
                break;
            batch.Release();
        }
    }

    static void Overwritten_by_the_next_round(DevmemSocket socket, byte[] linear, int rounds)
    {
        FragmentBatch? batch = null;
        for (int i = 0; i < rounds; i++)
            batch = socket.Receive(linear); //! DEVMEM001
        batch?.Release();
    }

    static void Last_one_survives_the_loop(DevmemSocket socket, byte[] linear, int rounds)
    {
        FragmentBatch? batch = null;
        for (int i = 0; i < rounds; i++)
        {
            batch?.Release();
            batch = null;
            batch = socket.Receive(linear);
        }

        batch?.Release();
    }

    static void Only_the_last_round_releases(DevmemSocket socket, byte[] linear, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            if (i == rounds - 1)
                batch.Release();
        }
    }

    static void Infinite_without_a_leak(DevmemSocket socket, byte[] linear)
    {
        while (true)
            socket.Receive(linear).Release();
    }

    static void Infinite_with_a_leak(DevmemSocket socket, byte[] linear)
    {
        for (;;)
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            _ = batch.Count;
        }
    }

    static void Held_while_the_process_spins(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        while (true)
            _ = batch.Count;
    }

    static void Do_while_releases_its_last(DevmemSocket socket, byte[] linear)
    {
        bool more;
        do
        {
            FragmentBatch batch = socket.Receive(linear);
            more = batch.Count > 3;
            batch.Release();
        }
        while (more);
    }

    static void Do_while_continues_past_the_release(DevmemSocket socket, byte[] linear)
    {
        int bytes;
        do
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            bytes = batch.LinearBytes;
            if (bytes > 9)
                continue;
            batch.Release();
        }
        while (bytes > 3);
    }

    static int Return_out_of_a_loop(DevmemSocket socket, byte[] linear)
    {
        while (true)
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            int bytes = batch.LinearBytes;
            if (bytes > 3)
                return bytes;
            batch.Release();
        }
    }

    static FragmentBatch Return_of_the_batch_out_of_a_loop(DevmemSocket socket, byte[] linear)
    {
        while (true)
        {
            FragmentBatch batch = socket.Receive(linear);
            if (batch.LinearBytes > 3)
                return batch;
            batch.Release();
        }
    }

    static void Inner_break_leaves_only_the_inner_loop(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        for (int i = 0; i < batch.Count; i++)
        {
            if (batch[i].IsLinear)
                break;
        }

        batch.Release();
    }

    static void Inner_continue_of_the_outer_loop(DevmemSocket socket, byte[] linear, int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            for (int i = 0; i < batch.Count; i++)
            {
                if (batch[i].IsLinear)
                    goto next;
            }

            batch.Release();
        next:;
        }
    }

    static void Acquired_before_released_in_the_loop_body(DevmemSocket socket, byte[] linear, int rounds)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        for (int i = 0; i < rounds; i++)
        {
            batch.Release();
            return;
        }
    }

    static void Released_behind_a_loop_that_may_not_run(DevmemSocket socket, byte[] linear, int rounds)
    {
        FragmentBatch batch = socket.Receive(linear);
        for (int i = 0; i < rounds; i++)
            _ = batch.LinearBytes;
        batch.Release();
    }

    static void For_header_holds_the_batch(DevmemSocket socket, byte[] linear)
    {
        for (FragmentBatch batch = socket.Receive(linear); ; batch = socket.Receive(linear))
        {
            bool last = batch.LinearBytes == 0;
            batch.Release();
            if (last)
                return;
        }
    }

    static void For_header_overwrites(DevmemSocket socket, byte[] linear, int rounds)
    {
        int i = 0;
        for (FragmentBatch batch = socket.Receive(linear); i < rounds; i++) //! DEVMEM001
            _ = batch.Count;
    }

    static void While_condition_receives(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch;
        while ((batch = socket.Receive(linear)).Count > 0)
            batch.Release();
    }

    static void While_condition_receives_and_forgets(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch;
        while ((batch = socket.Receive(linear)).LinearBytes > 0) //! DEVMEM001
            batch.Release();
    }
}
