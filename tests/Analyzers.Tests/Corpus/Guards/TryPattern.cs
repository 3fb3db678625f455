using System;
using Devmem;

internal static class TryPattern
{
    static void Direct(DevmemSocket socket, byte[] linear)
    {
        if (socket.TryReceive(linear, out FragmentBatch? batch))
            batch.Release();
    }

    static void Direct_forgets(DevmemSocket socket, byte[] linear)
    {
        if (socket.TryReceive(linear, out FragmentBatch? batch)) //! DEVMEM001
            _ = batch.Count;
    }

    static void Negated_early_out(DevmemSocket socket, byte[] linear)
    {
        if (!socket.TryReceive(linear, out FragmentBatch? batch))
            return;
        batch.Release();
    }

    static void Negated_the_wrong_way(DevmemSocket socket, byte[] linear)
    {
        if (socket.TryReceive(linear, out FragmentBatch? batch)) //! DEVMEM001
            return;
        batch?.Release();
    }

    static void Stored(DevmemSocket socket, byte[] linear)
    {
        bool got = socket.TryReceive(linear, out FragmentBatch? batch);
        if (got)
            batch!.Release();
    }

    static void Stored_and_tested_negated(DevmemSocket socket, byte[] linear)
    {
        bool got = socket.TryReceive(linear, out FragmentBatch? batch);
        if (!got)
            return;
        batch!.Release();
    }

    static void Stored_negated(DevmemSocket socket, byte[] linear)
    {
        bool nothing = !socket.TryReceive(linear, out FragmentBatch? batch);
        if (nothing)
            return;
        batch!.Release();
    }

    static void Stored_negated_and_misread(DevmemSocket socket, byte[] linear)
    {
        bool nothing = !socket.TryReceive(linear, out FragmentBatch? batch); //! DEVMEM001
        if (!nothing)
            return;
        batch?.Release();
    }

    static void Stored_then_overwritten_flag(DevmemSocket socket, byte[] linear, bool other)
    {
        bool got = socket.TryReceive(linear, out FragmentBatch? batch); //! DEVMEM001
        got = other;
        if (got)
            batch?.Release();
    }

    static void Copied_flag(DevmemSocket socket, byte[] linear)
    {
        bool got = socket.TryReceive(linear, out FragmentBatch? batch);
        bool same = got;
        got = false;
        if (same)
            batch!.Release();
    }

    static void Is_true(DevmemSocket socket, byte[] linear)
    {
        if (socket.TryReceive(linear, out FragmentBatch? batch) is true)
            batch!.Release();
    }

    static void Equals_false(DevmemSocket socket, byte[] linear)
    {
        if (socket.TryReceive(linear, out FragmentBatch? batch) == false)
            return;
        batch!.Release();
    }

    static void Is_not_true(DevmemSocket socket, byte[] linear)
    {
        if (socket.TryReceive(linear, out FragmentBatch? batch) is not true)
            return;
        batch!.Release();
    }

    static void And_first(DevmemSocket socket, byte[] linear, bool wanted)
    {
        if (wanted && socket.TryReceive(linear, out FragmentBatch? batch))
            batch.Release();
    }

    static void And_second_loses_it(DevmemSocket socket, byte[] linear, bool wanted)
    {
        if (socket.TryReceive(linear, out FragmentBatch? batch) && wanted) //! DEVMEM001
            batch.Release();
    }

    static void Or_early_out(DevmemSocket socket, byte[] linear, bool closed)
    {
        if (closed || !socket.TryReceive(linear, out FragmentBatch? batch))
            return;
        batch.Release();
    }

    static void Or_early_out_loses_it(DevmemSocket socket, byte[] linear, bool closed)
    {
        if (!socket.TryReceive(linear, out FragmentBatch? batch) || closed) //! DEVMEM001
            return;
        batch.Release();
    }

    static void And_with_the_count(DevmemSocket socket, byte[] linear)
    {
        if (socket.TryReceive(linear, out FragmentBatch? batch) && batch.Count > 0)
            batch.Release();
    }

    static void And_with_the_linear_bytes(DevmemSocket socket, byte[] linear)
    {
        if (socket.TryReceive(linear, out FragmentBatch? batch) && batch.LinearBytes > 0) //! DEVMEM001
            batch.Release();
    }

    static void Conditional_operator(DevmemSocket socket, byte[] linear)
    {
        int count = socket.TryReceive(linear, out FragmentBatch? batch) ? batch.Count : -1;
        if (count >= 0)
            batch!.Release();
    }

    static void Combined_into_a_flag(DevmemSocket socket, byte[] linear, bool wanted)
    {
        FragmentBatch? batch = null;
        bool got = wanted && socket.TryReceive(linear, out batch);
        if (got)
            batch!.Release();
    }

    static void Combined_into_a_flag_that_says_less(DevmemSocket socket, byte[] linear, bool wanted)
    {
        bool got = socket.TryReceive(linear, out FragmentBatch? batch) && wanted; //! DEVMEM001
        if (got)
            batch!.Release();
    }

    static bool Returned_later(DevmemSocket socket, byte[] linear)
    {
        bool got = socket.TryReceive(linear, out FragmentBatch? batch);
        batch?.Release();
        return got;
    }

    static bool Handed_on(DevmemSocket socket, byte[] linear, out FragmentBatch? batch) => socket.TryReceive(linear, out batch);

    static FragmentBatch? Handed_on_as_a_result(DevmemSocket socket, byte[] linear) =>
        socket.TryReceive(linear, out FragmentBatch? batch) ? batch : null;

    static void Until_received(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch;
        while (!socket.TryReceive(linear, out batch))
        {
        }

        batch.Release();
    }

    static void While_something_comes(DevmemSocket socket, byte[] linear)
    {
        while (socket.TryReceive(linear, out FragmentBatch? batch))
            batch.Release();
    }

    static void While_something_comes_with_a_hole(DevmemSocket socket, byte[] linear)
    {
        while (socket.TryReceive(linear, out FragmentBatch? batch)) //! DEVMEM001
        {
            if (batch.LinearBytes > 5)
                break;
            batch.Release();
        }
    }

    static void Until_received_by_flag(DevmemSocket socket, byte[] linear)
    {
        bool got = false;
        FragmentBatch? batch = null;
        while (!got)
            got = socket.TryReceive(linear, out batch);
        batch!.Release();
    }

    static void Until_received_with_limit(DevmemSocket socket, byte[] linear, int tries)
    {
        FragmentBatch? batch = null;
        for (int i = 0; i < tries && batch is null; i++)
            socket.TryReceive(linear, out batch);
        batch?.Release();
    }

    static void Two_sockets_one_after_the_other(DevmemSocket first, DevmemSocket second, byte[] linear)
    {
        if (first.TryReceive(linear, out FragmentBatch? batch) || second.TryReceive(linear, out batch))
            batch.Release();
    }

    static void Two_sockets_both_needed(DevmemSocket first, DevmemSocket second, byte[] linear)
    {
        if (first.TryReceive(linear, out FragmentBatch? a) && second.TryReceive(linear, out FragmentBatch? b)) //! DEVMEM001
        {
            a.Release();
            b.Release();
        }
    }
}
