//# rules = DEVMEM003
using System;
using Devmem;

internal static class FactoriesInTurn
{
    public static void Run(DevmemDevice device, Dmabuf memory)
    {
        using (RxBinding off = Off(device, memory))
            Console.WriteLine(off.DmabufId);
        using (RxBinding on = On(device, memory))
            Console.WriteLine(on.DmabufId);
    }

    private static RxBinding Off(DevmemDevice device, Dmabuf memory) => device.BindRx(memory, [0], AutoreleaseMode.Off);

    private static RxBinding On(DevmemDevice device, Dmabuf memory) => device.BindRx(memory, [0], AutoreleaseMode.On);
}
