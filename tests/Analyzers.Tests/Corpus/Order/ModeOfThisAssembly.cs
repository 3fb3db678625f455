//# rules = DEVMEM003
using System;
using Devmem;

[assembly: DevmemMode(AutoreleaseMode.Off)]

internal static class ModeOfThisAssembly
{
    static void Contradicts_what_is_declared(DevmemDevice device, Dmabuf dmabuf)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On); //! DEVMEM003
    }
}
