using System;
using Devmem;

internal static class Branches
{
    static void Never_released(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        _ = batch.Count;
    }

    static void Released_at_once(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
    }

    static int Getters_between_do_not_throw(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        int bytes = batch.LinearBytes + batch.Count;
        for (int i = 0; i < batch.Count; i++)
            bytes += batch[i].Length;
        batch.Release();
        return bytes;
    }

    static void Only_one_arm(DevmemSocket socket, byte[] linear, bool keep)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (!keep)
            batch.Release();
    }

    static void Both_arms(DevmemSocket socket, byte[] linear, bool first)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (first)
            batch.Release();
        else
            batch.Dispose();
    }

    static void Else_if_chain_lacks_its_last_arm(DevmemSocket socket, byte[] linear, int kind)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (kind == 1)
            batch.Release();
        else if (kind == 2)
            batch.Release();
        else if (kind == 3)
            batch.Dispose();
    }

    static void Else_if_chain_is_whole(DevmemSocket socket, byte[] linear, int kind)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (kind == 1)
            batch.Release();
        else if (kind == 2)
            batch.Release();
        else
            batch.Dispose();
    }

    static int Early_return(DevmemSocket socket, byte[] linear, bool stop)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (stop)
            return 0;
        batch.Release();
        return 1;
    }

    static int Early_return_before_the_acquisition(DevmemSocket socket, byte[] linear, bool stop)
    {
        if (stop)
            return 0;
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        return 1;
    }

    static int Early_return_releases(DevmemSocket socket, byte[] linear, bool stop)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (stop)
        {
            batch.Release();
            return 0;
        }

        batch.Release();
        return 1;
    }

    static FragmentBatch? Returned_or_released(DevmemSocket socket, byte[] linear, bool keep)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (keep)
            return batch;
        batch.Release();
        return null;
    }

    static FragmentBatch? Returned_or_forgotten(DevmemSocket socket, byte[] linear, bool keep)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (keep)
            return batch;
        return null;
    }

    static FragmentBatch Returned_directly(DevmemSocket socket, byte[] linear) => socket.Receive(linear);

    static void Thrown_here(DevmemSocket socket, byte[] linear, bool bad)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (bad)
            throw new InvalidOperationException();
        batch.Release();
    }

    static void Thrown_here_after_release(DevmemSocket socket, byte[] linear, bool bad)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (bad)
        {
            batch.Release();
            throw new InvalidOperationException();
        }

        batch.Release();
    }

    static void Acquired_in_one_arm_released_there(DevmemSocket socket, byte[] linear, bool go)
    {
        if (go)
        {
            FragmentBatch batch = socket.Receive(linear);
            batch.Release();
        }
    }

    static void Two_batches_one_forgotten(DevmemSocket socket, byte[] linear, byte[] other)
    {
        FragmentBatch first = socket.Receive(linear);
        first.Release();
        FragmentBatch second = socket.Receive(other); //! DEVMEM001
        _ = second.Count;
    }

    static void Nested_conditions_cover_all(DevmemSocket socket, byte[] linear, bool a, bool b)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (a)
        {
            if (b)
                batch.Release();
            else
                batch.Dispose();
        }
        else
        {
            batch.Release();
        }
    }

    static void Nested_conditions_leave_a_hole(DevmemSocket socket, byte[] linear, bool a, bool b)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (a)
        {
            if (b)
                batch.Release();
        }
        else
        {
            batch.Release();
        }
    }

    static void Never_returns(DevmemSocket socket, byte[] linear, bool bad)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (bad)
            Environment.FailFast("a broken invariant ends the process, and the kernel takes everything back");
        else
            batch.Release();
    }

    static void Exit_of_a_condition_that_is_constant(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (true)
            batch.Release();
    }

    static void Constant_condition_the_wrong_way(DevmemSocket socket, byte[] linear)
    {
        const bool enabled = false;
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (enabled)
            batch.Release();
    }
}
