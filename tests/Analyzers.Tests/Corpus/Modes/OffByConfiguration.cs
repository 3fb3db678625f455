//# devmem.autorelease = off
using System;
using System.Net.Sockets;
using Devmem;

/// <summary>The configuration says off: that holds although the only BindRx says On, except along its own path.</summary>
internal static class OffByConfiguration
{
    static RxBinding Bind(DevmemDevice device, Dmabuf dmabuf) => device.BindRx(dmabuf, [0], AutoreleaseMode.On);

    static void Of_unknown_origin(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        _ = batch.Count;
    }

    static void Flow_knows_better(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On);
        using DevmemSocket socket = binding.Attach(raw);
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM015
        _ = batch.Count;
    }
}
