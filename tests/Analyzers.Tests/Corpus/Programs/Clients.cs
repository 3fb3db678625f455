//# rules = DEVMEM001 DEVMEM002 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM008 DEVMEM011 DEVMEM013 DEVMEM017
using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Devmem;


public sealed class BoundedPool : IAsyncDisposable
{
    private readonly SemaphoreSlim _slots;
    private readonly Stack<DevmemSocket> _free = new();
    private readonly object _gate = new();
    private readonly Func<CancellationToken, Task<DevmemSocket>> _open;
    public BoundedPool(int size, Func<CancellationToken, Task<DevmemSocket>> open) { _slots = new SemaphoreSlim(size); _open = open; }
    public async Task<DevmemSocket> RentAsync(CancellationToken ct)
    {
        await _slots.WaitAsync(ct);
        lock (_gate)
        {
            if (_free.Count > 0)
                return _free.Pop();
        }
        try { return await _open(ct); }
        catch { _slots.Release(); throw; }
    }
    public void Return([Owning] DevmemSocket socket)
    {
        lock (_gate)
            _free.Push(socket);
        _slots.Release();
    }
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            while (_free.Count > 0)
                _free.Pop().Dispose();
        }
        _slots.Dispose();
        return ValueTask.CompletedTask;
    }
}
public sealed class BoundedPoolSlip : IAsyncDisposable
{
    private readonly Stack<DevmemSocket> _free = new();
    private readonly object _gate = new();
    public void Return([Owning] DevmemSocket socket, bool healthy) //! DEVMEM017
    {
        lock (_gate)
        {
            if (!healthy)
                return;
            _free.Push(socket);
        }
    }
    public ValueTask DisposeAsync()
    {
        lock (_gate)
            while (_free.Count > 0)
                _free.Pop().Dispose();
        return ValueTask.CompletedTask;
    }
}
public static class BoundedUse
{
    public static async Task<int> Right(BoundedPool pool, byte[] linear, CancellationToken ct)
    {
        var socket = await pool.RentAsync(ct);
        try
        {
            using var batch = await socket.ReceiveAsync(linear, ct);
            return batch.Count;
        }
        finally { pool.Return(socket); }
    }
    public static async Task<int> Slip(BoundedPool pool, byte[] linear, CancellationToken ct)
    {
        var socket = await pool.RentAsync(ct); //! DEVMEM008
        using var batch = await socket.ReceiveAsync(linear, ct);
        if (batch.Count == 0)
            return 0;
        pool.Return(socket);
        return batch.Count;
    }
    public static async Task<int> UseAfter(BoundedPool pool, byte[] linear, CancellationToken ct)
    {
        var socket = await pool.RentAsync(ct);
        pool.Return(socket);
        using var batch = await socket.ReceiveAsync(linear, ct); //! DEVMEM005
        return batch.Count;
    }
}


public sealed class Reconnecting : IDisposable
{
    private readonly RxBinding _binding;
    private readonly Func<Socket> _connect;
    private DevmemSocket? _current;
    public Reconnecting(RxBinding binding, Func<Socket> connect) { _binding = binding; _connect = connect; }
    private DevmemSocket Current => _current ??= _binding.Attach(_connect());
    public FragmentBatch Next(byte[] linear, int attempts)
    {
        for (var i = 0; ; i++)
        {
            try { return Current.Receive(linear); }
            catch (SocketException) when (i < attempts) { Drop(); }
        }
    }
    private void Drop() { _current?.Dispose(); _current = null; }
    public void Dispose() => Drop();
}
public sealed class ReconnectingSlip : IDisposable
{
    private readonly RxBinding _binding;
    private readonly Func<Socket> _connect;
    private DevmemSocket? _current; //! DEVMEM011
    public ReconnectingSlip(RxBinding binding, Func<Socket> connect) { _binding = binding; _connect = connect; }
    private DevmemSocket Current => _current ??= _binding.Attach(_connect());
    public FragmentBatch Next(byte[] linear, int attempts)
    {
        for (var i = 0; ; i++)
        {
            try { return Current.Receive(linear); }
            catch (SocketException) when (i < attempts) { _current = null; }
        }
    }
    public void Dispose() => _current?.Dispose();
}


public sealed class Sessions : IDisposable
{
    private readonly ConcurrentDictionary<int, DevmemSocket> _byId = new();
    private readonly RxBinding _binding;
    public Sessions(RxBinding binding) => _binding = binding;
    public void Open(int id, Socket tcp)
    {
        var socket = _binding.Attach(tcp);
        if (!_byId.TryAdd(id, socket))
        {
            socket.Dispose();
            throw new InvalidOperationException("open already");
        }
    }
    public void Close(int id) { if (_byId.TryRemove(id, out var socket)) socket.Dispose(); }
    public int Read(int id, byte[] l)
    {
        if (!_byId.TryGetValue(id, out var socket)) return 0;
        using var b = socket.Receive(l);
        return b.Count;
    }
    public void Dispose()
    {
        foreach (var id in _byId.Keys.ToArray())
            Close(id);
    }
}
public sealed class SessionsSlip : IDisposable
{
    private readonly ConcurrentDictionary<int, DevmemSocket> _byId = new();
    private readonly RxBinding _binding;
    public SessionsSlip(RxBinding binding) => _binding = binding;
    public void Open(int id, Socket tcp)
    {
        var socket = _binding.Attach(tcp); //! DEVMEM008
        if (!_byId.TryAdd(id, socket))
            throw new InvalidOperationException("open already");
    }
    public void Close(int id) => _byId.TryRemove(id, out _); //! DEVMEM008
    public void Dispose()
    {
        foreach (var socket in _byId.Values)
            socket.Dispose();
        _byId.Clear();
    }
}

public sealed class Link : IDisposable
{
    private readonly RxBinding _binding;
    private readonly DevmemSocket _socket;
    private Link(RxBinding binding, DevmemSocket socket) { _binding = binding; _socket = socket; }
    public static Link Open(DevmemDevice device, Dmabuf memory, Socket tcp)
    {
        var binding = device.BindRx(memory, [0], AutoreleaseMode.Off);
        try { return new Link(binding, binding.Attach(tcp)); }
        catch { binding.Dispose(); throw; }
    }
    public static Link OpenSlip(DevmemDevice device, Dmabuf memory, Socket tcp)
    {
        var binding = device.BindRx(memory, [0], AutoreleaseMode.Off); //! DEVMEM008
        return new Link(binding, binding.Attach(tcp));
    }
    public void Dispose() { _socket.Dispose(); _binding.Dispose(); }
}
public sealed class LinkOrder : IDisposable
{
    private readonly RxBinding _binding;
    private readonly DevmemSocket _socket;
    public LinkOrder(DevmemDevice device, Dmabuf memory, Socket tcp)
    {
        _binding = device.BindRx(memory, [0], AutoreleaseMode.Off);
        try { _socket = _binding.Attach(tcp); }
        catch { _binding.Dispose(); throw; }
    }
    public void Dispose() { _binding.Dispose(); _socket.Dispose(); } //! DEVMEM002
}

public sealed class BatchOwner : IMemoryOwner<byte>
{
    private FragmentBatch? _batch; private readonly byte[] _copy;
    public BatchOwner([Owning] FragmentBatch batch) { _batch = batch; _copy = new byte[16]; }
    public Memory<byte> Memory => _copy;
    public void Dispose() { _batch?.Release(); _batch = null; }
}
public static class OwnerUse
{
    public static void Right(DevmemSocket s, byte[] l) { using IMemoryOwner<byte> o = new BatchOwner(s.Receive(l)); Console.WriteLine(o.Memory.Length); }
    public static void Slip(DevmemSocket s, byte[] l) { IMemoryOwner<byte> o = new BatchOwner(s.Receive(l)); Console.WriteLine(o.Memory.Length); } //! DEVMEM008
}

[MustRelease]
public sealed class Shared<T> : IDisposable where T : class, IDisposable
{
    private sealed class Box { public T? Value; public int Count; }
    private Box? _box;
    public Shared([Owning] T value) => _box = new Box { Value = value, Count = 1 };
    private Shared(Box box) => _box = box;
    [return: Owning] public Shared<T> Clone() { Interlocked.Increment(ref _box!.Count); return new Shared<T>(_box); }
    public T Value => _box!.Value!;
    [Releases] public void Dispose() { var b = Interlocked.Exchange(ref _box, null); if (b is not null && Interlocked.Decrement(ref b.Count) == 0) b.Value!.Dispose(); }
}
public static class SharedUse
{
    public static void Right(DevmemSocket s, byte[] l) { using var a = new Shared<FragmentBatch>(s.Receive(l)); using var b = a.Clone(); Console.WriteLine(b.Value.Count); }
    public static void Slip(DevmemSocket s, byte[] l) { using var a = new Shared<FragmentBatch>(s.Receive(l)); var b = a.Clone(); Console.WriteLine(b.Value.Count); } //! DEVMEM008
}

public sealed class Worker : IDisposable
{
    private readonly BlockingCollection<FragmentBatch> _inbox = new(16);
    private readonly Thread _thread;
    public Worker() { _thread = new Thread(Run); _thread.Start(); }
    public void Post([Owning] FragmentBatch batch)
    {
        if (!_inbox.TryAdd(batch))
            batch.Dispose();
    }
    private void Run()
    {
        foreach (var batch in _inbox.GetConsumingEnumerable())
        {
            using (batch)
                Console.WriteLine(batch.Count);
        }
    }
    public void Dispose() { _inbox.CompleteAdding(); _thread.Join(); while (_inbox.TryTake(out var left)) left.Dispose(); _inbox.Dispose(); }
}
public sealed class WorkerSlip : IDisposable
{
    private readonly BlockingCollection<FragmentBatch> _inbox = new(16);
    private readonly Thread _thread;
    public WorkerSlip() { _thread = new Thread(Run); _thread.Start(); }
    public void Post([Owning] FragmentBatch batch) => _inbox.TryAdd(batch); //! DEVMEM017
    private void Run()
    {
        foreach (var batch in _inbox.GetConsumingEnumerable()) //! DEVMEM001
        {
            if (batch.LinearBytes > 10) continue;
            batch.Dispose();
        }
    }
    public void Dispose() { _inbox.CompleteAdding(); _thread.Join(); while (_inbox.TryTake(out var left)) left.Dispose(); _inbox.Dispose(); }
}
