//# rules = DEVMEM003
using System;
using Devmem;

internal static class FactoriesTogether
{
    public static void Run(DevmemDevice device, Dmabuf first, Dmabuf second)
    {
        using RxBinding off = Off(device, first);
        using RxBinding on = On(device, second);
        Console.WriteLine(off.DmabufId + on.DmabufId);
    }

    private static RxBinding Off(DevmemDevice device, Dmabuf memory) => device.BindRx(memory, [0], AutoreleaseMode.Off); //! DEVMEM003

    private static RxBinding On(DevmemDevice device, Dmabuf memory) => device.BindRx(memory, [1], AutoreleaseMode.On); //! DEVMEM003
}
