//# rules = DEVMEM003
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

internal static class AwaitedInTurn
{
    public static async Task RunAsync(DevmemDevice device, Dmabuf memory)
    {
        await OffAsync(device, memory).ConfigureAwait(false);
        await PassedOn(device, memory);
        using (RxBinding own = device.BindRx(memory, [0], AutoreleaseMode.Off))
            Console.WriteLine(own.DmabufId);
        await PassedOn(device, memory);
    }

    private static async Task OffAsync(DevmemDevice device, Dmabuf memory)
    {
        using RxBinding binding = device.BindRx(memory, [0], AutoreleaseMode.Off);
        await Task.Delay(1);
    }

    private static Task PassedOn(DevmemDevice device, Dmabuf memory) => OnAsync(device, memory);

    private static async Task OnAsync(DevmemDevice device, Dmabuf memory)
    {
        using RxBinding binding = device.BindRx(memory, [0], AutoreleaseMode.On);
        await Task.Delay(1);
    }
}
