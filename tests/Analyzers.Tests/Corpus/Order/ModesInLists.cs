//# rules = DEVMEM003
//# devmem.exceptions = none
using System.Collections.Generic;
using System.Net.Sockets;
using Devmem;

internal static class ModesInLists
{
    static void All_sockets_are_closed_first(DevmemDevice device, Dmabuf dmabuf, Socket[] raw, byte[] linear)
    {
        var sockets = new List<DevmemSocket>();
        RxBinding first = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        foreach (Socket each in raw)
            sockets.Add(first.Attach(each));
        foreach (DevmemSocket socket in sockets)
        {
            using (FragmentBatch batch = socket.Receive(linear))
            {
                foreach (Fragment fragment in batch)
                    _ = fragment.Length;
            }

            socket.Close();
        }

        first.Unbind();
        using RxBinding second = device.BindRx(dmabuf, [0], AutoreleaseMode.On);
    }
}
