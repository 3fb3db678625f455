//# rules = DEVMEM003
//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using Devmem;

internal static class ModesBothAlive
{
    static void Token_outlives(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear, List<DevmemToken> kept)
    {
        using (RxBinding first = device.BindRx(dmabuf, [0], AutoreleaseMode.On)) //! DEVMEM003
        using (DevmemSocket socket = first.Attach(raw))
        using (FragmentBatch batch = socket.Receive(linear))
        {
            kept.Add(batch.Detach(0));
        }

        using RxBinding second = device.BindRx(dmabuf, [0], AutoreleaseMode.Off); //! DEVMEM003
    }
}
