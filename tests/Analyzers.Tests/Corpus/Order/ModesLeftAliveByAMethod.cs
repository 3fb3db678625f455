//# rules = DEVMEM003
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

internal static class LeftAlive
{
    private static readonly List<DevmemSocket> Sockets = [];

    public static void Run(DevmemDevice device, Dmabuf memory, Socket raw)
    {
        Off(device, memory, raw);
        On(device, memory);
    }

    private static void Off(DevmemDevice device, Dmabuf memory, Socket raw)
    {
        using RxBinding binding = device.BindRx(memory, [0], AutoreleaseMode.Off); //! DEVMEM003
        Sockets.Add(binding.Attach(raw));
    }

    private static void On(DevmemDevice device, Dmabuf memory)
    {
        using RxBinding binding = device.BindRx(memory, [0], AutoreleaseMode.On); //! DEVMEM003
    }
}
