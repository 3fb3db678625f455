//# rules = DEVMEM002 DEVMEM007 DEVMEM009 DEVMEM010
//# devmem.autorelease = off
//# devmem.exceptions = calls
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

internal sealed class Farther(RxBinding given)
{
    private readonly RxBinding _binding = given;

    static void Dictionary_closed_before(RxBinding binding, Dictionary<int, Socket> raw)
    {
        var sockets = new Dictionary<int, DevmemSocket>();
        foreach (KeyValuePair<int, Socket> each in raw)
            sockets[each.Key] = binding.Attach(each.Value);
        foreach (DevmemSocket socket in sockets.Values)
            socket.Dispose();
        binding.Unbind();
    }

    static void Dictionary_closed_after(RxBinding binding, Dictionary<int, Socket> raw)
    {
        var sockets = new Dictionary<int, DevmemSocket>();
        foreach (KeyValuePair<int, Socket> each in raw)
            sockets[each.Key] = binding.Attach(each.Value);
        binding.Unbind(); //! DEVMEM002
        foreach (DevmemSocket socket in sockets.Values)
            socket.Dispose();
    }

    static void Array_closed_after(RxBinding binding, Socket[] raw)
    {
        var sockets = new DevmemSocket[raw.Length];
        for (int i = 0; i < raw.Length; i++)
            sockets[i] = binding.Attach(raw[i]);
        binding.Unbind(); //! DEVMEM002
        foreach (DevmemSocket socket in sockets)
            socket.Dispose();
    }

    static void Each_round_binds_and_the_sockets_are_closed_later(DevmemDevice device, Dmabuf dmabuf, Socket[] raw)
    {
        var sockets = new List<DevmemSocket>();
        foreach (Socket each in raw)
        {
            using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off); //~ DEVMEM002
            sockets.Add(binding.Attach(each));
        }

        foreach (DevmemSocket socket in sockets)
            socket.Close();
    }

    static void Finally_runs_while_the_socket_is_open(DevmemDevice device, Dmabuf dmabuf, Socket raw, Action work)
    {
        DevmemSocket? socket = null;
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        try
        {
            socket = binding.Attach(raw);
            work();
            socket.Close();
            socket = null;
        }
        finally
        {
            binding.Unbind(); //! DEVMEM002
            socket?.Close();
        }
    }

    static void Finally_in_order(DevmemDevice device, Dmabuf dmabuf, Socket raw, Action work)
    {
        DevmemSocket? socket = null;
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        try
        {
            socket = binding.Attach(raw);
            work();
        }
        finally
        {
            socket?.Close();
            binding.Unbind();
        }
    }

    static void Never_closed_on_the_exceptional_path_is_only_a_leak(DevmemDevice device, Dmabuf dmabuf, Socket raw, Action work)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        try
        {
            DevmemSocket socket = binding.Attach(raw);
            work();
            socket.Close();
        }
        finally
        {
            binding.Unbind();
        }
    }

    static void Returned_through_another_socket_after_the_close(RxBinding binding, Socket a, Socket b, byte[] linear)
    {
        using DevmemSocket second = binding.Attach(b);
        second.Receive(linear).Release();
        DevmemSocket first = binding.Attach(a);
        FragmentBatch batch = first.Receive(linear);
        DevmemToken token = batch.Detach(0);
        batch.Release();
        first.Close();
        second.Release([token]);
    }

    static void Returned_by_itself_after_the_close(RxBinding binding, Socket a, byte[] linear)
    {
        DevmemSocket first = binding.Attach(a);
        FragmentBatch batch = first.Receive(linear);
        DevmemToken token = batch.Detach(0);
        batch.Release();
        first.Close(); //! DEVMEM007
        token.Release();
    }

    void Same_field_twice(Socket a, Socket b, byte[] linear)
    {
        using DevmemSocket first = _binding.Attach(a);
        using DevmemSocket second = _binding.Attach(b);
        using FragmentBatch batch = first.Receive(linear);
        DevmemToken token = batch.Detach(0);
        second.Release([token]);
    }

    void Two_fields(RxBinding other, Socket a, Socket b, byte[] linear)
    {
        using DevmemSocket first = _binding.Attach(a);
        using DevmemSocket second = other.Attach(b);
        using FragmentBatch batch = first.Receive(linear);
        DevmemToken token = batch.Detach(0);
        second.Release([token]); //! DEVMEM010
    }

    static async Task Awaited_in_between(DevmemDevice device, Dmabuf dmabuf, Socket raw, Memory<byte> linear, CancellationToken stop)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        DevmemSocket socket = binding.Attach(raw);
        binding.Unbind(); //! DEVMEM002
        FragmentBatch batch = await socket.ReceiveAsync(linear, stop); //! DEVMEM009
        batch.Release();
        socket.Close();
    }

    static void Closed_by_a_helper(RxBinding binding, Socket raw)
    {
        DevmemSocket socket = binding.Attach(raw);
        End(socket);
        binding.Unbind();
    }

    static void Unbound_by_a_helper(RxBinding binding, Socket raw)
    {
        DevmemSocket socket = binding.Attach(raw);
        End(binding); //! DEVMEM002
        End(socket);
    }

    static void Received_by_a_helper_after_the_unbind(RxBinding binding, Socket raw, byte[] linear)
    {
        DevmemSocket socket = binding.Attach(raw);
        binding.Unbind(); //! DEVMEM002
        Drain(socket, linear); //! DEVMEM009
        socket.Close();
    }

    static void Attached_by_a_helper(RxBinding binding, Socket raw)
    {
        DevmemSocket socket = Open(binding, raw);
        binding.Unbind(); //! DEVMEM002
        socket.Close();
    }

    static void Swapped_names(RxBinding binding, RxBinding other, Socket raw)
    {
        DevmemSocket socket = binding.Attach(raw);
        (binding, other) = (other, binding);
        binding.Unbind();
        socket.Close();
        other.Unbind();
    }

    static void Swapped_names_the_wrong_way(RxBinding binding, RxBinding other, Socket raw)
    {
        DevmemSocket socket = binding.Attach(raw);
        (binding, other) = (other, binding);
        other.Unbind(); //! DEVMEM002
        socket.Close();
        binding.Unbind();
    }

    static void Closed_on_either_branch(RxBinding binding, Socket raw, bool early)
    {
        DevmemSocket socket = binding.Attach(raw);
        if (early)
            socket.Close();
        else
            socket.Dispose();
        binding.Unbind();
    }

    static void Closed_twice_around_the_unbind(RxBinding binding, Socket raw)
    {
        DevmemSocket socket = binding.Attach(raw);
        socket.Close();
        binding.Unbind();
        socket.Dispose();
    }

    static void Stack_of_everything(RxBinding binding, Socket raw, byte[] linear)
    {
        using (binding)
        using (DevmemSocket socket = binding.Attach(raw))
        using (FragmentBatch batch = socket.Receive(linear))
            _ = batch.Count;
    }

    static void Tokens_in_a_queue_returned_after_the_close(RxBinding binding, Socket raw, byte[] linear)
    {
        DevmemSocket socket = binding.Attach(raw);
        var tokens = new Queue<DevmemToken>();
        using (FragmentBatch batch = socket.Receive(linear))
        {
            for (int i = 0; i < batch.Count; i++)
                tokens.Enqueue(batch.Detach(i));
        }

        socket.Close(); //! DEVMEM007
        while (tokens.TryDequeue(out DevmemToken token))
            token.Release();
    }

    static void Stored_in_the_callers_list_and_closed_from_there(DevmemDevice device, Dmabuf dmabuf, Socket raw, List<DevmemSocket> sink)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        sink.Add(binding.Attach(raw));
        foreach (DevmemSocket socket in sink)
            socket.Close();
    }

    static void Stored_in_the_callers_list_and_closed_by_another(DevmemDevice device, Dmabuf dmabuf, Socket raw, List<DevmemSocket> sink, Action<List<DevmemSocket>> finish)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        sink.Add(binding.Attach(raw));
        finish(sink);
    }

    static void Stored_in_the_callers_queue_and_left_there(DevmemDevice device, Dmabuf dmabuf, Socket raw, Queue<DevmemSocket> sink)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        sink.Enqueue(binding.Attach(raw));
        binding.Unbind(); //! DEVMEM002
    }

    static RxBinding Stored_beside_its_binding(DevmemDevice device, Dmabuf dmabuf, Socket raw, Queue<DevmemSocket> sink)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        sink.Enqueue(binding.Attach(raw));
        return binding;
    }

    private static void End(RxBinding binding) => binding.Dispose();

    private static void End(DevmemSocket socket) => socket.Dispose();

    private static void Drain(DevmemSocket socket, byte[] linear) => socket.Receive(linear).Release();

    private static DevmemSocket Open(RxBinding binding, Socket raw) => binding.Attach(raw);
}
