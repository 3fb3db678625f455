//# rules = DEVMEM003
using System;
using Devmem;

internal static class MixedModes
{
    static void Here(DevmemDevice device, Dmabuf dmabuf)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On); //! DEVMEM003
    }

    static void There(DevmemDevice device, Dmabuf dmabuf)
    {
        using RxBinding binding = device.BindRx(dmabuf, [1], AutoreleaseMode.Off); //! DEVMEM003
    }

    static void Senders_have_no_mode(DevmemDevice device, Dmabuf dmabuf)
    {
        using TxBinding binding = device.BindTx(dmabuf);
    }
}
