//# rules = DEVMEM003
//# devmem.autorelease = off
using System;
using Devmem;

internal static class ConfiguredMode
{
    static void Contradicts_the_configuration(DevmemDevice device, Dmabuf dmabuf)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On); //! DEVMEM003
    }
}
