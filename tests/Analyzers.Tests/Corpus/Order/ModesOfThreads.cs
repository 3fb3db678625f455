//# rules = DEVMEM003
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

internal static class OfThreads
{
    public static void Run(DevmemDevice device, Dmabuf first, Dmabuf second)
    {
        var thread = new Thread(() => Off(device, first));
        thread.Start();
        On(device, second);
        thread.Join();
    }

    private static void Off(DevmemDevice device, Dmabuf memory)
    {
        using RxBinding binding = device.BindRx(memory, [0], AutoreleaseMode.Off); //! DEVMEM003
    }

    private static void On(DevmemDevice device, Dmabuf memory)
    {
        using RxBinding binding = device.BindRx(memory, [1], AutoreleaseMode.On); //! DEVMEM003
    }
}
