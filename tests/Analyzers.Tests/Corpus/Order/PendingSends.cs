//# rules = DEVMEM008 DEVMEM016
//# devmem.exceptions = none
using System;
using System.Net.Sockets;
using Devmem;

internal static class PendingSends
{
    static void Written_while_pending(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(0, 4096);
        dmabuf.CopyFrom(0, data); //! DEVMEM016
    }

    static void Written_after_the_wait(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        SendOperation send = sender.Send(0, 4096);
        send.Wait();
        dmabuf.CopyFrom(0, data);
    }

    static void Written_before_the_send(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        dmabuf.CopyFrom(0, data);
        using SendOperation send = sender.Send(0, 4096);
    }

    static void Written_when_seen_completed(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(0, 4096);
        if (send.IsCompleted)
            dmabuf.CopyFrom(0, data);
    }

    static void Written_when_seen_pending(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(0, 4096);
        if (!send.IsCompleted)
            dmabuf.CopyFrom(0, data); //! DEVMEM016
    }

    static void Written_behind_the_range(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(0, 4096);
        dmabuf.CopyFrom(4096, data);
    }

    static void Written_into_the_last_byte_of_the_range(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(0, 4096);
        dmabuf.CopyFrom(4095, data); //! DEVMEM016
    }

    static void Written_into_another_dmabuf(DevmemDevice device, Dmabuf dmabuf, Dmabuf other, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(0, 4096);
        other.CopyFrom(0, data);
    }

    static void Read_while_pending(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(0, 4096);
        dmabuf.CopyTo(0, data);
    }

    static void Sender_closed_while_pending(TxBinding binding, Socket raw)
    {
        DevmemSender sender = binding.Attach(raw);
        SendOperation send = sender.Send(0, 4096);
        sender.Close(); //! DEVMEM016
        send.Wait();
    }

    static void Sender_closed_after_the_wait(TxBinding binding, Socket raw)
    {
        DevmemSender sender = binding.Attach(raw);
        SendOperation send = sender.Send(0, 4096);
        send.Wait();
        sender.Close();
    }

    static void Double_buffer(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] data, int rounds)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        for (int i = 0; i < rounds; i++)
        {
            dmabuf.CopyFrom(0, data);
            using SendOperation send = sender.Send(0, 4096);
        }
    }

    static void Loop_writes_before_the_previous_is_done(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] data, int rounds)
    {
        using TxBinding binding = device.BindTx(dmabuf);
        using DevmemSender sender = binding.Attach(raw);
        SendOperation? previous = null;
        for (int i = 0; i < rounds; i++)
        {
            dmabuf.CopyFrom(0, data); //! DEVMEM016
            previous?.Wait();
            previous = sender.Send(0, 4096);
        }

        previous?.Wait();
    }
}
