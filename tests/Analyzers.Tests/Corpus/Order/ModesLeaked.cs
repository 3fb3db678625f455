//# rules = DEVMEM003
//# devmem.exceptions = none
using System.Net.Sockets;
using Devmem;

internal static class ModesLeaked
{
    static void Lost_on_one_path(DevmemDevice device, Dmabuf dmabuf, bool keep)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On); //! DEVMEM003
        if (!keep)
            binding.Unbind();
        binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off); //! DEVMEM003
        binding.Unbind();
    }
}
