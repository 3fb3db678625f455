//# rules = DEVMEM001 DEVMEM002 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM007 DEVMEM008 DEVMEM009 DEVMEM011
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using Devmem;
class Primary_loses(DevmemDevice d, Dmabuf m, TxBinding tx, Socket raw) : IDisposable
{
    private readonly RxBinding _binding = d.BindRx(m, [0], AutoreleaseMode.Off); //! DEVMEM008
    private readonly DevmemSender _sender = tx.Attach(raw);
    public void Dispose() { _sender.Dispose(); _binding.Dispose(); }
}
abstract class Open_base
{
    protected readonly DevmemSocket Socket;
    protected Open_base(RxBinding b, Socket raw) => Socket = b.Attach(raw);
}
sealed class Closes_it : Open_base, IDisposable { public Closes_it(RxBinding b, Socket raw) : base(b, raw) { } public void Dispose() => Socket.Dispose(); }
abstract class Abstract_release : IDisposable
{
    protected readonly DevmemSocket Socket; //! DEVMEM011
    protected Abstract_release(RxBinding b, Socket raw) => Socket = b.Attach(raw);
    public abstract void Dispose();
}
sealed class Right : Abstract_release { public Right(RxBinding b, Socket raw) : base(b, raw) { } public override void Dispose() => Socket.Dispose(); }
sealed class Wrong : Abstract_release { public Wrong(RxBinding b, Socket raw) : base(b, raw) { } public override void Dispose() { } }
sealed class Close_half : IDisposable
{
    private readonly RxBinding _b; private readonly DevmemSocket _s;
    public Close_half([Owning] RxBinding b, [Owning] DevmemSocket s) { _b = b; _s = s; }
    public void Close() => _s.Close();
    public void Dispose() { Close(); _b.Dispose(); }
}
sealed class Close_all : IDisposable
{
    private readonly RxBinding _b; private readonly DevmemSocket _s;
    public Close_all([Owning] RxBinding b, [Owning] DevmemSocket s) { _b = b; _s = s; }
    public void Close() { _s.Close(); _b.Unbind(); }
    public void Dispose() { Close(); }
}
[MustRelease("Shutdown")]
sealed class Marked
{
    private readonly DevmemSocket _s; //! DEVMEM011
    private readonly DevmemSocket _t;
    public Marked(RxBinding b, Socket r, [Owning] DevmemSocket t) { _t = t; try { _s = b.Attach(r); } catch { _t.Dispose(); throw; } }
    public void Shutdown() => _t.Dispose();
}
class Uses
{
    static void A(DevmemDevice d, Dmabuf m, Socket r)
    {
        var b = d.BindRx(m, [0], AutoreleaseMode.Off);
        DevmemSocket s;
        try { s = b.Attach(r); } catch { b.Dispose(); throw; }
        var c = new Close_half(b, s); //! DEVMEM008
        c.Close();
    }
    static void B(DevmemDevice d, Dmabuf m, Socket r)
    {
        var b = d.BindRx(m, [0], AutoreleaseMode.Off);
        DevmemSocket s;
        try { s = b.Attach(r); } catch { b.Dispose(); throw; }
        var c = new Close_all(b, s);
        c.Close();
    }
    static void C(RxBinding b, Socket r)
    {
        var c = new Closes_it(b, r); //! DEVMEM008
    }
    static void D(RxBinding b, Socket r)
    {
        using var c = new Closes_it(b, r);
    }
}
// generic, nested, interface-implemented owners
interface IChannelOwner : IDisposable { int Read(byte[] l); }
sealed class Impl : IChannelOwner
{
    private readonly DevmemSocket _s;
    public Impl(RxBinding b, Socket r) => _s = b.Attach(r);
    public int Read(byte[] l) { using var x = _s.Receive(l); return x.Count; }
    void IDisposable.Dispose() => _s.Dispose();
}
sealed class Impl_forgets : IChannelOwner
{
    private readonly DevmemSocket _s; //! DEVMEM011
    public Impl_forgets(RxBinding b, Socket r) => _s = b.Attach(r);
    public int Read(byte[] l) { using var x = _s.Receive(l); return x.Count; }
    void IDisposable.Dispose() => GC.SuppressFinalize(this);
}
class Cache<TKey> : IDisposable where TKey : notnull
{
    private readonly Dictionary<TKey, DevmemSocket> _map = new();
    private readonly RxBinding _b;
    public Cache([Owning] RxBinding b) => _b = b;
    public DevmemSocket Get(TKey key, Func<Socket> connect)
    {
        if (_map.TryGetValue(key, out var s)) return s;
        s = _b.Attach(connect());
        _map.Add(key, s);
        return s;
    }
    public void Dispose()
    {
        foreach (var s in _map.Values) s.Dispose();
        _map.Clear();
        _b.Dispose();
    }
}
class Cache_clear<TKey> : IDisposable where TKey : notnull
{
    private readonly Dictionary<TKey, DevmemSocket> _map = new(); //! DEVMEM011
    private readonly RxBinding _b;
    public Cache_clear([Owning] RxBinding b) => _b = b;
    public void Put(TKey key, Socket r) => _map.Add(key, _b.Attach(r));
    public void Reset() => _map.Clear();
    public void Dispose()
    {
        foreach (var s in _map.Values) s.Dispose();
        _map.Clear();
        _b.Dispose();
    }
}
class Outer : IDisposable
{
    private readonly Inner _inner;
    public Outer(RxBinding b, Socket r) => _inner = new Inner(b, r);
    public void Dispose() => _inner.Dispose();
    private sealed class Inner : IDisposable
    {
        private readonly DevmemSocket _s;
        public Inner(RxBinding b, Socket r) => _s = b.Attach(r);
        public void Dispose() => _s.Dispose();
    }
}
class Outer_forgets : IDisposable
{
    private readonly Inner _inner; //! DEVMEM011
    public Outer_forgets(RxBinding b, Socket r) => _inner = new Inner(b, r);
    public void Dispose() { }
    private sealed class Inner : IDisposable
    {
        private readonly DevmemSocket _s;
        public Inner(RxBinding b, Socket r) => _s = b.Attach(r);
        public void Dispose() => _s.Dispose();
    }
}
class Tokens : IDisposable
{
    private DevmemToken _t;
    private DevmemToken? _u;
    private readonly List<DevmemToken> _all = [];
    public void Keep(FragmentBatch b) { if (!_t.IsDefault) _t.Release(); _t = default; _t = b.Detach(0); }
    public void Keep2(FragmentBatch b) { _u?.Release(); _u = null; _u = b.Detach(0); }
    public void Add(FragmentBatch b) => _all.Add(b.Detach(0));
    public void Dispose() { _t.Dispose(); _t = default; _u?.Dispose(); foreach (var t in _all) t.Release(); _all.Clear(); }
}
class Tokens_wrong : IDisposable
{
    private DevmemToken _t; //! DEVMEM011
    private readonly List<DevmemToken> _all = []; //! DEVMEM011
    public void Keep(FragmentBatch b) { _t = b.Detach(0); }
    public void Add(FragmentBatch b) => _all.Add(b.Detach(0));
    public void Dispose() { _t.Dispose(); }
}
