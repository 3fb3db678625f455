//# devmem.autorelease = on
using System;
using System.Collections.Generic;
using Devmem;

/// <summary>In this mode the kernel ends what is left when the socket closes: nothing is lost for good, but it is kept too long.</summary>
internal static class OnByConfiguration
{
    static void Never_released(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM015
        _ = batch.Count;
    }

    static void Released(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
    }

    static void Lost_to_an_exception(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM015
        work();
        batch.Release();
    }

    static void Lost_on_both_kinds_of_path(DevmemSocket socket, byte[] linear, Action work, bool stop)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM015
        work();
        if (stop)
            return;
        batch.Release();
    }

    static void Released_twice(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        batch.Release(); //! DEVMEM006
    }

    static void Used_after_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        _ = batch.Count; //! DEVMEM005
    }

    static void Token_dropped(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        batch.Detach(0); //! DEVMEM015
    }

    static void Out_discarded(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out _); //! DEVMEM015
    }

    static void List_forgotten(DevmemSocket socket, byte[] linear)
    {
        var held = new List<FragmentBatch>();
        held.Add(socket.Receive(linear)); //! DEVMEM015
    }

    static void Under_using(DevmemSocket socket, byte[] linear, Action work)
    {
        using FragmentBatch batch = socket.Receive(linear);
        work();
    }

    static void Socket_never_closed_is_no_different(RxBinding binding, System.Net.Sockets.Socket raw)
    {
        DevmemSocket socket = binding.Attach(raw); //! DEVMEM008
        _ = socket.Socket;
    }

    static void Send_never_waited_for_is_no_different(DevmemSender sender)
    {
        sender.Send(0, 1); //! DEVMEM008
    }

    static void Constant_off_wins_where_flow_knows(DevmemDevice device, Dmabuf dmabuf, System.Net.Sockets.Socket raw, byte[] linear)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        using DevmemSocket socket = binding.Attach(raw);
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        _ = batch.Count;
    }
}
