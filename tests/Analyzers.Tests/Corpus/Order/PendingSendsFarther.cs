//# rules = DEVMEM002 DEVMEM008 DEVMEM009 DEVMEM016
//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

internal static class PendingSendsFarther
{
    private static void Fill(Dmabuf memory, long offset, ReadOnlySpan<byte> data) => memory.CopyFrom(offset, data);

    private static void FillSecondHalf(Dmabuf memory, ReadOnlySpan<byte> data) => Fill(memory, 4096, data);

    private static SendOperation SendFirst(DevmemSender sender, int length) => sender.Send(0, length);

    private static void Finish(SendOperation send) => send.Wait();

    static void Written_by_a_helper(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(0, 4096);
        Fill(dmabuf, 0, data); //! DEVMEM016
    }

    static void Written_by_a_helper_elsewhere(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(0, 4096);
        Fill(dmabuf, 4096, data);
        FillSecondHalf(dmabuf, data);
    }

    static void Sent_by_a_helper(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = SendFirst(sender, data.Length);
        dmabuf.CopyFrom(0, data); //! DEVMEM016
    }

    static void Waited_for_by_a_helper(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        SendOperation send = sender.Send(0, 4096);
        Finish(send);
        dmabuf.CopyFrom(0, data);
    }

    static async Task Awaited(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] data, CancellationToken stop)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        SendOperation send = sender.Send(0, 4096);
        await send.WaitAsync(stop);
        dmabuf.CopyFrom(0, data);
    }

    static void Through_another_name(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        DevmemSender same = sender;
        using SendOperation send = same.Send(0, 4096);
        Dmabuf memory = dmabuf;
        memory.CopyFrom(0, data); //! DEVMEM016
    }

    static void Made_here(DevmemDevice device, Socket raw, byte[] data)
    {
        using Dmabuf memory = Dmabuf.CreateUdmabuf(8192);
        using Dmabuf other = Dmabuf.CreateUdmabuf(8192);
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(0, 4096);
        other.CopyFrom(0, data);
        memory.CopyFrom(0, data); //! DEVMEM016
    }

    static void Two_halves_in_turn(DevmemDevice device, Dmabuf dmabuf, Socket raw, IEnumerable<byte[]> chunks)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        SendOperation? first = null;
        SendOperation? second = null;
        foreach (byte[] chunk in chunks)
        {
            first?.Wait();
            dmabuf.CopyFrom(0, chunk);
            first = sender.Send(0, chunk.Length);
            second?.Wait();
            dmabuf.CopyFrom(4096, chunk);
            second = sender.Send(4096, chunk.Length);
        }

        first?.Wait();
        second?.Wait();
    }

    static void Two_halves_mixed_up(DevmemDevice device, Dmabuf dmabuf, Socket raw, IEnumerable<byte[]> chunks)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        SendOperation? first = null;
        SendOperation? second = null;
        foreach (byte[] chunk in chunks)
        {
            second?.Wait();
            dmabuf.CopyFrom(0, chunk); //! DEVMEM016
            first?.Wait();
            first = sender.Send(0, chunk.Length);
            dmabuf.CopyFrom(4096, chunk);
            second = sender.Send(4096, chunk.Length);
        }

        first?.Wait();
        second?.Wait();
    }

    static void Slots_of_a_ring(DevmemDevice device, Dmabuf dmabuf, Socket raw, IReadOnlyList<byte[]> chunks)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        var sends = new List<SendOperation>();
        for (int i = 0; i < chunks.Count; i++)
        {
            dmabuf.CopyFrom(i * 4096, chunks[i]);
            sends.Add(sender.Send(i * 4096, chunks[i].Length));
        }

        foreach (SendOperation send in sends)
            send.Wait();
    }

    static void All_of_them_pending(DevmemDevice device, Dmabuf dmabuf, Socket raw, IReadOnlyList<byte[]> chunks)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        var sends = new List<SendOperation>();
        foreach (byte[] chunk in chunks)
        {
            dmabuf.CopyFrom(0, chunk); //! DEVMEM016
            sends.Add(sender.Send(0, chunk.Length));
        }

        foreach (SendOperation send in sends)
            send.Wait();
    }

    static void Behind_by_a_sum(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] data, long offset, int length)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(offset, length);
        dmabuf.CopyFrom(offset + length, data);
        using SendOperation next = sender.Send(offset + 8192, 4096);
        dmabuf.CopyFrom(offset + 12288, data); //! DEVMEM016
        send.Wait();
        dmabuf.CopyFrom(offset + 12288, data);
        dmabuf.CopyFrom(offset, data.AsSpan(0, 8192));
        dmabuf.CopyFrom(offset, data); //! DEVMEM016
        dmabuf.CopyFrom(offset + 9000, data); //! DEVMEM016
    }

    static void In_front_with_a_known_length(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(4096, 4096);
        dmabuf.CopyFrom(0, new byte[4096]);
        dmabuf.CopyFrom(0, data.AsSpan(0, 4096));
        dmabuf.CopyFrom(0, new byte[4097]); //! DEVMEM016
        dmabuf.CopyFrom(0, data.AsSpan(0, 5000)); //! DEVMEM016
    }

    static void Polled_until_completed(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(0, 4096);
        while (!send.IsCompleted)
            Thread.Yield();
        dmabuf.CopyFrom(0, data);
    }

    static void Polled_once(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(0, 4096);
        if (!send.IsCompleted)
            Thread.Yield();
        dmabuf.CopyFrom(0, data); //! DEVMEM016
    }

    static void Completed_before_the_close(TxBinding binding, Socket raw)
    {
        DevmemSender sender = binding.Attach(raw);
        SendOperation send = sender.Send(0, 4096);
        while (!send.IsCompleted)
            Thread.Yield();
        sender.Close();
        send.Dispose();
    }

    static void Wrong_order_of_usings(TxBinding binding, Socket raw)
    {
        SendOperation send;
        using (DevmemSender sender = binding.Attach(raw)) //~ DEVMEM016
        {
            send = sender.Send(0, 4096);
        }

        send.Wait();
    }

    static SendOperation Returned_out_of_the_sender(TxBinding binding, Socket raw)
    {
        using DevmemSender sender = binding.Attach(raw); //~ DEVMEM016
        return sender.Send(0, 4096);
    }

    static void Never_waited_for_is_only_a_leak(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        SendOperation send = sender.Send(0, 4096); //! DEVMEM008
        _ = send.IsCompleted;
        dmabuf.CopyFrom(0, data);
    }

    static void Unrelated_parameters(DevmemSender sender, Dmabuf dmabuf, byte[] data)
    {
        using SendOperation send = sender.Send(0, 4096);
        dmabuf.CopyFrom(0, data);
    }

    static void Sender_of_another_binding(DevmemDevice device, Dmabuf dmabuf, Dmabuf other, Socket raw, Socket second, byte[] data)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using TxBinding others = device.BindTx(other);
        using DevmemSender sender = binding.Attach(raw);
        using DevmemSender others_sender = others.Attach(second);
        using SendOperation send = others_sender.Send(0, 4096);
        dmabuf.CopyFrom(0, data);
    }

    static void On_one_branch(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] data, bool wait)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        SendOperation send = sender.Send(0, 4096);
        if (wait)
            send.Wait();
        dmabuf.CopyFrom(0, data); //! DEVMEM016
        if (!wait)
            send.Wait();
    }
}

internal sealed class Owner(DevmemDevice device, Dmabuf memory)
{
    private readonly Dmabuf _memory = memory;

    public void Written_through_a_field(Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(_memory);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(0, 4096);
        _memory.CopyFrom(0, data); //! DEVMEM016
    }

    public void Written_through_a_captured_parameter(Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        if (data.Length > 4)
            _memory.CopyFrom(0, data);
        using SendOperation send = sender.Send(0, 4096);
        if (data.Length > 5)
            return;
        memory.CopyFrom(0, data); //! DEVMEM016
    }
}
