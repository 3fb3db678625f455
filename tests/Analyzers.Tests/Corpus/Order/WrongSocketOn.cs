//# rules = DEVMEM010 DEVMEM015
//# devmem.exceptions = none
using System;
using System.Net.Sockets;
using Devmem;

internal static class WrongSocketOn
{
    static void Same_socket(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On);
        using DevmemSocket socket = binding.Attach(raw);
        using FragmentBatch batch = socket.Receive(linear);
        DevmemToken token = batch.Detach(0);
        DevmemSocket same = socket;
        same.Release([token]);
    }

    static void Another_socket_of_the_same_binding(DevmemDevice device, Dmabuf dmabuf, Socket a, Socket b, byte[] linear)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On);
        using DevmemSocket first = binding.Attach(a);
        using DevmemSocket second = binding.Attach(b);
        using FragmentBatch batch = first.Receive(linear);
        DevmemToken token = batch.Detach(0);
        second.Release([token]); //! DEVMEM010
    }

    static void Wrong_on_one_path(DevmemDevice device, Dmabuf dmabuf, Socket a, Socket b, byte[] linear, bool left)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On);
        using DevmemSocket first = binding.Attach(a);
        using DevmemSocket second = binding.Attach(b);
        using FragmentBatch batch = first.Receive(linear);
        DevmemToken token = batch.Detach(0);
        DevmemSocket chosen = left ? first : second;
        chosen.Release([token]); //! DEVMEM010
    }

    static void Tokens_in_an_array(DevmemDevice device, Dmabuf dmabuf, Socket a, Socket b, byte[] linear)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On);
        using DevmemSocket first = binding.Attach(a);
        using DevmemSocket second = binding.Attach(b);
        using FragmentBatch batch = first.Receive(linear);
        var tokens = new DevmemToken[1];
        tokens[0] = batch.Detach(0);
        second.Release(tokens); //! DEVMEM010
    }

    static void Each_through_its_own(DevmemDevice device, Dmabuf dmabuf, Socket a, Socket b, byte[] linear)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On);
        using DevmemSocket first = binding.Attach(a);
        using DevmemSocket second = binding.Attach(b);
        using FragmentBatch one = first.Receive(linear);
        using FragmentBatch two = second.Receive(linear);
        first.Release([one.Detach(0)]);
        second.Release([two.Detach(0)]);
    }
}
