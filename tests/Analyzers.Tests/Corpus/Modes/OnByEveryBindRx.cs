using System;
using System.Net.Sockets;
using Devmem;

/// <summary>Every BindRx of the compilation says On, so a socket of unknown origin is in that mode too.</summary>
internal static class OnByEveryBindRx
{
    static RxBinding Bind(DevmemDevice device, Dmabuf dmabuf) => device.BindRx(dmabuf, [0], AutoreleaseMode.On);

    static RxBinding Bind_again(DevmemDevice device, Dmabuf dmabuf)
    {
        const AutoreleaseMode mode = AutoreleaseMode.On;
        return device.BindRx(dmabuf, [1], mode);
    }

    static void Never_released(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM015
        _ = batch.Count;
    }

    static void Lost_to_an_exception(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM015
        work();
        batch.Release();
    }

    static void Along_one_path(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On);
        using DevmemSocket socket = binding.Attach(raw);
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM015
        _ = batch.Count;
    }

    static void Released(DevmemSocket socket, byte[] linear) => socket.Receive(linear).Release();

    static void Token_of_unknown_origin(Func<DevmemToken> next)
    {
        DevmemToken token = next(); //! DEVMEM015
        _ = token.Length;
    }
}
