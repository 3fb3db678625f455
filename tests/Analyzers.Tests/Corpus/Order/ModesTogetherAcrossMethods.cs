//# rules = DEVMEM003
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

internal static class StartedTogether
{
    public static async Task RunAsync(DevmemDevice device, Dmabuf first, Dmabuf second)
    {
        Task off = OffAsync(device, first);
        await OnAsync(device, second);
        await off;
    }

    private static async Task OffAsync(DevmemDevice device, Dmabuf memory)
    {
        using RxBinding binding = device.BindRx(memory, [0], AutoreleaseMode.Off); //! DEVMEM003
        await Task.Delay(1);
    }

    private static async Task OnAsync(DevmemDevice device, Dmabuf memory)
    {
        using RxBinding binding = device.BindRx(memory, [1], AutoreleaseMode.On); //! DEVMEM003
        await Task.Delay(1);
    }
}
//# tree = Nested.cs
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

internal static class Nested
{
    public static void Run(DevmemDevice device, Dmabuf first, Dmabuf second)
    {
        using RxBinding outer = device.BindRx(first, [0], AutoreleaseMode.Off); //! DEVMEM003
        Middle(device, second);
    }

    private static void Middle(DevmemDevice device, Dmabuf memory) => Inner(device, memory);

    private static void Inner(DevmemDevice device, Dmabuf memory)
    {
        using RxBinding inner = device.BindRx(memory, [1], AutoreleaseMode.On); //! DEVMEM003
    }
}
