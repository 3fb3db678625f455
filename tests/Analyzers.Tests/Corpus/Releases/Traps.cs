//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using Devmem;

/// <summary>What looks like a second release or a late use, and what does not.</summary>
internal static class Traps
{
    static void Same_variable_two_batches(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        batch = socket.Receive(linear);
        batch.Release();
    }

    static void Same_variable_in_a_loop(DevmemSocket socket, byte[] linear, int rounds)
    {
        FragmentBatch batch;
        for (int i = 0; i < rounds; i++)
        {
            batch = socket.Receive(linear);
            batch.Release();
        }
    }

    static void Same_name_in_two_scopes(DevmemSocket socket, byte[] linear)
    {
        {
            FragmentBatch batch = socket.Receive(linear);
            batch.Release();
        }

        {
            FragmentBatch batch = socket.Receive(linear);
            batch.Release();
        }
    }

    static void Two_variables_swapped_between(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch a = socket.Receive(linear);
        FragmentBatch b = socket.Receive(linear);
        a.Release();
        (a, b) = (b, a);
        a.Release();
    }

    static void Two_variables_not_swapped(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch a = socket.Receive(linear);
        FragmentBatch b = socket.Receive(linear); //! DEVMEM001
        a.Release();
        (a, b) = (a, b);
        a.Release(); //! DEVMEM006
    }

    static void Released_under_exclusive_conditions(DevmemSocket socket, byte[] linear, int kind)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (kind == 0)
            batch.Release();
        if (kind == 1)
            batch.Release();
        if (kind != 0 && kind != 1)
            batch.Release();
    }

    static void Released_under_overlapping_conditions(DevmemSocket socket, byte[] linear, int kind)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (kind <= 1)
            batch.Release();
        if (kind >= 1)
            batch.Release(); //! DEVMEM006
    }

    static void Used_before_release_in_the_same_expression(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        int n = batch.Count + Ended(batch);
        _ = n;
    }

    static void Used_after_release_in_the_same_expression(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        int n = Ended(batch) + batch.Count; //! DEVMEM005
        _ = n;
    }

    private static int Ended(FragmentBatch batch)
    {
        batch.Release();
        return 1;
    }

    static void Read_in_the_condition_released_in_the_body(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        while (batch.Count > 0)
        {
            batch.Release();
            batch = socket.Receive(linear);
        }
    }

    static void Read_in_the_condition_after_the_body_released_it(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        while (batch.Count > 0) //! DEVMEM005
            batch.Dispose();
    }

    static void Read_in_the_step_of_a_for(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        int n = 0;
        for (int i = 0; i < 3; n += batch.Count) //! DEVMEM005
        {
            i++;
            batch.Dispose();
        }
    }

    static void Released_and_returned_early(DevmemSocket socket, byte[] linear, bool early)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (early)
        {
            batch.Release();
            return;
        }

        _ = batch.Count;
        batch.Release();
    }

    static void Null_after_release_protects_the_finally(DevmemSocket socket, byte[] linear, bool early)
    {
        FragmentBatch? batch = socket.Receive(linear);
        try
        {
            if (early)
            {
                batch.Release();
                batch = null;
                return;
            }
        }
        finally
        {
            batch?.Release();
        }
    }

    static void Finally_releases_again(DevmemSocket socket, byte[] linear, bool early)
    {
        FragmentBatch? batch = socket.Receive(linear);
        try
        {
            if (early)
            {
                batch.Release();
                return;
            }
        }
        finally
        {
            batch?.Release(); //! DEVMEM006
        }
    }

    static void Type_test_after_release_is_no_use(DevmemSocket socket, byte[] linear)
    {
        object? box = socket.Receive(linear);
        ((FragmentBatch)box).Release();
        if (box is null)
            return;
        box = null;
    }

    static void Same_fragment_variable_for_two_batches(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch first = socket.Receive(linear);
        Fragment fragment = first[0];
        _ = fragment.Length;
        first.Release();
        FragmentBatch second = socket.Receive(linear);
        fragment = second[0];
        _ = fragment.Length;
        second.Release();
    }

    static void Fragments_collected_and_read_too_late(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Fragment last = default;
        foreach (Fragment fragment in batch)
            last = fragment;
        batch.Release();
        _ = last.Offset; //! DEVMEM005
    }

    static void Fragments_collected_and_read_in_time(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Fragment last = default;
        foreach (Fragment fragment in batch)
            last = fragment;
        _ = last.Offset;
        batch.Release();
    }

    static void Token_number_kept_after_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        uint number = batch[0].TokenValue;
        batch.Release();
        _ = number;
    }

    static void Kept_in_a_set_of_released_ones(DevmemSocket socket, byte[] linear, HashSet<FragmentBatch> done)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        if (!ReferenceEquals(batch, null))
            batch = null!;
    }
}
