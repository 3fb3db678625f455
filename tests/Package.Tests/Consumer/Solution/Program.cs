using System;
using System.Net.Sockets;
using Devmem;
using Devmem.Simulation;
using Library;

using SimulatedDevice device = new();
Dmabuf memory = device.CreateDmabuf(1 << 20);
RxBinding binding = device.BindRx(memory, [0]);
Console.WriteLine(binding.DmabufId + typeof(Steps).Name.Length);

internal static class Sending
{
    public static void Send(DevmemDevice device, Dmabuf memory, Socket raw, byte[] data)
    {
        using TxBinding binding = device.BindTx(memory);
        using DevmemSender sender = binding.Attach(raw);
        using SendOperation send = sender.Send(0, data.Length);

        // The next one.
        memory.CopyFrom(0, data);
    }
}
