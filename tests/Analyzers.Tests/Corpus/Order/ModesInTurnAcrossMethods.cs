//# rules = DEVMEM003
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

internal static class ModesInTurnAcrossMethods
{
    public static void Run(DevmemDevice device, Dmabuf memory, Socket first, Socket second, byte[] linear)
    {
        ReceiveOff(device, memory, first, linear);
        if (linear.Length > 4)
            ReceiveOn(device, memory, second, linear);
        ReceiveOff(device, memory, first, linear);
    }

    private static void ReceiveOff(DevmemDevice device, Dmabuf memory, Socket raw, byte[] linear)
    {
        using RxBinding binding = device.BindRx(memory, [0], AutoreleaseMode.Off);
        using DevmemSocket socket = binding.Attach(raw);
        using FragmentBatch batch = socket.Receive(linear);
        Console.WriteLine(batch.Count);
    }

    private static void ReceiveOn(DevmemDevice device, Dmabuf memory, Socket raw, byte[] linear)
    {
        RxBinding binding = device.BindRx(memory, [0], AutoreleaseMode.On);
        try
        {
            using DevmemSocket socket = binding.Attach(raw);
            using FragmentBatch batch = socket.Receive(linear);
            Show(batch);
        }
        finally
        {
            binding.Unbind();
        }
    }

    private static void Show(FragmentBatch batch) => Console.WriteLine(batch.Count);
}
