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


public sealed class RetryPolicy
{
    private readonly int _attempts;
    public RetryPolicy(int attempts) => _attempts = attempts;
    public T Execute<T>(Func<T> work)
    {
        for (int i = 0; ; i++)
        {
            try { return work(); }
            catch (SocketException) when (i < _attempts) { Thread.Sleep(10); }
        }
    }
    public async Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken ct)
    {
        for (int i = 0; ; i++)
        {
            try { return await work(ct); }
            catch (SocketException) when (i < _attempts) { await Task.Delay(10, ct); }
        }
    }
    public void Run(Action work)
    {
        for (int i = 0; ; i++)
        {
            try { work(); return; }
            catch (SocketException) when (i < _attempts) { Thread.Sleep(10); }
        }
    }
}

public sealed class Client
{
    private readonly RetryPolicy _policy = new(3);
    public int Right(DevmemSocket socket, byte[] linear)
    {
        using var batch = _policy.Execute(() => socket.Receive(linear));
        return batch.Count;
    }
    public int Slip(DevmemSocket socket, byte[] linear)
    {
        var batch = _policy.Execute(() => socket.Receive(linear)); //! DEVMEM001
        return batch.LinearBytes;
    }
    public async Task<int> RightAsync(DevmemSocket socket, byte[] linear, CancellationToken ct)
    {
        using var batch = await _policy.ExecuteAsync(async c => await socket.ReceiveAsync(linear, c), ct);
        return batch.Count;
    }
    public async Task<int> SlipAsync(DevmemSocket socket, byte[] linear, CancellationToken ct)
    {
        var batch = await _policy.ExecuteAsync(async c => await socket.ReceiveAsync(linear, c), ct); //! DEVMEM001
        return batch.LinearBytes;
    }
    public void RightRun(DevmemSocket socket, byte[] linear)
    {
        _policy.Run(() =>
        {
            using var b = socket.Receive(linear);
            Console.WriteLine(b.Count);
        });
    }
    public void ReleaseInside(DevmemSocket socket, byte[] linear)
    {
        var batch = socket.Receive(linear);
        _policy.Run(() => batch.Dispose());
    }
    public void OverwriteInside(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch = null;
        _policy.Run(() => { batch = socket.Receive(linear); Check(batch); }); //! DEVMEM004
        batch?.Dispose();
    }
    static void Check(FragmentBatch b) { if (b.Count > 10) throw new SocketException(); }
}

