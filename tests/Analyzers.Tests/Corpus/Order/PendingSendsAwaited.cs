//# rules = DEVMEM016
//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

internal static class PendingSendsAwaited
{
    static async Task Written_before_the_await(DevmemDevice device, Dmabuf memory, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(0, 100);
        ValueTask sent = send.WaitAsync();
        memory.CopyFrom(0, data); //! DEVMEM016
        await sent;
        memory.CopyFrom(0, data);
    }

    static async Task Written_while_a_task_runs(DevmemDevice device, Dmabuf memory, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        Task sent = sender.Send(0, 100).WaitAsync().AsTask();
        Task other = sent;
        memory.CopyFrom(200, data);
        memory.CopyFrom(50, data); //! DEVMEM016
        await Task.Delay(1);
        memory.CopyFrom(50, data); //! DEVMEM016
        await other.ConfigureAwait(false);
        memory.CopyFrom(50, data);
    }

    static async Task Awaited_at_once(DevmemDevice device, Dmabuf memory, Socket raw, byte[] data, CancellationToken cancel)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        for (int i = 0; i < 10; i++)
        {
            memory.CopyFrom(0, data);
            await sender.Send(0, data.Length).WaitAsync(cancel).ConfigureAwait(false);
        }
    }

    static async Task Pipelined_by_one(DevmemDevice device, Dmabuf memory, Socket raw, IEnumerable<byte[]> chunks)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        Task previous = Task.CompletedTask;
        foreach (byte[] chunk in chunks)
        {
            await previous;
            memory.CopyFrom(0, chunk);
            previous = sender.Send(0, chunk.Length).WaitAsync().AsTask();
        }

        await previous;
    }

    static async Task Pipelined_too_far(DevmemDevice device, Dmabuf memory, Socket raw, IEnumerable<byte[]> chunks)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        Task previous = Task.CompletedTask;
        foreach (byte[] chunk in chunks)
        {
            memory.CopyFrom(0, chunk); //! DEVMEM016
            await previous;
            previous = sender.Send(0, chunk.Length).WaitAsync().AsTask();
        }

        await previous;
    }

    static async Task All_at_once(DevmemDevice device, Dmabuf memory, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        SendOperation first = sender.Send(0, 100);
        SendOperation second = sender.Send(100, 100);
        Task both = Task.WhenAll(first.WaitAsync().AsTask(), second.WaitAsync().AsTask());
        memory.CopyFrom(150, data); //! DEVMEM016
        await both;
        memory.CopyFrom(0, data);
    }

    static async Task Collected(DevmemDevice device, Dmabuf memory, Socket raw, IReadOnlyList<byte[]> chunks)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        var sent = new List<Task>();
        foreach (byte[] chunk in chunks)
            sent.Add(sender.Send(0, chunk.Length).WaitAsync().AsTask());
        memory.CopyFrom(0, chunks[0]); //! DEVMEM016
        await Task.WhenAll(sent);
        memory.CopyFrom(0, chunks[0]);
    }

    static async Task Never_awaited(DevmemDevice device, Dmabuf memory, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw); //! DEVMEM016
        _ = sender.Send(0, 100).WaitAsync();
        memory.CopyFrom(0, data); //! DEVMEM016
        await Task.Yield();
    }

    static async Task Closed_before_the_await(DevmemDevice device, Dmabuf memory, Socket raw)
    {
        using TxBinding binding = device.BindTx(memory);
        DevmemSender sender = binding.Attach(raw);
        ValueTask sent = sender.Send(0, 100).WaitAsync();
        sender.Close(); //! DEVMEM016
        await sent;
    }

    static async Task Through_a_helper(DevmemDevice device, Dmabuf memory, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        await Finish(sender.Send(0, 100));
        memory.CopyFrom(0, data);
        Task finished = Finish(sender.Send(0, 100));
        memory.CopyFrom(0, data); //! DEVMEM016
        await finished;
        memory.CopyFrom(0, data);
    }

    static void Waited_for_synchronously(DevmemDevice device, Dmabuf memory, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        Task sent = sender.Send(0, 100).WaitAsync().AsTask();
        sent.Wait();
        memory.CopyFrom(0, data);
        sender.Send(0, 100).WaitAsync().AsTask().GetAwaiter().GetResult();
        memory.CopyFrom(0, data);
    }

    static void Lengths_that_nobody_knows(DevmemDevice device, Dmabuf memory, Socket raw, int length, byte[] data)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        using (SendOperation send = sender.Send(0, length))
            memory.CopyFrom(4096, data); //! DEVMEM016
    }

    static void Length_in_front_that_nobody_knows(DevmemDevice device, Dmabuf memory, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(8192, 100);
        memory.CopyFrom(0, data); //! DEVMEM016
    }

    static void Lengths_that_are_checked(DevmemDevice device, Dmabuf memory, Socket raw, int length, byte[] data)
    {
        if (length > 4096 || data.Length > 4096)
            throw new ArgumentException("too long");
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        using (SendOperation send = sender.Send(0, length))
            memory.CopyFrom(4096, data);
        using (SendOperation send = sender.Send(8192, 100))
            memory.CopyFrom(0, data);
        using (SendOperation send = sender.Send(8192, 100))
            memory.CopyFrom(4097, data); //! DEVMEM016
    }

    private static async Task Finish(SendOperation send) => await send.WaitAsync();
}
