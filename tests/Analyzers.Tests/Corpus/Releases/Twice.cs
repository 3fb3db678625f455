//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using Devmem;

internal interface ITwiceSource
{
    DevmemToken Take();
}

internal static class Twice
{
    static void Batch_twice(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        batch.Release(); //! DEVMEM006
    }

    static void Batch_three_times(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        batch.Release(); //! DEVMEM006
        batch.Release(); //! DEVMEM006
    }

    static void Release_then_dispose(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        batch.Dispose();
    }

    static void Dispose_twice(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Dispose();
        batch.Dispose();
    }

    static void Dispose_then_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Dispose();
        batch.Release(); //! DEVMEM006
    }

    static void Using_and_release_inside(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        batch.Release();
    }

    static void Using_and_two_releases_inside(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        batch.Release(); //! DEVMEM006
    }

    static void Token_twice(ITwiceSource source)
    {
        DevmemToken token = source.Take();
        token.Release();
        token.Release(); //! DEVMEM006
    }

    static void Token_release_then_dispose(ITwiceSource source)
    {
        using DevmemToken token = source.Take();
        token.Release();
    }

    static void On_one_path_only(DevmemSocket socket, byte[] linear, bool early)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (early)
            batch.Release();
        batch.Release(); //! DEVMEM006
    }

    static void On_exclusive_paths(DevmemSocket socket, byte[] linear, bool early)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (early)
        {
            batch.Release();
            return;
        }

        batch.Release();
    }

    static void In_a_loop(DevmemSocket socket, byte[] linear, int rounds)
    {
        FragmentBatch batch = socket.Receive(linear);
        for (int i = 0; i < rounds; i++)
            batch.Release(); //! DEVMEM006
        if (rounds <= 0)
            batch.Dispose();
        batch.Dispose();
    }

    static void In_a_loop_that_ends_after_it(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        while (true)
        {
            if (linear.Length > 3)
            {
                batch.Release();
                break;
            }
        }
    }

    static void Parameter_twice(FragmentBatch batch)
    {
        batch.Release();
        batch.Release(); //! DEVMEM006
    }

    static void Token_parameter_twice(DevmemToken token)
    {
        token.Release();
        token.Release(); //! DEVMEM006
    }

    static void Two_parameters_once_each(FragmentBatch a, FragmentBatch b)
    {
        a.Release();
        b.Release();
    }

    static void Array_element_twice(FragmentBatch[] batches)
    {
        batches[0].Release();
        batches[0].Release(); //! DEVMEM006
    }

    static void Array_elements_once_each(FragmentBatch[] batches)
    {
        batches[0].Release();
        batches[1].Release();
    }

    static void Array_elements_of_unknown_index(FragmentBatch[] batches, int i, int j)
    {
        batches[i].Release();
        batches[j].Release();
    }

    static void Two_detached_tokens(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        DevmemToken a = batch.Detach(0);
        DevmemToken b = batch.Detach(1);
        a.Release();
        b.Release();
    }

    static void Detached_token_and_its_batch(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        DevmemToken token = batch.Detach(0);
        batch.Release();
        token.Release();
    }

    static void Released_in_both_rounds_of_a_copy_loop(ITwiceSource source, int rounds)
    {
        DevmemToken last = default;
        for (int i = 0; i < rounds; i++)
        {
            DevmemToken token = source.Take();
            last = token;
            token.Release();
        }

        last = default;
    }

    static void Released_again_through_the_last_copy(ITwiceSource source, int rounds)
    {
        DevmemToken last = default;
        for (int i = 0; i < rounds; i++)
        {
            DevmemToken token = source.Take();
            last = token;
            token.Release();
        }

        if (rounds > 0)
            last.Release(); //! DEVMEM006
    }

    static void Nullable_released_and_cleared(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch = socket.Receive(linear);
        batch.Release();
        batch = null;
        batch?.Release();
    }

    static void Nullable_released_and_not_cleared(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch = socket.Receive(linear);
        batch.Release();
        batch?.Release(); //! DEVMEM006
    }
}
