//# rules = DEVMEM001 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM008 DEVMEM011 DEVMEM013 DEVMEM017
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

public delegate void BatchHandler([Owning] FragmentBatch batch);
public delegate void Peeker([NotOwning] FragmentBatch batch);
public static class Del
{
    static void Named(FragmentBatch b) { Console.WriteLine(b.Count); }
    static void NamedR(FragmentBatch b) { b.Dispose(); }
    static bool Maybe(FragmentBatch b) { if (b.Count > 3) { b.Dispose(); return true; } return false; }
    public static void SubNamed(Receiver r) { r.Arrived += Named; } //! DEVMEM017
    public static void SubNamedR(Receiver r) { r.Arrived += NamedR; }
    public static void SubNamed2(Receiver r, DevmemSocket s, byte[] l) { using var b = s.Receive(l); r.Arrived += Named; } //! DEVMEM017
    public static void Peek1(DevmemSocket s, byte[] l) { using var b = s.Receive(l); Peeker p = NamedR; Console.WriteLine(p); } //! DEVMEM017
    public static void Peek2(DevmemSocket s, byte[] l) { using var b = s.Receive(l); Peeker p = Named; Console.WriteLine(p); }
    public static BatchHandler Get() => Named; //! DEVMEM017
    public static BatchHandler GetR() => NamedR;
    public static void Register(Receiver r) => r.OnBatch(Named); //! DEVMEM017
    public static void RegisterR(Receiver r) => r.OnBatch(b => b.Dispose());
    public static void RegisterS(Receiver r) => r.OnBatch(b => { if (b.Count > 5) b.Dispose(); }); //! DEVMEM017
}
public sealed class Receiver
{
    public event BatchHandler? Arrived;
    private BatchHandler? _h;
    public void OnBatch(BatchHandler h) => _h = h;
    public void Pump(DevmemSocket s, byte[] linear)
    {
        var b = s.Receive(linear);
        if (Arrived is { } h) h(b); else b.Dispose();
    }
    public void Pump2(DevmemSocket s, byte[] linear)
    {
        var b = s.Receive(linear);
        if (_h is null) { b.Dispose(); return; }
        _h(b);
    }
}
public sealed class Own2([NotOwning] DevmemSocket s) : IDisposable //! DEVMEM017
{
    private readonly DevmemSocket _s = s;
    public void Dispose() => _s.Dispose();
}
public sealed class Own3([NotOwning] DevmemSocket s) : IDisposable //! DEVMEM017
{
    public void Dispose() => s.Dispose();
}
public sealed class Own4 : IDisposable
{
    [NotOwning] private readonly DevmemSocket _s; //! DEVMEM017
    public Own4(DevmemSocket s) => _s = s;
    public void Dispose() => _s.Dispose();
}
public sealed class Own5 : IDisposable
{
    private readonly System.Collections.Generic.List<DevmemSocket> _s = new();
    public void Add([NotOwning] DevmemSocket s) => _s.Add(s); //! DEVMEM017
    public void Dispose() { foreach (var s in _s) s.Dispose(); }
}
public sealed class Own6 : IDisposable
{
    public DevmemSocket? Current { get; private set; }
    public void Set([NotOwning] DevmemSocket s) { Current?.Dispose(); Current = s; } //! DEVMEM017
    public void Dispose() => Current?.Dispose();
}
public sealed class Own7
{
    private readonly Own6 _inner = new(); //! DEVMEM011
    public void Pass([NotOwning] DevmemSocket s) => _inner.Set(s);
    public int N => 0;
}
public sealed class Keeper : IDisposable
{
    private DevmemSocket? _s;
    public void Give(DevmemSocket s) { _s?.Dispose(); _s = s; }
    public void Dispose() => _s?.Dispose();
}
public static class LentToKeeper
{
    public static void Pass(Keeper k, [NotOwning] DevmemSocket s) => k.Give(s); //! DEVMEM017
    public static void PassR(Keeper k, [Owning] DevmemSocket s) => k.Give(s);
}

[return: Owning] public delegate FragmentBatch Source();
public static class Delegates
{
    static void Use(BatchHandler h, FragmentBatch b) { }
    public static BatchHandler Right() => b => b.Dispose();
    public static BatchHandler Slip() => b => Console.WriteLine(b.Count); //! DEVMEM017
    public static Peeker PRight() => b => Console.WriteLine(b.Count);
    public static Peeker PSlip() => b => b.Dispose(); //! DEVMEM017
    public static void Calls(DevmemSocket s, BatchHandler h, byte[] linear) { h(s.Receive(linear)); }
    public static void CallsSlip(DevmemSocket s, Peeker h, byte[] linear) { h(s.Receive(linear)); } //! DEVMEM001
    public static void CallSrc(Source s) { s().Dispose(); }
    public static void CallSrcSlip(Source s) { Console.WriteLine(s().Count); } //! DEVMEM001
}

public sealed class Latest : IDisposable
{
    private FragmentBatch? _x;
    public void Publish([Owning] FragmentBatch fresh) => Interlocked.Exchange(ref _x, fresh)?.Dispose();
    public void Dispose() => Interlocked.Exchange(ref _x, null)?.Dispose();
}
public sealed class LatestSlip : IDisposable
{
    private FragmentBatch? _x; //! DEVMEM011
    public void Publish([Owning] FragmentBatch fresh) => Interlocked.Exchange(ref _x, fresh);
    public void Dispose() => Interlocked.Exchange(ref _x, null)?.Dispose();
}

[MustRelease("Finish")]
public readonly struct Guard
{
    private readonly DevmemToken _token;
    public Guard([Owning] DevmemToken token) => _token = token;
    public long Offset => _token.Offset;
    public void Finish() => _token.Release();
}
[MustRelease]
public abstract class Handle : IDisposable { public abstract void Dispose(); }
public sealed class TokenRef : Handle
{
    private DevmemToken _t; private bool _done;
    public TokenRef([Owning] DevmemToken t) => _t = t;
    public override void Dispose() { if (!_done) { _done = true; _t.Release(); } }
}
public static class W
{
    public static void Right(FragmentBatch b) { var g = new Guard(b.Detach(0)); try { Console.WriteLine(g.Offset); } finally { g.Finish(); } }
    public static void Slip(FragmentBatch b) { var g = new Guard(b.Detach(0)); Console.WriteLine(g.Offset); } //! DEVMEM008
    public static void R2(FragmentBatch b) { using Handle g = new TokenRef(b.Detach(0)); Console.WriteLine(b.Count); }
    public static void S2(FragmentBatch b) { Handle g = new TokenRef(b.Detach(0)); Console.WriteLine(b.Count); } //! DEVMEM008
}

