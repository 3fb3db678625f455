//# rules = DEVMEM003
using System;
using Devmem;

internal static class MixedModesOnOnePath
{
    static void Both_alive(DevmemDevice device, Dmabuf dmabuf)
    {
        using RxBinding first = device.BindRx(dmabuf, [0], AutoreleaseMode.On); //! DEVMEM003
        using RxBinding second = device.BindRx(dmabuf, [1], AutoreleaseMode.Off); //! DEVMEM003
    }
}
