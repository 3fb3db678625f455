//# rules = DEVMEM003 DEVMEM012
//# devmem.exceptions = none
using System;
using Devmem;

internal static class Sender
{
    static void No_mode(DevmemDevice device, Dmabuf dmabuf)
    {
        using TxBinding binding = device.BindTx(dmabuf);
    }

    static void Constant(DevmemDevice device, Dmabuf dmabuf)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On); //! DEVMEM003
    }
}

internal sealed class Configured(DevmemDevice device, Dmabuf dmabuf)
{
    private static readonly AutoreleaseMode Chosen = Environment.GetEnvironmentVariable("MODE") == "on" ? AutoreleaseMode.On : AutoreleaseMode.Off;

    public void Run()
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], Chosen); //! DEVMEM003
    }
}
