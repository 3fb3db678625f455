//# rules = DEVMEM001 DEVMEM005 DEVMEM007 DEVMEM015
//# devmem.autorelease = off
//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using Devmem;

internal static class Close
{
    static void Right_order(RxBinding binding, Socket raw, byte[] linear)
    {
        DevmemSocket socket = binding.Attach(raw);
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        socket.Close();
    }

    static void Wrong_order(RxBinding binding, Socket raw, byte[] linear)
    {
        DevmemSocket socket = binding.Attach(raw);
        FragmentBatch batch = socket.Receive(linear);
        socket.Close(); //! DEVMEM007
        batch.Release();
    }

    static void Wrong_order_by_dispose(RxBinding binding, Socket raw, byte[] linear)
    {
        DevmemSocket socket = binding.Attach(raw);
        FragmentBatch batch = socket.Receive(linear);
        socket.Dispose(); //! DEVMEM007
        batch.Dispose();
    }

    static void Never_released_is_only_a_leak(RxBinding binding, Socket raw, byte[] linear)
    {
        DevmemSocket socket = binding.Attach(raw);
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        _ = batch.Count;
        socket.Close();
    }

    static void Usings_nest(RxBinding binding, Socket raw, byte[] linear)
    {
        using DevmemSocket socket = binding.Attach(raw);
        using FragmentBatch batch = socket.Receive(linear);
    }

    static void Batch_outlives_the_using_of_its_socket(RxBinding binding, Socket raw, byte[] linear)
    {
        FragmentBatch batch;
        using (DevmemSocket socket = binding.Attach(raw)) //~ DEVMEM007
        {
            batch = socket.Receive(linear);
        }

        batch.Release();
    }

    static FragmentBatch Batch_returned_out_of_the_using(RxBinding binding, Socket raw, byte[] linear)
    {
        using DevmemSocket socket = binding.Attach(raw); //~ DEVMEM007
        return socket.Receive(linear);
    }

    static void Token_outlives_its_socket(RxBinding binding, Socket raw, byte[] linear)
    {
        DevmemSocket socket = binding.Attach(raw);
        FragmentBatch batch = socket.Receive(linear);
        DevmemToken token = batch.Detach(0);
        batch.Release();
        socket.Close(); //! DEVMEM007
        token.Release();
    }

    static void Token_ends_first(RxBinding binding, Socket raw, byte[] linear)
    {
        DevmemSocket socket = binding.Attach(raw);
        FragmentBatch batch = socket.Receive(linear);
        DevmemToken token = batch.Detach(0);
        token.Release();
        batch.Release();
        socket.Close();
    }

    static void Empty_batch_is_not_outstanding(RxBinding binding, Socket raw, byte[] linear)
    {
        DevmemSocket socket = binding.Attach(raw);
        FragmentBatch batch = socket.Receive(linear);
        if (batch.Count == 0)
        {
            socket.Close();
            batch.Release();
            return;
        }

        batch.Release();
        socket.Close();
    }

    static void Held_on_one_path(RxBinding binding, Socket raw, byte[] linear, bool early)
    {
        DevmemSocket socket = binding.Attach(raw);
        FragmentBatch batch = socket.Receive(linear);
        if (early)
            batch.Release();
        socket.Close(); //! DEVMEM007
        if (!early)
            batch.Release();
    }

    static void Batches_in_a_list_released_after(RxBinding binding, Socket raw, byte[] linear, int n)
    {
        DevmemSocket socket = binding.Attach(raw);
        var held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            held.Add(socket.Receive(linear));
        socket.Close(); //! DEVMEM007
        foreach (FragmentBatch batch in held)
            batch.Release();
    }

    static void Batches_in_a_list_released_before(RxBinding binding, Socket raw, byte[] linear, int n)
    {
        DevmemSocket socket = binding.Attach(raw);
        var held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            held.Add(socket.Receive(linear));
        foreach (FragmentBatch batch in held)
            batch.Release();
        socket.Close();
    }

    static void Batch_of_another_socket(RxBinding binding, Socket a, Socket b, byte[] linear)
    {
        DevmemSocket first = binding.Attach(a);
        DevmemSocket second = binding.Attach(b);
        FragmentBatch batch = second.Receive(linear);
        first.Close();
        batch.Release();
        second.Close();
    }

    static void Socket_parameter_closed_too_early(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        socket.Close(); //! DEVMEM007
        batch.Release();
    }

    static void In_autorelease_mode_nothing_is_said(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On);
        DevmemSocket socket = binding.Attach(raw);
        FragmentBatch batch = socket.Receive(linear);
        socket.Close();
        batch.Release();
    }

    static void Deferred_releases_end_before_the_socket(RxBinding binding, Socket raw, byte[] linear, IReleaseFence fence)
    {
        using DevmemSocket socket = binding.Attach(raw);
        using var deferred = new DeferredReleases();
        deferred.Add(socket.Receive(linear), fence);
    }
}
