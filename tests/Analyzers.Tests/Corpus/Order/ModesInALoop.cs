//# rules = DEVMEM003
//# devmem.exceptions = none
using System.Collections.Generic;
using System.Net.Sockets;
using Devmem;

internal static class ModesInALoop
{
    static void In_turn_round_after_round(DevmemDevice device, Dmabuf dmabuf, Socket[] raw, byte[] linear)
    {
        foreach (Socket each in raw)
        {
            using (RxBinding on = device.BindRx(dmabuf, [0], AutoreleaseMode.On))
            using (DevmemSocket socket = on.Attach(each))
            using (FragmentBatch batch = socket.Receive(linear))
            {
                if (batch.Count == 0)
                    continue;
            }

            using RxBinding off = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        }
    }
}
