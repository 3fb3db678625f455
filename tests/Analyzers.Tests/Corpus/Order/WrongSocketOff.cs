//# rules = DEVMEM010 DEVMEM001
//# devmem.exceptions = none
using System;
using System.Net.Sockets;
using Devmem;

internal static class WrongSocketOff
{
    static void Same_socket(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        using DevmemSocket socket = binding.Attach(raw);
        using FragmentBatch batch = socket.Receive(linear);
        socket.Release([batch.Detach(0)]);
    }

    static void Another_socket_of_the_same_binding(DevmemDevice device, Dmabuf dmabuf, Socket a, Socket b, byte[] linear)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        using DevmemSocket first = binding.Attach(a);
        using DevmemSocket second = binding.Attach(b);
        using FragmentBatch batch = first.Receive(linear);
        DevmemToken token = batch.Detach(0);
        second.Release([token]);
    }

    static void Socket_of_another_binding(DevmemDevice device, Dmabuf dmabuf, Socket a, Socket b, byte[] linear)
    {
        using RxBinding left = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        using RxBinding right = device.BindRx(dmabuf, [1], AutoreleaseMode.Off);
        using DevmemSocket first = left.Attach(a);
        using DevmemSocket second = right.Attach(b);
        using FragmentBatch batch = first.Receive(linear);
        DevmemToken token = batch.Detach(0);
        second.Release([token]); //! DEVMEM010
    }

    static void Released_by_itself(DevmemDevice device, Dmabuf dmabuf, Socket a, byte[] linear)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        using DevmemSocket first = binding.Attach(a);
        using FragmentBatch batch = first.Receive(linear);
        batch.Detach(0).Release();
    }
}
