//# rules = DEVMEM001 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM008 DEVMEM011 DEVMEM013 DEVMEM017
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Devmem;


public sealed class Lease : IDisposable
{
    private readonly SocketPool _pool;
    private DevmemSocket? _socket;
    internal Lease(SocketPool pool, [Owning] DevmemSocket socket) { _pool = pool; _socket = socket; }
    public DevmemSocket Socket => _socket ?? throw new ObjectDisposedException(nameof(Lease));
    public void Dispose()
    {
        var socket = Interlocked.Exchange(ref _socket, null);
        if (socket is not null)
            _pool.Return(socket);
    }
}

public sealed class SocketPool : IDisposable
{
    private readonly ConcurrentBag<DevmemSocket> _idle = new();
    private readonly RxBinding _binding;
    private readonly Func<Socket> _connect;
    private readonly int _max;
    private int _count;
    public SocketPool(RxBinding binding, Func<Socket> connect, int max) { _binding = binding; _connect = connect; _max = max; }
    public Lease Rent()
    {
        if (_idle.TryTake(out var socket))
            return new Lease(this, socket);
        return new Lease(this, _binding.Attach(_connect()));
    }
    internal void Return([Owning] DevmemSocket socket)
    {
        if (Interlocked.Increment(ref _count) <= _max)
        {
            _idle.Add(socket);
            return;
        }
        Interlocked.Decrement(ref _count);
        socket.Dispose();
    }
    public void Dispose()
    {
        while (_idle.TryTake(out var socket))
            socket.Dispose();
    }
}

public static class PoolUse
{
    public static int Right(SocketPool pool, byte[] linear)
    {
        using var lease = pool.Rent();
        using var batch = lease.Socket.Receive(linear);
        return batch.Count;
    }
    public static int Slip(SocketPool pool, byte[] linear)
    {
        var lease = pool.Rent(); //! DEVMEM008
        using var batch = lease.Socket.Receive(linear);
        return batch.Count;
    }
    public static int Slip2(SocketPool pool, byte[] linear)
    {
        using var lease = pool.Rent();
        var batch = lease.Socket.Receive(linear); //! DEVMEM004
        Console.WriteLine(linear.Length);
        int n = Parse(batch);
        batch.Dispose();
        return n;
    }
    static int Parse(FragmentBatch b) { if (b.Count > 10) throw new InvalidOperationException(); return b.Count; }
}

public sealed class PoolSlip : IDisposable
{
    private readonly ConcurrentBag<DevmemSocket> _idle = new();
    private readonly RxBinding _binding;
    public PoolSlip(RxBinding binding) { _binding = binding; }
    public void Return([Owning] DevmemSocket socket) //! DEVMEM017
    {
        if (_idle.Count > 8)
            return;
        _idle.Add(socket);
    }
    public void Dispose()
    {
        while (_idle.TryTake(out var socket))
            socket.Dispose();
    }
}

