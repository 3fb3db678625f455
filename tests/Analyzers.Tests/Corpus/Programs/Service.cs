//# rules = DEVMEM001 DEVMEM002 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM007 DEVMEM008 DEVMEM011
using System;
using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

/// <summary>A hosted service with one task per connection.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly RxBinding _binding;
    private readonly ConcurrentDictionary<int, DevmemSocket> _sockets = new();
    private int _next;

    public Service(DevmemDevice device, Dmabuf dmabuf) => _binding = device.BindRx(dmabuf, [0, 1], AutoreleaseMode.Off);

    public int Accept(Socket raw)
    {
        DevmemSocket socket = _binding.Attach(raw);
        int id = Interlocked.Increment(ref _next);
        _sockets[id] = socket;
        return id;
    }

    public void Drop(int id)
    {
        if (_sockets.TryRemove(id, out DevmemSocket? socket))
            socket.Dispose();
    }

    public void Drop_and_forget(int id)
    {
        if (_sockets.TryRemove(id, out DevmemSocket? socket)) //! DEVMEM008
            _ = socket.Socket;
    }

    public async Task ServeAsync(int id, Memory<byte> linear, CancellationToken stop)
    {
        if (!_sockets.TryGetValue(id, out DevmemSocket? socket))
            return;
        while (!stop.IsCancellationRequested)
        {
            using FragmentBatch batch = await socket.ReceiveAsync(linear, stop);
            if (batch.EndOfStream)
                break;
        }
    }

    public async Task ServeAsync_with_a_hole(int id, Memory<byte> linear, CancellationToken stop)
    {
        if (!_sockets.TryGetValue(id, out DevmemSocket? socket))
            return;
        while (true)
        {
            FragmentBatch batch = await socket.ReceiveAsync(linear, stop); //! DEVMEM001
            if (stop.IsCancellationRequested)
                return;
            batch.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (DevmemSocket socket in _sockets.Values)
            socket.Dispose();
        _binding.Dispose();
        return default;
    }
}

internal sealed class Service_that_unbinds_first : IDisposable
{
    private readonly RxBinding _binding;
    private readonly ConcurrentDictionary<int, DevmemSocket> _sockets = new();

    public Service_that_unbinds_first(DevmemDevice device, Dmabuf dmabuf) => _binding = device.BindRx(dmabuf, [0, 1], AutoreleaseMode.Off);

    public void Accept(int id, Socket raw) => _sockets[id] = _binding.Attach(raw);

    public void Dispose()
    {
        _binding.Dispose(); //! DEVMEM002
        foreach (DevmemSocket socket in _sockets.Values)
            socket.Dispose();
    }
}
