//# rules = DEVMEM001 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM008 DEVMEM011 DEVMEM013 DEVMEM017
using System;
using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Net.Sockets;
using System.Reflection;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Devmem;


public static class Retry
{
    public static async Task<T> WithBackoff<T>(this Func<Task<T>> work, int attempts)
    {
        ArgumentNullException.ThrowIfNull(work);
        for (var i = 0; ; i++)
        {
            try { return await work().ConfigureAwait(false); }
            catch (Exception) when (i + 1 < attempts) { await Task.Delay(1 << i).ConfigureAwait(false); }
        }
    }
    public static T Do<T>(Func<T> work, Action<Exception>? onError = null, int attempts = 3)
    {
        List<Exception>? errors = null;
        for (var i = 0; i < attempts; i++)
        {
            try { return work(); }
            catch (SocketException e) { (errors ??= new()).Add(e); onError?.Invoke(e); }
        }
        throw new AggregateException(errors!);
    }
    public static void Using<T>(Func<T> open, Action<T> use) where T : IDisposable
    {
        using var it = open();
        use(it);
    }
    public static TResult With<T, TResult>(Func<T> open, Func<T, TResult> use) where T : IDisposable
    {
        var it = open();
        try { return use(it); }
        finally { it.Dispose(); }
    }
}
public sealed class RetryUse
{
    private readonly DevmemSocket _socket;
    public RetryUse(DevmemSocket socket) => _socket = socket;
    public int A(byte[] l) { using var b = Retry.Do(() => _socket.Receive(l)); return b.Count; }
    public int ASlip(byte[] l) { var b = Retry.Do(() => _socket.Receive(l)); return b.LinearBytes; } //! DEVMEM001
    public int B(byte[] l) { using var b = Retry.Do(() => _socket.Receive(l), e => Console.WriteLine(e.Message)); return b.Count; }
    public void C(byte[] l) => Retry.Using(() => _socket.Receive(l), b => Console.WriteLine(b.Count));
    public int D(byte[] l) => Retry.With(() => _socket.Receive(l), b => b.Count);
    public FragmentBatch DSlip(byte[] l) => Retry.With(() => _socket.Receive(l), b => b); //! DEVMEM005
    public async Task<int> E(byte[] l) { Func<Task<FragmentBatch>> w = async () => await _socket.ReceiveAsync(l); using var b = await w.WithBackoff(3); return b.Count; }
    public void F(byte[] l)
    {
        FragmentBatch? kept = null;
        try
        {
            Retry.Do(() => { kept?.Dispose(); kept = _socket.Receive(l); return 0; });
            Console.WriteLine(kept!.Count);
        }
        finally { kept?.Dispose(); }
    }
    public void FSlip(byte[] l)
    {
        FragmentBatch? kept = null;
        try
        {
            Retry.Do(() => { kept = _socket.Receive(l); Check(kept); return 0; }); //! DEVMEM004
            Console.WriteLine(kept!.Count);
        }
        finally { kept?.Dispose(); }
    }
    private static void Check(FragmentBatch b) { if (b.LinearBytes > 3) throw new SocketException(); }
}

public interface IBatchSource : IDisposable
{
    [return: Owning] FragmentBatch Next(byte[] linear);
}
public sealed class SocketSource : IBatchSource
{
    private readonly DevmemSocket _s;
    public SocketSource([Owning] DevmemSocket s) => _s = s;
    public FragmentBatch Next(byte[] linear) => _s.Receive(linear);
    public void Dispose() => _s.Dispose();
}
public sealed class Logging : IBatchSource
{
    private readonly IBatchSource _inner;
    public Logging(IBatchSource inner) => _inner = inner;
    public FragmentBatch Next(byte[] linear)
    {
        var b = _inner.Next(linear);
        try { Console.WriteLine(b.Count); return b; }
        catch { b.Dispose(); throw; }
    }
    public void Dispose() => _inner.Dispose();
}
public sealed class LoggingSlip : IBatchSource
{
    private readonly IBatchSource _inner;
    public LoggingSlip(IBatchSource inner) => _inner = inner;
    public FragmentBatch Next(byte[] linear)
    {
        var b = _inner.Next(linear); //! DEVMEM004
        Console.WriteLine(b.Count);
        return b;
    }
    public void Dispose() => _inner.Dispose();
}
public static class Compose
{
    public static void Right(DevmemSocket s, byte[] l) { using IBatchSource src = new Logging(new SocketSource(s)); using var b = src.Next(l); }
    public static void Slip(RxBinding bind, Socket t, byte[] l) { var src = new SocketSource(bind.Attach(t)); using var b = src.Next(l); } //! DEVMEM008
    public static void Slip2(IBatchSource src, byte[] l) { var b = src.Next(l); Console.WriteLine(b.LinearBytes); } //! DEVMEM001
}

public abstract class Transport : IDisposable
{
    private bool _disposed;
    public void Dispose() { if (_disposed) return; _disposed = true; Dispose(true); GC.SuppressFinalize(this); }
    protected virtual void Dispose(bool disposing) { }
}
public class RxTransport : Transport
{
    private readonly DevmemSocket _socket;
    public RxTransport(RxBinding b, Socket t) => _socket = b.Attach(t);
    protected override void Dispose(bool disposing) { if (disposing) _socket.Dispose(); base.Dispose(disposing); }
}
public class RxTransportSlip : Transport
{
    private readonly DevmemSocket _socket; //! DEVMEM011
    public RxTransportSlip(RxBinding b, Socket t) => _socket = b.Attach(t);
    protected override void Dispose(bool disposing) { base.Dispose(disposing); }
}
public class DoubleTransport : RxTransport
{
    private readonly RxBinding _own;
    public DoubleTransport(DevmemDevice d, Dmabuf m, RxBinding b, Socket t) : base(b, t) { _own = d.BindRx(m, [1], AutoreleaseMode.Off); } //! DEVMEM008
    protected override void Dispose(bool disposing) { base.Dispose(disposing); if (disposing) _own.Dispose(); }
}

public sealed class Ring : IDisposable
{
    private readonly FragmentBatch?[] _slots = new FragmentBatch?[8];
    private int _head;
    public void Put([Owning] FragmentBatch b)
    {
        var i = _head++ & 7;
        _slots[i]?.Dispose();
        _slots[i] = b;
    }
    public void Dispose() { foreach (var s in _slots) s?.Dispose(); }
}
public sealed class RingSlip : IDisposable
{
    private readonly FragmentBatch?[] _slots = new FragmentBatch?[8];
    private int _head;
    public void Put([Owning] FragmentBatch b) => _slots[_head++ & 7] = b;
    public void Dispose() { foreach (var s in _slots) s?.Dispose(); }
}

public sealed class BatchEventArgs : EventArgs, IDisposable
{
    private FragmentBatch? _b;
    public BatchEventArgs([Owning] FragmentBatch b) => _b = b;
    [NotOwning] public FragmentBatch Batch => _b!;
    [return: Owning] public FragmentBatch Take() { var b = _b!; _b = null; return b; }
    public void Dispose() => _b?.Dispose();
}
public sealed class EventSource2
{
    public event EventHandler<BatchEventArgs>? Received;
    public void Pump(DevmemSocket s, byte[] l)
    {
        using var args = new BatchEventArgs(s.Receive(l));
        Received?.Invoke(this, args); //! DEVMEM013
    }
    public void PumpSlip(DevmemSocket s, byte[] l)
    {
        var args = new BatchEventArgs(s.Receive(l)); //! DEVMEM008
        Received?.Invoke(this, args); //! DEVMEM013
    }
}

public static class Trusts
{
    public static void Dyn(DevmemSocket s, byte[] l, dynamic d) { using var b = s.Receive(l); d.Handle(b); } //! DEVMEM013
    public static void Refl(DevmemSocket s, byte[] l, MethodInfo m) { using var b = s.Receive(l); m.Invoke(null, [b]); } //! DEVMEM013
    public static void Act(DevmemSocket s, byte[] l, Action<FragmentBatch> a) { using var b = s.Receive(l); a(b); } //! DEVMEM013
    public static void Obj(DevmemSocket s, byte[] l, ISet<object> a) { var b = s.Receive(l); a.Add(b); } //! DEVMEM013
    public static void Timer(DevmemSocket s, byte[] l) { using var b = s.Receive(l); var t = new Timer(_ => Console.WriteLine(b.Count)); } //! DEVMEM013
    public static void Reg(DevmemSocket s, byte[] l, CancellationToken ct) { using var b = s.Receive(l); using var r = ct.Register(() => b.Dispose()); Console.WriteLine(b.Count); } //! DEVMEM013
    public static string Fmt(DevmemSocket s, byte[] l) { using var b = s.Receive(l); return $"{b} {b.Count}"; }
    public static bool Eq(DevmemSocket s, byte[] l, FragmentBatch other) { using var b = s.Receive(l); return b == other || b.Equals(other) || ReferenceEquals(b, other); }
    public static void Lck(DevmemSocket s, byte[] l) { using var b = s.Receive(l); lock (b) Console.WriteLine(b.Count); }
    public static void Tup(DevmemSocket s, byte[] l) { var t = (s.Receive(l), 1); t.Item1.Dispose(); }
}

public static class Tasks
{
    static async Task<FragmentBatch> One(DevmemSocket s, byte[] l) => await s.ReceiveAsync(l);
    public static Task<FragmentBatch> Fwd(DevmemSocket s, byte[] l) => One(s, l);
    public static async Task Both(DevmemSocket s, byte[] l, byte[] m)
    {
        var a = One(s, l); var b = One(s, m); //! DEVMEM004
        using var x = await a; using var y = await b;
    }
    public static async Task WhenAll(DevmemSocket s, byte[] l, byte[] m)
    {
        var all = await Task.WhenAll(One(s, l), One(s, m));
        foreach (var x in all) x.Dispose();
    }
    public static async Task Cont(DevmemSocket s, byte[] l) => await One(s, l).ContinueWith(t => t.Result.Dispose()); //! DEVMEM013
    public static void Forget(DevmemSocket s, byte[] l) => _ = One(s, l); //! DEVMEM001
    public static async Task Timeout(DevmemSocket s, byte[] l)
    {
        var t = One(s, l); //! DEVMEM001
        if (await Task.WhenAny(t, Task.Delay(10)) == t)
            (await t).Dispose();
    }
}
