using System;
using System.IO;
using Devmem;
using Devmem.Simulation;

using SimulatedDevice device = new();
Console.WriteLine($"{device.Name}: {typeof(Uses).Name}");

internal static class Uses
{
    public static int EarlyReturn(DevmemSocket socket, Span<byte> linear)
    {
        FragmentBatch batch = socket.Receive(linear); // expect DEVMEM001
        if (batch.Count == 1)
            return batch.LinearBytes;

        // The last statement, and its comment, must survive the fix.
        batch.Release();
        return 0;
    }

    public static void Thrown(DevmemSocket socket, Span<byte> linear, Stream sink)
    {
        FragmentBatch batch = socket.Receive(linear); // expect DEVMEM004
        sink.Write(linear[..batch.LinearBytes]);
        batch.Release();
    }

    public static uint NotClosed(DevmemDevice device, Dmabuf memory)
    {
        RxBinding binding = device.BindRx(memory, [0], AutoreleaseMode.Off); // expect DEVMEM008
        return binding.DmabufId;
    }

    public static int Clean(DevmemSocket socket, Span<byte> linear, Stream sink)
    {
        using FragmentBatch batch = socket.Receive(linear);
        sink.Write(linear[..batch.LinearBytes]);
        return batch.Count;
    }
}
