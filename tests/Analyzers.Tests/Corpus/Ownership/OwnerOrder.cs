//# rules = DEVMEM002 DEVMEM007
using System;
using System.Net.Sockets;
using Devmem;

internal sealed class In_order : IDisposable
{
    private readonly RxBinding _binding;
    private readonly DevmemSocket _socket;

    public In_order(DevmemDevice device, Dmabuf dmabuf, Socket raw)
    {
        _binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        _socket = _binding.Attach(raw);
    }

    public void Dispose()
    {
        _socket.Dispose();
        _binding.Dispose();
    }
}

internal sealed class Out_of_order : IDisposable
{
    private readonly RxBinding _binding;
    private readonly DevmemSocket _socket;

    public Out_of_order(DevmemDevice device, Dmabuf dmabuf, Socket raw)
    {
        _binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        _socket = _binding.Attach(raw);
    }

    public void Dispose()
    {
        _binding.Dispose(); //! DEVMEM002
        _socket.Dispose();
    }
}

internal sealed class Injected_binding : IDisposable
{
    [NotOwning]
    private readonly RxBinding _binding;
    private readonly DevmemSocket _socket;

    public Injected_binding([NotOwning] RxBinding binding, Socket raw)
    {
        _binding = binding;
        _socket = binding.Attach(raw);
    }

    public uint Id => _binding.DmabufId;

    public void Dispose() => _socket.Dispose();
}
