using System;
using System.Net.Sockets;
using Devmem;

internal static class Closing
{
    static void Binding_never_unbound(DevmemDevice device, Dmabuf dmabuf)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off); //! DEVMEM008
        _ = binding.DmabufId;
    }

    static void Binding_unbound(DevmemDevice device, Dmabuf dmabuf)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        binding.Unbind();
    }

    static void Binding_under_using(DevmemDevice device, Dmabuf dmabuf, Action work)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        work();
    }

    static void Binding_left_open_by_a_return(DevmemDevice device, Dmabuf dmabuf, bool stop)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off); //! DEVMEM008
        if (stop)
            return;
        binding.Dispose();
    }

    static void Binding_left_open_by_an_exception(DevmemDevice device, Dmabuf dmabuf, Action work)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off); //! DEVMEM008
        work();
        binding.Unbind();
    }

    static void Binding_left_open_by_the_attach(DevmemDevice device, Dmabuf dmabuf, Socket raw)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off); //! DEVMEM008
        DevmemSocket socket = binding.Attach(raw);
        socket.Close();
        binding.Unbind();
    }

    static void Binding_and_socket_under_using(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        using DevmemSocket socket = binding.Attach(raw);
        using FragmentBatch batch = socket.Receive(linear);
        _ = batch.Count;
    }

    static void Socket_never_closed(RxBinding binding, Socket raw)
    {
        DevmemSocket socket = binding.Attach(raw); //! DEVMEM008
        _ = socket.Binding;
    }

    static void Socket_dropped(RxBinding binding, Socket raw)
    {
        binding.Attach(raw); //! DEVMEM008
    }

    static void Socket_left_open_by_a_receive(RxBinding binding, Socket raw, byte[] linear)
    {
        DevmemSocket socket = binding.Attach(raw); //! DEVMEM008
        socket.Receive(linear).Release();
        socket.Close();
    }

    static void Socket_closed_in_a_finally(RxBinding binding, Socket raw, byte[] linear)
    {
        DevmemSocket socket = binding.Attach(raw);
        try
        {
            socket.Receive(linear).Release();
        }
        finally
        {
            socket.Close();
        }
    }

    static DevmemSocket Socket_returned(RxBinding binding, Socket raw) => binding.Attach(raw);

    static void Sender_never_closed(TxBinding binding, Socket raw)
    {
        DevmemSender sender = binding.Attach(raw); //! DEVMEM008
        _ = sender;
    }

    static void Sender_closed(TxBinding binding, Socket raw)
    {
        DevmemSender sender = binding.Attach(raw);
        sender.Close();
    }

    static void Send_never_waited_for(DevmemSender sender)
    {
        SendOperation send = sender.Send(0, 4096); //! DEVMEM008
        _ = send.IsCompleted;
    }

    static void Send_dropped(DevmemSender sender)
    {
        sender.Send(0, 4096); //! DEVMEM008
    }

    static void Send_waited_for(DevmemSender sender)
    {
        SendOperation send = sender.Send(0, 4096);
        send.Wait();
    }

    static void Send_disposed(DevmemSender sender, Action work)
    {
        using SendOperation send = sender.Send(0, 4096);
        work();
    }

    static async System.Threading.Tasks.Task Send_awaited(DevmemSender sender)
    {
        SendOperation send = sender.Send(0, 4096);
        await send.WaitAsync();
    }

    static void Two_sends_one_waited_for(DevmemSender sender)
    {
        using SendOperation first = sender.Send(0, 4096);
        SendOperation second = sender.Send(4096, 4096); //! DEVMEM008
        first.Wait();
        _ = second.IsCompleted;
    }

    static void Tx_binding_never_unbound(DevmemDevice device, Dmabuf dmabuf)
    {
        TxBinding binding = device.BindTx(dmabuf); //! DEVMEM008
        _ = binding.DmabufId;
    }

    static void Tx_binding_under_using(DevmemDevice device, Dmabuf dmabuf)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        _ = binding.DmabufId;
    }

    static void Deferred_releases_never_disposed()
    {
        var deferred = new DeferredReleases(); //! DEVMEM008
        _ = deferred;
    }

    static void Deferred_releases_take_the_batch(DevmemSocket socket, byte[] linear, IReleaseFence fence)
    {
        using var deferred = new DeferredReleases();
        FragmentBatch batch = socket.Receive(linear);
        deferred.Add(batch, fence);
    }

    static void Deferred_releases_take_a_token(DevmemSocket socket, byte[] linear, IReleaseFence fence)
    {
        using var deferred = new DeferredReleases();
        using FragmentBatch batch = socket.Receive(linear);
        deferred.Add(batch.Detach(0), fence);
    }

    static void Dmabufs_and_devices_are_not_tracked(DevmemDevice device)
    {
        Dmabuf dmabuf = Dmabuf.CreateUdmabuf(1 << 20);
        _ = dmabuf.Length + device.Name.Length;
    }
}
