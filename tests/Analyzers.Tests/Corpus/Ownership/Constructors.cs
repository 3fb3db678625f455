//# rules = DEVMEM001 DEVMEM004 DEVMEM008 DEVMEM011
using System;
using System.Net.Sockets;
using Devmem;

/// <summary>What a constructor had acquired when it throws is lost with the half-made object.</summary>
internal sealed class Loses_the_first : IDisposable
{
    private readonly RxBinding _binding;
    private readonly DevmemSocket _socket;

    public Loses_the_first(DevmemDevice device, Dmabuf dmabuf, Socket raw)
    {
        _binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off); //! DEVMEM008
        _socket = _binding.Attach(raw);
    }

    public void Dispose()
    {
        _socket.Dispose();
        _binding.Dispose();
    }
}

internal sealed class Saves_the_first : IDisposable
{
    private readonly RxBinding _binding;
    private readonly DevmemSocket _socket;

    public Saves_the_first(DevmemDevice device, Dmabuf dmabuf, Socket raw)
    {
        _binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        try
        {
            _socket = _binding.Attach(raw);
        }
        catch
        {
            _binding.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _binding.Dispose();
    }
}

internal sealed class Checks_its_arguments_first : IDisposable
{
    private readonly RxBinding _binding;

    public Checks_its_arguments_first(DevmemDevice device, Dmabuf dmabuf, int queue)
    {
        if (queue < 0)
            throw new ArgumentOutOfRangeException(nameof(queue));
        _binding = device.BindRx(dmabuf, [queue], AutoreleaseMode.Off);
    }

    public void Dispose() => _binding.Dispose();
}

internal sealed class Checks_its_arguments_last : IDisposable
{
    private readonly RxBinding _binding;

    public Checks_its_arguments_last(DevmemDevice device, Dmabuf dmabuf, int queue)
    {
        _binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off); //! DEVMEM008
        if (queue < 0)
            throw new ArgumentOutOfRangeException(nameof(queue));
    }

    public void Dispose() => _binding.Dispose();
}

internal sealed class Made_by_a_factory : IDisposable
{
    private readonly DevmemSocket _socket;

    private Made_by_a_factory([Owning] DevmemSocket socket) => _socket = socket;

    public static Made_by_a_factory Create(RxBinding binding, Socket raw) => new(binding.Attach(raw));

    public static Made_by_a_factory? Create_or_lose(RxBinding binding, Socket raw, bool go)
    {
        DevmemSocket socket = binding.Attach(raw); //! DEVMEM008
        return go ? new Made_by_a_factory(socket) : null;
    }

    public void Dispose() => _socket.Dispose();
}

internal sealed class BesideWhatOnlyAllocates(DevmemDevice device, Dmabuf memory) : IDisposable
{
    private readonly RxBinding _binding = device.BindRx(memory, [0], AutoreleaseMode.Off);
    private readonly System.Collections.Concurrent.ConcurrentDictionary<long, string> _names = new();
    private readonly System.Threading.SemaphoreSlim _gate = new(1);

    public void Name(long id, string name) => _names[id] = name;

    public void Dispose()
    {
        _binding.Dispose();
        _gate.Dispose();
    }
}

internal sealed class BesideWhatMayThrow(DevmemDevice device, Dmabuf memory, string path) : IDisposable
{
    private readonly RxBinding _binding = device.BindRx(memory, [0], AutoreleaseMode.Off); //! DEVMEM008
    private readonly string _text = System.IO.File.ReadAllText(path);

    public override string ToString() => _text;

    public void Dispose() => _binding.Dispose();
}
