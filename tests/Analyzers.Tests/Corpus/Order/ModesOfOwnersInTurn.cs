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

    public Holder(DevmemDevice device, Dmabuf memory, AutoreleaseMode mode) => _binding = device.BindRx(memory, [0], mode);

    public void Dispose() => _binding.Dispose();
}

internal static class HoldersInTurn
{
    public static void Run(DevmemDevice device, Dmabuf memory, bool keep)
    {
        using (var on = new Holder(device, memory, AutoreleaseMode.On))
            Console.WriteLine(on);
        using (var off = new Holder(device, memory, AutoreleaseMode.Off))
            Console.WriteLine(off);
        using Holder chosen = keep ? new Holder(device, memory, AutoreleaseMode.Off) : new Holder(device, memory, AutoreleaseMode.On);
    }
}
