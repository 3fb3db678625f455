//# rules = DEVMEM001 DEVMEM002 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM007 DEVMEM008 DEVMEM009 DEVMEM011
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Devmem;
// a retrying client
sealed class Client : IDisposable
{
    private readonly RxBinding _binding;
    private readonly Func<Socket> _connect;
    private DevmemSocket? _socket;
    private bool _disposed;
    public Client([NotOwning] RxBinding binding, Func<Socket> connect) { _binding = binding; _connect = connect; }
    public int Request(byte[] linear, int tries)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        for (int i = 0; ; i++)
        {
            try
            {
                DevmemSocket socket = Ensure();
                using FragmentBatch batch = socket.Receive(linear);
                return batch.Count;
            }
            catch (System.IO.IOException) when (i < tries)
            {
                Drop();
            }
        }
    }
    private DevmemSocket Ensure() => _socket ??= _binding.Attach(_connect());
    private void Drop()
    {
        _socket?.Dispose();
        _socket = null;
    }
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        Drop();
    }
}
sealed class Client_that_reconnects_over_it : IDisposable
{
    private readonly RxBinding _binding;
    private readonly Func<Socket> _connect;
    private DevmemSocket? _socket; //! DEVMEM011
    public Client_that_reconnects_over_it([NotOwning] RxBinding binding, Func<Socket> connect) { _binding = binding; _connect = connect; }
    public int Request(byte[] linear, int tries)
    {
        for (int i = 0; ; i++)
        {
            try
            {
                _socket ??= _binding.Attach(_connect());
                using FragmentBatch batch = _socket.Receive(linear);
                return batch.Count;
            }
            catch (System.IO.IOException) when (i < tries)
            {
                _socket = null;
            }
        }
    }
    public void Dispose() => _socket?.Dispose();
}
// hosted service
interface IHostedService { Task StartAsync(CancellationToken t); Task StopAsync(CancellationToken t); }
sealed class Hosted : IHostedService, IAsyncDisposable
{
    private readonly DevmemDevice _device; private readonly Dmabuf _memory; private readonly Socket _raw;
    private RxBinding? _binding; private DevmemSocket? _socket; private Task? _loop; private CancellationTokenSource? _stop;
    public Hosted(DevmemDevice device, Dmabuf memory, Socket raw) { _device = device; _memory = memory; _raw = raw; }
    public Task StartAsync(CancellationToken t)
    {
        if (_binding is not null) throw new InvalidOperationException();
        _binding = _device.BindRx(_memory, [0], AutoreleaseMode.Off);
        _socket = _binding.Attach(_raw);
        _stop = new CancellationTokenSource();
        _loop = RunAsync(_socket, _stop.Token);
        return Task.CompletedTask;
    }
    private static async Task RunAsync(DevmemSocket socket, CancellationToken stop)
    {
        var linear = new byte[4096];
        while (!stop.IsCancellationRequested)
        {
            using FragmentBatch batch = await socket.ReceiveAsync(linear, stop);
            if (batch.EndOfStream) return;
        }
    }
    public async Task StopAsync(CancellationToken t)
    {
        _stop?.Cancel();
        if (_loop is not null) await _loop.ConfigureAwait(false);
        await DisposeAsync();
    }
    public ValueTask DisposeAsync()
    {
        _socket?.Dispose(); _socket = null;
        _binding?.Dispose(); _binding = null;
        return default;
    }
}
sealed class Hosted_that_forgets_the_socket : IHostedService, IAsyncDisposable
{
    private readonly DevmemDevice _device; private readonly Dmabuf _memory; private readonly Socket _raw;
    private RxBinding? _binding;
    private DevmemSocket? _socket; //! DEVMEM011
    public Hosted_that_forgets_the_socket(DevmemDevice device, Dmabuf memory, Socket raw) { _device = device; _memory = memory; _raw = raw; }
    public Task StartAsync(CancellationToken t)
    {
        if (_binding is not null) throw new InvalidOperationException();
        _binding = _device.BindRx(_memory, [0], AutoreleaseMode.Off);
        _socket = _binding.Attach(_raw);
        return Task.CompletedTask;
    }
    public Task StopAsync(CancellationToken t) => DisposeAsync().AsTask();
    public ValueTask DisposeAsync()
    {
        _binding?.Dispose(); _binding = null;
        return default;
    }
}
sealed class Hosted_stop_only : IHostedService
{
    private readonly DevmemDevice _device; private readonly Dmabuf _memory; private readonly Socket _raw;
    private RxBinding? _binding; private DevmemSocket? _socket;
    public Hosted_stop_only(DevmemDevice device, Dmabuf memory, Socket raw) { _device = device; _memory = memory; _raw = raw; }
    public Task StartAsync(CancellationToken t)
    {
        if (_binding is not null) throw new InvalidOperationException();
        _binding = _device.BindRx(_memory, [0], AutoreleaseMode.Off);
        _socket = _binding.Attach(_raw);
        return Task.CompletedTask;
    }
    public Task StopAsync(CancellationToken t)
    {
        _socket?.Dispose();
        _binding?.Dispose();
        return Task.CompletedTask;
    }
}
sealed class Hosted_stop_forgets : IHostedService
{
    private readonly DevmemDevice _device; private readonly Dmabuf _memory; private readonly Socket _raw;
    private RxBinding? _binding;
    private DevmemSocket? _socket; //! DEVMEM011
    public Hosted_stop_forgets(DevmemDevice device, Dmabuf memory, Socket raw) { _device = device; _memory = memory; _raw = raw; }
    public Task StartAsync(CancellationToken t)
    {
        if (_binding is not null) throw new InvalidOperationException();
        _binding = _device.BindRx(_memory, [0], AutoreleaseMode.Off);
        _socket = _binding.Attach(_raw);
        return Task.CompletedTask;
    }
    public Task StopAsync(CancellationToken t)
    {
        _binding?.Dispose();
        return Task.CompletedTask;
    }
}
// GPU pipeline
interface IGpu { IReleaseFence Submit([NotOwning] FragmentBatch b); }
sealed class Gpu_pipeline(DevmemSocket socket, IGpu gpu) : IAsyncDisposable
{
    private readonly Channel<FragmentBatch> _input = Channel.CreateUnbounded<FragmentBatch>();
    private readonly Queue<(FragmentBatch Batch, IReleaseFence Fence)> _inflight = new();
    public async Task ReceiveAsync(Memory<byte> linear, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var batch = await socket.ReceiveAsync(linear, stop);
            if (batch.EndOfStream) { _input.Writer.Complete(); return; }
            if (!_input.Writer.TryWrite(batch)) batch.Release();
        }
    }
    public void Pump()
    {
        while (_input.Reader.TryRead(out var batch))
        {
            IReleaseFence fence;
            try { fence = gpu.Submit(batch); } catch { batch.Dispose(); throw; }
            _inflight.Enqueue((batch, fence));
        }
        while (_inflight.TryPeek(out var first) && first.Fence.IsSignalled)
        {
            var (b, _) = _inflight.Dequeue();
            b.Release();
        }
    }
    public ValueTask DisposeAsync()
    {
        while (_input.Reader.TryRead(out var batch)) batch.Dispose();
        while (_inflight.TryDequeue(out var item))
        {
            try { item.Fence.Wait(); } finally { item.Batch.Dispose(); }
        }
        socket.Dispose();
        return default;
    }
}
sealed class Gpu_pipeline_that_loses_one_when_its_fence_fails(DevmemSocket socket) : IAsyncDisposable
{
    private readonly Queue<(FragmentBatch Batch, IReleaseFence Fence)> _inflight = new();
    public void Submitted([Owning] FragmentBatch batch, IReleaseFence fence) => _inflight.Enqueue((batch, fence));
    public ValueTask DisposeAsync()
    {
        while (_inflight.TryDequeue(out var item)) { item.Fence.Wait(); item.Batch.Dispose(); } //! DEVMEM004
        socket.Dispose();
        return default;
    }
}
sealed class Gpu_pipeline_forgets_inflight(DevmemSocket socket, IGpu gpu) : IAsyncDisposable
{
    private readonly Queue<(FragmentBatch Batch, IReleaseFence Fence)> _inflight = new(); //! DEVMEM011
    public void Pump(byte[] l)
    {
        var batch = socket.Receive(l);
        IReleaseFence fence;
        try { fence = gpu.Submit(batch); } catch { batch.Dispose(); throw; }
        _inflight.Enqueue((batch, fence));
    }
    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        return default;
    }
}
sealed class Gpu_pipeline_socket_first(DevmemSocket socket, IGpu gpu) : IAsyncDisposable
{
    private readonly Queue<FragmentBatch> _inflight = new();
    public void Pump(byte[] l) => _inflight.Enqueue(socket.Receive(l));
    public ValueTask DisposeAsync()
    {
        socket.Dispose(); //! DEVMEM007
        while (_inflight.TryDequeue(out var b)) b.Dispose();
        return default;
    }
}
// events, callbacks
sealed class Eventful : IDisposable
{
    private FragmentBatch? _current;
    private readonly DevmemSocket _socket;
    public event Action<FragmentBatch>? Received;
    public Eventful([Owning] DevmemSocket socket) => _socket = socket;
    public void Poll(byte[] l)
    {
        using var batch = _socket.Receive(l);
        Received?.Invoke(batch);
    }
    public void Hold(byte[] l) { var next = _socket.Receive(l); var old = Interlocked.Exchange(ref _current, next); old?.Dispose(); }
    public void Dispose() { Interlocked.Exchange(ref _current, null)?.Dispose(); _socket.Dispose(); }
}
sealed class Subscriber : IDisposable
{
    private FragmentBatch? _last; //! DEVMEM011
    private readonly DevmemSocket _socket;
    private readonly Action<byte[]> _onData;
    public Subscriber([NotOwning] DevmemSocket socket) { _socket = socket; _onData = OnData; }
    private void OnData(byte[] l) { _last = _socket.Receive(l); }
    public void Run(byte[] l) => _onData(l);
    public void Dispose() => _last?.Dispose();
}
sealed class Subscriber_right : IDisposable
{
    private FragmentBatch? _last;
    private readonly DevmemSocket _socket;
    private readonly Action<byte[]> _onData;
    public Subscriber_right([NotOwning] DevmemSocket socket) { _socket = socket; _onData = OnData; }
    private void OnData(byte[] l) { _last?.Dispose(); _last = null; _last = _socket.Receive(l); }
    public void Run(byte[] l) => _onData(l);
    public void Dispose() => _last?.Dispose();
}
// lock, double checked, ring buffer
sealed class Locked : IDisposable
{
    private readonly object _gate = new();
    private DevmemSocket? _socket;
    private readonly RxBinding _b; private readonly Socket _raw;
    public Locked([NotOwning] RxBinding b, Socket raw) { _b = b; _raw = raw; }
    public int Read(byte[] l)
    {
        lock (_gate)
        {
            if (_socket == null) _socket = _b.Attach(_raw);
            using var batch = _socket.Receive(l);
            return batch.Count;
        }
    }
    public void Dispose() { lock (_gate) { if (_socket != null) { _socket.Dispose(); _socket = null; } } }
}
sealed class Ring : IDisposable
{
    private readonly FragmentBatch?[] _slots = new FragmentBatch?[16];
    private int _next;
    public void Put([Owning] FragmentBatch b) { int i = _next++ % _slots.Length; _slots[i]?.Dispose(); _slots[i] = b; }
    public void Dispose() { for (int i = 0; i < _slots.Length; i++) { _slots[i]?.Dispose(); _slots[i] = null; } }
}
sealed class Ring_foreach : IDisposable
{
    private readonly FragmentBatch?[] _slots = new FragmentBatch?[16];
    public void Put(int i, [Owning] FragmentBatch b) { _slots[i]?.Dispose(); _slots[i] = b; }
    public void Dispose() { foreach (var slot in _slots) slot?.Dispose(); Array.Clear(_slots); }
}
sealed class Removes_one : IDisposable
{
    private readonly List<DevmemSocket> _s = new(); //! DEVMEM011
    public void Add(RxBinding b, Socket raw) => _s.Add(b.Attach(raw));
    public void Dispose() { if (_s.Count > 0) _s[0].Dispose(); }
}
sealed class Linq : IDisposable
{
    private readonly List<DevmemSocket> _s = new();
    public void Add(RxBinding b, Socket raw) => _s.Add(b.Attach(raw));
    public void Dispose() { _s.ForEach(x => x.Dispose()); _s.Clear(); }
}
sealed class Rev : IDisposable
{
    private readonly List<DevmemSocket> _s = new();
    public void Add(RxBinding b, Socket raw) => _s.Add(b.Attach(raw));
    public void Dispose() { for (int i = _s.Count - 1; i >= 0; i--) _s[i].Dispose(); _s.Clear(); }
}
