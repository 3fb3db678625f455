//# rules = DEVMEM003
//# devmem.exceptions = none
using System;
using Devmem;

internal static class ModesOfBranches
{
    static void Either_way(DevmemDevice device, Dmabuf dmabuf, bool automatic)
    {
        if (automatic)
        {
            using RxBinding on = device.BindRx(dmabuf, [0], AutoreleaseMode.On);
        }
        else
        {
            using RxBinding off = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        }
    }
}
