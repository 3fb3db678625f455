//# rules = DEVMEM003 DEVMEM012
//# devmem.exceptions = none
using System;
using Devmem;

internal static class Wrapper
{
    public static RxBinding Bind(this DevmemDevice device, Dmabuf dmabuf, AutoreleaseMode mode) => device.BindRx(dmabuf, [0], mode);
}

internal static class ModeThroughAWrapper
{
    static void One(DevmemDevice device, Dmabuf dmabuf)
    {
        using RxBinding binding = device.Bind(dmabuf, AutoreleaseMode.On); //! DEVMEM003
    }

    static void Other(DevmemDevice device, Dmabuf dmabuf)
    {
        using RxBinding binding = device.Bind(dmabuf, AutoreleaseMode.Off); //! DEVMEM003
    }
}
