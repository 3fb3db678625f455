using System;
using System.Net.Sockets;
using Devmem;

/// <summary>One BindRx says On, one says nothing: what is of unknown origin counts as Off.</summary>
internal static class OffBecauseOneDoesNotSay
{
    static RxBinding Bind(DevmemDevice device, Dmabuf dmabuf) => device.BindRx(dmabuf, [0], AutoreleaseMode.On);

    static RxBinding Bind_silently(DevmemDevice device, Dmabuf dmabuf) => device.BindRx(dmabuf, [1]);

    static void Of_unknown_origin(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        _ = batch.Count;
    }

    static void Of_unknown_origin_on_exceptions(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        work();
        batch.Release();
    }

    static void Flow_knows_that_it_is_on(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On);
        using DevmemSocket socket = binding.Attach(raw);
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM015
        _ = batch.Count;
    }

    static void Flow_knows_that_it_says_nothing(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0]);
        using DevmemSocket socket = binding.Attach(raw);
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        _ = batch.Count;
    }
}
