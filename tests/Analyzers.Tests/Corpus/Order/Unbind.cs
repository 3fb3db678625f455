//# rules = DEVMEM002 DEVMEM008 DEVMEM009
//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using Devmem;

internal static class Unbind
{
    static void Right_order(RxBinding given, DevmemDevice device, Dmabuf dmabuf, Socket raw)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        DevmemSocket socket = binding.Attach(raw);
        socket.Close();
        binding.Unbind();
    }

    static void Wrong_order(DevmemDevice device, Dmabuf dmabuf, Socket raw)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        DevmemSocket socket = binding.Attach(raw);
        binding.Unbind(); //! DEVMEM002
        socket.Close();
    }

    static void Wrong_order_by_dispose(DevmemDevice device, Dmabuf dmabuf, Socket raw)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        DevmemSocket socket = binding.Attach(raw);
        binding.Dispose(); //! DEVMEM002
        socket.Dispose();
    }

    static void Socket_never_closed_is_only_a_leak(DevmemDevice device, Dmabuf dmabuf, Socket raw)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        DevmemSocket socket = binding.Attach(raw); //! DEVMEM008
        _ = socket.Socket;
        binding.Unbind();
    }

    static void Usings_nest(DevmemDevice device, Dmabuf dmabuf, Socket raw)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        using DevmemSocket socket = binding.Attach(raw);
        _ = socket.Socket;
    }

    static void Explicit_unbind_inside_the_socket_using(DevmemDevice device, Dmabuf dmabuf, Socket raw)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        using DevmemSocket socket = binding.Attach(raw);
        binding.Unbind(); //! DEVMEM002
    }

    static void Socket_outlives_the_using_statement(DevmemDevice device, Dmabuf dmabuf, Socket raw)
    {
        DevmemSocket socket;
        using (RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off)) //~ DEVMEM002
        {
            socket = binding.Attach(raw);
        }

        socket.Close();
    }

    static void Socket_ends_inside_the_using_statement(DevmemDevice device, Dmabuf dmabuf, Socket raw)
    {
        DevmemSocket socket;
        using (RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off))
        {
            socket = binding.Attach(raw);
            socket.Close();
        }
    }

    static DevmemSocket Socket_returned_out_of_the_using(DevmemDevice device, Dmabuf dmabuf, Socket raw)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off); //~ DEVMEM002
        return binding.Attach(raw);
    }

    static void Socket_stored_out_of_the_using(DevmemDevice device, Dmabuf dmabuf, Socket raw, List<DevmemSocket> sink)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off); //~ DEVMEM002
        sink.Add(binding.Attach(raw));
    }

    static void Wrong_order_on_one_path(DevmemDevice device, Dmabuf dmabuf, Socket raw, bool quick)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        DevmemSocket socket = binding.Attach(raw);
        if (!quick)
            socket.Close();
        binding.Unbind(); //! DEVMEM002
        if (quick)
            socket.Close();
    }

    static void Two_sockets_one_too_late(DevmemDevice device, Dmabuf dmabuf, Socket a, Socket b)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        DevmemSocket first = binding.Attach(a);
        DevmemSocket second = binding.Attach(b);
        first.Close();
        binding.Unbind(); //! DEVMEM002
        second.Close();
    }

    static void Two_bindings_do_not_mind_each_other(DevmemDevice device, Dmabuf dmabuf, Socket raw)
    {
        RxBinding first = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        RxBinding second = device.BindRx(dmabuf, [1], AutoreleaseMode.Off);
        DevmemSocket socket = second.Attach(raw);
        first.Unbind();
        socket.Close();
        second.Unbind();
    }

    static void Sockets_in_a_list_closed_before(DevmemDevice device, Dmabuf dmabuf, Socket[] raw)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        var sockets = new List<DevmemSocket>();
        foreach (Socket each in raw)
            sockets.Add(binding.Attach(each));
        foreach (DevmemSocket socket in sockets)
            socket.Close();
        binding.Unbind();
    }

    static void Sockets_in_a_list_closed_after(DevmemDevice device, Dmabuf dmabuf, Socket[] raw)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        var sockets = new List<DevmemSocket>();
        foreach (Socket each in raw)
            sockets.Add(binding.Attach(each));
        binding.Unbind(); //! DEVMEM002
        foreach (DevmemSocket socket in sockets)
            socket.Close();
    }

    static void Each_round_binds_and_ends(DevmemDevice device, Dmabuf dmabuf, Socket[] raw)
    {
        foreach (Socket each in raw)
        {
            using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
            using DevmemSocket socket = binding.Attach(each);
        }
    }

    static void Each_round_binds_and_ends_in_the_wrong_order(DevmemDevice device, Dmabuf dmabuf, Socket[] raw)
    {
        foreach (Socket each in raw)
        {
            RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
            DevmemSocket socket = binding.Attach(each);
            binding.Unbind(); //! DEVMEM002
            socket.Close();
        }
    }

    static void Finally_in_the_wrong_order(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        DevmemSocket socket = binding.Attach(raw);
        try
        {
            socket.Receive(linear).Release();
        }
        finally
        {
            binding.Unbind(); //! DEVMEM002
            socket.Close();
        }
    }

    static void Sender_and_tx_binding(DevmemDevice device, Dmabuf dmabuf, Socket raw)
    {
        TxBinding binding = device.BindTx(dmabuf);
        DevmemSender sender = binding.Attach(raw);
        binding.Unbind(); //! DEVMEM002
        sender.Close();
    }

    static void Sender_and_tx_binding_in_order(DevmemDevice device, Dmabuf dmabuf, Socket raw)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
    }

    static void Parameters_of_unrelated_origin(RxBinding binding, DevmemSocket socket)
    {
        binding.Unbind();
        socket.Close();
    }

    static void Binding_parameter_and_its_socket(RxBinding binding, Socket raw)
    {
        DevmemSocket socket = binding.Attach(raw);
        binding.Unbind(); //! DEVMEM002
        socket.Close();
    }

    static void Receive_after_the_unbind(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        DevmemSocket socket = binding.Attach(raw);
        binding.Unbind(); //! DEVMEM002
        socket.Receive(linear).Release(); //! DEVMEM009
        socket.Close();
    }

    static void Receive_before_the_unbind(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        DevmemSocket socket = binding.Attach(raw);
        socket.Receive(linear).Release();
        socket.Close();
        binding.Unbind();
    }

    static void Try_receive_after_the_unbind_on_one_path(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear, bool quick)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        DevmemSocket socket = binding.Attach(raw);
        if (quick)
            binding.Unbind(); //! DEVMEM002
        if (socket.TryReceive(linear, out FragmentBatch? batch)) //! DEVMEM009
            batch.Release();
        socket.Close();
        binding.Dispose();
    }

    static void Release_after_the_unbind_is_legal(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        DevmemSocket socket = binding.Attach(raw);
        FragmentBatch batch = socket.Receive(linear);
        binding.Unbind(); //! DEVMEM002
        batch.Release();
        socket.Close();
    }

    static void Release_through_the_socket_after_the_unbind_is_legal(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        DevmemSocket socket = binding.Attach(raw);
        using FragmentBatch batch = socket.Receive(linear);
        DevmemToken token = batch.Detach(0);
        binding.Unbind(); //! DEVMEM002
        socket.Release([token]);
        socket.Close();
    }

    static void Looking_at_the_socket_after_the_unbind_is_legal(DevmemDevice device, Dmabuf dmabuf, Socket raw)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        DevmemSocket socket = binding.Attach(raw);
        binding.Unbind(); //! DEVMEM002
        socket.Socket.Shutdown(SocketShutdown.Send);
        socket.Close();
    }

    static void Receive_behind_a_release_after_the_unbind(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        DevmemSocket socket = binding.Attach(raw);
        using FragmentBatch batch = socket.Receive(linear);
        DevmemToken token = batch.Detach(0);
        binding.Unbind(); //! DEVMEM002
        socket.Release([token]);
        socket.Receive(linear).Dispose(); //! DEVMEM009
        socket.Close();
    }
}
