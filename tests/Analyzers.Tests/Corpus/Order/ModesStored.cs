//# rules = DEVMEM003
//# devmem.exceptions = none
using System.Collections.Generic;
using Devmem;

internal static class ModesStored
{
    static void First_lives_on_in_a_list(DevmemDevice device, Dmabuf dmabuf, List<RxBinding> all)
    {
        all.Add(device.BindRx(dmabuf, [0], AutoreleaseMode.On)); //! DEVMEM003
        all.Add(device.BindRx(dmabuf, [1], AutoreleaseMode.Off)); //! DEVMEM003
    }
}
