//# rules = DEVMEM003
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

internal sealed class ChosenOnce : IDisposable
{
    private RxBinding? _binding;

    public ChosenOnce(DevmemDevice device, Dmabuf memory, bool keep)
    {
        if (keep)
            BindOff(device, memory);
        else
            BindOn(device, memory);
    }

    public void Dispose() => _binding?.Dispose();

    private void BindOff(DevmemDevice device, Dmabuf memory) => _binding = device.BindRx(memory, [0], AutoreleaseMode.Off);

    private void BindOn(DevmemDevice device, Dmabuf memory) => _binding = device.BindRx(memory, [0], AutoreleaseMode.On);
}
