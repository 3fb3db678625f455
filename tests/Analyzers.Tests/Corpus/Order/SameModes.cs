//# rules = DEVMEM003 DEVMEM012
using System;
using Devmem;

internal static class SameModes
{
    private const AutoreleaseMode House = AutoreleaseMode.Off;

    static void Here(DevmemDevice device, Dmabuf dmabuf)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
    }

    static void There(DevmemDevice device, Dmabuf dmabuf)
    {
        using RxBinding binding = device.BindRx(dmabuf, [1], House);
    }

    static void Silently(DevmemDevice device, Dmabuf dmabuf)
    {
        using RxBinding binding = device.BindRx(dmabuf, [1]); //! DEVMEM012
    }

    static void By_name(DevmemDevice device, Dmabuf dmabuf)
    {
        using RxBinding binding = device.BindRx(queues: [1], dmabuf: dmabuf, autorelease: AutoreleaseMode.Off);
    }
}
