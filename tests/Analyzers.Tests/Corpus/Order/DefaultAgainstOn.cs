//# rules = DEVMEM003 DEVMEM012
using System;
using Devmem;

internal sealed class First(DevmemDevice device, Dmabuf dmabuf)
{
    public void Run()
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On); //! DEVMEM003
    }
}

internal sealed class Second(DevmemDevice device, Dmabuf dmabuf)
{
    public void Run()
    {
        using RxBinding binding = device.BindRx(dmabuf, [0]); //! DEVMEM003 DEVMEM012
    }
}
