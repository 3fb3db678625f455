//# rules = DEVMEM001 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM008 DEVMEM011 DEVMEM013 DEVMEM017
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

public interface IHostedService { Task StartAsync(CancellationToken ct); Task StopAsync(CancellationToken ct); }


public sealed class Ingest_that_can_be_started_twice : IHostedService, IAsyncDisposable
{
    private readonly DevmemDevice _device;
    private readonly Dmabuf _memory;
    private RxBinding? _binding; //! DEVMEM011
    private DevmemSocket? _socket; //! DEVMEM011
    private Task? _loop;
    private CancellationTokenSource? _stop;
    public Ingest_that_can_be_started_twice(DevmemDevice device, Dmabuf memory) { _device = device; _memory = memory; }
    public async Task StartAsync(CancellationToken ct)
    {
        _binding = _device.BindRx(_memory, [0], AutoreleaseMode.Off);
        var tcp = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await tcp.ConnectAsync("localhost", 1, ct);
        _socket = _binding.Attach(tcp);
        _stop = new CancellationTokenSource();
        _loop = Task.Run(() => LoopAsync(_stop.Token), ct);
    }
    private async Task LoopAsync(CancellationToken ct)
    {
        var linear = new byte[4096];
        while (!ct.IsCancellationRequested)
        {
            using var batch = await _socket!.ReceiveAsync(linear, ct);
            if (batch.EndOfStream)
                return;
        }
    }
    public async Task StopAsync(CancellationToken ct)
    {
        _stop?.Cancel();
        if (_loop is not null)
            await _loop.WaitAsync(ct);
    }
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        _socket?.Dispose();
        _binding?.Dispose();
        _stop?.Dispose();
    }
}

public sealed class IngestStopOnly : IHostedService
{
    private readonly DevmemDevice _device;
    private readonly Dmabuf _memory;
    private RxBinding? _binding; //! DEVMEM013
    public IngestStopOnly(DevmemDevice device, Dmabuf memory) { _device = device; _memory = memory; }
    public Task StartAsync(CancellationToken ct)
    {
        _binding?.Unbind();
        _binding = _device.BindRx(_memory, [0], AutoreleaseMode.Off);
        return Task.CompletedTask;
    }
    public Task StopAsync(CancellationToken ct)
    {
        _binding?.Unbind();
        _binding = null;
        return Task.CompletedTask;
    }
}
public sealed class IngestStopForgets : IHostedService
{
    private readonly DevmemDevice _device;
    private readonly Dmabuf _memory;
    private RxBinding? _binding; //! DEVMEM011
    public IngestStopForgets(DevmemDevice device, Dmabuf memory) { _device = device; _memory = memory; }
    public Task StartAsync(CancellationToken ct)
    {
        _binding = _device.BindRx(_memory, [0], AutoreleaseMode.Off);
        return Task.CompletedTask;
    }
    public Task StopAsync(CancellationToken ct) => Task.CompletedTask;
}

