//# rules = DEVMEM003
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

internal sealed class Holder : IDisposable
{
    private readonly RxBinding _binding;

    public Holder(DevmemDevice device, Dmabuf memory, AutoreleaseMode mode) => _binding = device.BindRx(memory, [0], mode); //! DEVMEM003

    public void Dispose() => _binding.Dispose();
}

internal static class HoldersTogether
{
    public static void Run(DevmemDevice device, Dmabuf first, Dmabuf second)
    {
        using var on = new Holder(device, first, AutoreleaseMode.On);
        using var off = new Holder(device, second, AutoreleaseMode.Off);
    }
}
