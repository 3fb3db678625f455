//# rules = DEVMEM003
//# devmem.exceptions = none
using System;
using Devmem;

internal sealed class Receiver(DevmemDevice device, Dmabuf dmabuf, AutoreleaseMode mode)
{
    public void Run()
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], mode); //! DEVMEM003
    }
}

internal static class ModeOfCallers
{
    static void One(DevmemDevice device, Dmabuf dmabuf) => new Receiver(device, dmabuf, AutoreleaseMode.On).Run();

    static void Other(DevmemDevice device, Dmabuf dmabuf) => new Receiver(device, dmabuf, AutoreleaseMode.Off).Run();
}
