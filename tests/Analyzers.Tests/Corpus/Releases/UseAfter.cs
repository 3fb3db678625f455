//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using Devmem;

internal static class UseAfter
{
    static void Count_after_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        _ = batch.Count; //! DEVMEM005
    }

    static void Count_before_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        int count = batch.Count;
        batch.Release();
        _ = count;
    }

    static void Count_after_dispose(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Dispose();
        _ = batch.Count; //! DEVMEM005
    }

    static void Fragment_read_after_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Fragment fragment = batch[0];
        batch.Release();
        _ = fragment.Offset; //! DEVMEM005
    }

    static void Fragment_read_before_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Fragment fragment = batch[0];
        long offset = fragment.Offset;
        batch.Release();
        _ = offset;
    }

    static void Fragment_taken_after_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        _ = batch[0]; //! DEVMEM005
    }

    static void Fragment_copy_read_after_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Fragment fragment = batch[0];
        Fragment copy = fragment;
        batch.Release();
        _ = copy.Length; //! DEVMEM005
    }

    static void Enumerated_after_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        foreach (Fragment fragment in batch) //! DEVMEM005
        {
        }
    }

    static void Detached_after_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        DevmemToken token = batch.Detach(0); //! DEVMEM005
        token.Release();
    }

    static void Used_after_release_in_one_arm(DevmemSocket socket, byte[] linear, bool early)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (early)
            batch.Release();
        _ = batch.Count; //! DEVMEM005
        if (!early)
            batch.Release();
    }

    static void Used_only_where_it_lives(DevmemSocket socket, byte[] linear, bool early)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (early)
            batch.Release();
        if (!early)
        {
            _ = batch.Count;
            batch.Release();
        }
    }

    static void Used_after_being_acquired_again(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        batch = socket.Receive(linear);
        _ = batch.Count;
        batch.Release();
    }

    static void Used_in_the_next_round(DevmemSocket socket, byte[] linear, int rounds)
    {
        FragmentBatch batch = socket.Receive(linear);
        for (int i = 0; i < rounds; i++)
        {
            _ = batch.Count; //! DEVMEM005
            batch.Dispose();
        }

        batch.Dispose();
    }

    static void Passed_on_after_release(DevmemSocket socket, byte[] linear, Action<FragmentBatch> look)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        look(batch); //! DEVMEM005
    }

    static FragmentBatch Returned_after_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        return batch; //! DEVMEM005
    }

    static void Compared_with_null_after_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch = socket.Receive(linear);
        batch.Release();
        if (batch != null)
            batch = null;
    }

    static void Handed_over_and_used(DevmemSocket socket, byte[] linear, DeferredReleases deferred, IReleaseFence fence)
    {
        FragmentBatch batch = socket.Receive(linear);
        deferred.Add(batch, fence);
        _ = batch.Count; //! DEVMEM005
    }

    static void Used_and_handed_over(DevmemSocket socket, byte[] linear, DeferredReleases deferred, IReleaseFence fence)
    {
        FragmentBatch batch = socket.Receive(linear);
        _ = batch.Count;
        deferred.Add(batch, fence);
    }

    static void Handed_over_in_one_arm_and_used(DevmemSocket socket, byte[] linear, DeferredReleases deferred, IReleaseFence fence, bool later)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (later)
            deferred.Add(batch, fence);
        _ = batch.Count; //! DEVMEM005
        if (!later)
            batch.Release();
    }

    static void Stored_in_a_collection_and_used(DevmemSocket socket, byte[] linear, List<FragmentBatch> sink)
    {
        FragmentBatch batch = socket.Receive(linear);
        sink.Add(batch);
        _ = batch.Count;
    }

    static void Token_of_a_released_batch_lives_on(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        DevmemToken token = batch.Detach(0);
        batch.Release();
        _ = token.Length;
        token.Release();
    }

    static void Borrowed_parameter_released_and_used(FragmentBatch batch)
    {
        batch.Release();
        _ = batch.Count; //! DEVMEM005
    }

    static void Socket_used_after_close(RxBinding binding, System.Net.Sockets.Socket raw)
    {
        DevmemSocket socket = binding.Attach(raw);
        socket.Close();
        _ = socket.Socket; //! DEVMEM005
    }

    static void Binding_used_after_unbind(DevmemDevice device, Dmabuf dmabuf)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        binding.Unbind();
        _ = binding.DmabufId; //! DEVMEM005
    }

    static void Used_in_the_catch_after_release(DevmemSocket socket, byte[] linear, bool bad)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            batch.Release();
            if (bad)
                throw new InvalidOperationException();
        }
        catch (InvalidOperationException)
        {
            _ = batch.Count; //! DEVMEM005
        }
    }
}
