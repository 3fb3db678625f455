//# rules = DEVMEM016
//# devmem.exceptions = none
using System;
using System.Net.Sockets;
using Devmem;

/// <summary>A helper writes, or sends, where and as much as it is told.</summary>
internal static class PendingSendsByHelpers
{
    private const int Slot = 64;

    private static void Fixed(Dmabuf into, byte[] data, int offset) => into.CopyFrom(offset, data.AsSpan(0, Slot));

    private static void All(Dmabuf into, ReadOnlySpan<byte> data, long offset) => into.CopyFrom(offset, data);

    private static void AllOneSlotOn(ReadOnlySpan<byte> data, long offset, Dmabuf into) => All(into, data, offset + Slot);

    private static void Part(Dmabuf into, byte[] data, long offset, int count) => into.CopyFrom(offset, data.AsSpan(0, count));

    private static void Inside(Dmabuf into, long start, long within, byte[] data) => into.CopyFrom(start + within, data.AsSpan(..Slot));

    private static void Header(Dmabuf into, byte[] data)
    {
        into.CopyFrom(0, data[..16]);
        into.CopyFrom(16, data.AsSpan()[16..32]);
    }

    private static void Checked(Dmabuf into, ReadOnlySpan<byte> data, long offset)
    {
        if (data.Length > Slot)
            throw new ArgumentException(data.Length.ToString());
        into.CopyFrom(offset, data);
    }

    private static void Elsewhere(Dmabuf into, byte[] data, long offset)
    {
        offset = Environment.TickCount;
        into.CopyFrom(offset, data.AsSpan(0, Slot));
    }

    private static void Longer(Dmabuf into, byte[] data, long offset)
    {
        data = new byte[2 * Slot];
        into.CopyFrom(offset, data);
    }

    private static SendOperation SendAt(DevmemSender sender, long offset, int count) => sender.Send(offset, count);

    static void Told_where(DevmemDevice device, Dmabuf memory, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(128, Slot);
        Fixed(memory, data, 64);
        Fixed(memory, data, 192);
        Fixed(memory, data, 65); //! DEVMEM016
        Fixed(memory, data, 191); //! DEVMEM016
    }

    static void Told_what(DevmemDevice device, Dmabuf memory, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(128, Slot);
        All(memory, data.AsSpan(0, 64), 64);
        All(memory, new byte[64], 64);
        All(memory, data, 192);
        All(memory, data.AsSpan(0, 65), 64); //! DEVMEM016
        All(memory, data, 64); //! DEVMEM016
    }

    static void Told_through_two(DevmemDevice device, Dmabuf memory, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(128, Slot);
        AllOneSlotOn(data.AsSpan(0, 64), 0, memory);
        AllOneSlotOn(data, 128, memory);
        AllOneSlotOn(data.AsSpan(0, 64), 64, memory); //! DEVMEM016
    }

    static void Told_how_much(DevmemDevice device, Dmabuf memory, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(128, Slot);
        Part(memory, data, 64, 64);
        Part(memory, data, 64, 65); //! DEVMEM016
    }

    static void Told_by_a_sum(DevmemDevice device, Dmabuf memory, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(128, Slot);
        Inside(memory, 32, 32, data);
        Inside(memory, 128, 64, data);
        Inside(memory, 64, 32, data); //! DEVMEM016
    }

    static void Told_nothing(DevmemDevice device, Dmabuf memory, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(128, Slot);
        Header(memory, data);
    }

    static void Told_nothing_and_sent(DevmemDevice device, Dmabuf memory, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(0, 16);
        Header(memory, data); //! DEVMEM016
    }

    static void Checks_for_itself(DevmemDevice device, Dmabuf memory, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(128, Slot);
        Checked(memory, data, 64);
        Checked(memory, data, 65); //! DEVMEM016
    }

    static void Does_not_do_as_it_is_told(DevmemDevice device, Dmabuf memory, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(128, Slot);
        Elsewhere(memory, data, 0); //! DEVMEM016
        Longer(memory, data, 64); //! DEVMEM016
    }

    static void Sent_as_told(DevmemDevice device, Dmabuf memory, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = SendAt(sender, 128, Slot);
        memory.CopyFrom(192, data);
        memory.CopyFrom(64, data.AsSpan(0, 64));
        Fixed(memory, data, 64);
        memory.CopyFrom(64, data); //! DEVMEM016
        Fixed(memory, data, 128); //! DEVMEM016
    }

    static void As_much_as_fits(DevmemDevice device, Dmabuf memory, Socket raw, byte[] data, int slot)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        int count = Math.Min(data.Length, Slot);
        using (SendOperation send = sender.Send(Slot, count))
        {
            memory.CopyFrom(2 * Slot, data);
            memory.CopyFrom(0, data.AsSpan(0, count));
            memory.CopyFrom(0, data.AsSpan(0, Math.Min(Slot, data.Length)));
            memory.CopyFrom(1, data.AsSpan(0, count)); //! DEVMEM016
        }

        using (SendOperation send = sender.Send(slot * Slot, Slot))
        {
            memory.CopyFrom(slot * Slot + Slot, data);
            memory.CopyFrom(slot * Slot + Slot - 1, data); //! DEVMEM016
        }
    }
}
