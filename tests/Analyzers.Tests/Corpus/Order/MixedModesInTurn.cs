//# rules = DEVMEM003
using System;
using System.Net.Sockets;
using Devmem;

internal static class MixedModesInTurn
{
    static void One_ends_before_the_next_begins(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        using (RxBinding first = device.BindRx(dmabuf, [0], AutoreleaseMode.On))
        using (DevmemSocket socket = first.Attach(raw))
        using (socket.Receive(linear))
        {
        }

        using RxBinding second = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
    }
}
