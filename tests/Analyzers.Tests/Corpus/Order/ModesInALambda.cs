//# rules = DEVMEM003
//# devmem.exceptions = none
using System;
using System.Threading.Tasks;
using Devmem;

internal static class ModesInALambda
{
    static void At_the_same_time(DevmemDevice device, Dmabuf dmabuf)
    {
        Task other = Task.Run(() =>
        {
            using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On); //! DEVMEM003
        });
        using RxBinding own = device.BindRx(dmabuf, [1], AutoreleaseMode.Off); //! DEVMEM003
        other.Wait();
    }
}
