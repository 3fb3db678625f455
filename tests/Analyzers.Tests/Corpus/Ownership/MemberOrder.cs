//# rules = DEVMEM001 DEVMEM002 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM007 DEVMEM008 DEVMEM009 DEVMEM011
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;
class Wrong_order_async : IAsyncDisposable
{
    private readonly RxBinding _binding;
    private readonly DevmemSocket _socket;
    public Wrong_order_async(DevmemDevice d, Dmabuf m, Socket raw)
    {
        _binding = d.BindRx(m, [0], AutoreleaseMode.Off);
        try { _socket = _binding.Attach(raw); } catch { _binding.Dispose(); throw; }
    }
    public ValueTask DisposeAsync()
    {
        _binding.Dispose(); //! DEVMEM002
        _socket.Dispose();
        return default;
    }
}
class Wrong_order_bool : IDisposable
{
    private RxBinding? _binding;
    private DevmemSocket? _socket;
    public Wrong_order_bool(DevmemDevice d, Dmabuf m, Socket raw)
    {
        _binding = d.BindRx(m, [0], AutoreleaseMode.Off);
        try { _socket = _binding.Attach(raw); } catch { _binding.Dispose(); throw; }
    }
    public void Dispose() { Dispose(true); GC.SuppressFinalize(this); }
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        _binding?.Dispose(); //! DEVMEM002
        _socket?.Dispose();
        _binding = null;
        _socket = null;
    }
}
class Via_helpers : IDisposable
{
    private readonly RxBinding _binding;
    private readonly DevmemSocket _socket;
    public Via_helpers(DevmemDevice d, Dmabuf m, Socket raw)
    {
        _binding = d.BindRx(m, [0], AutoreleaseMode.Off);
        try { _socket = _binding.Attach(raw); } catch { _binding.Dispose(); throw; }
    }
    public void Dispose()
    {
        CloseBinding(); //! DEVMEM002
        CloseSocket();
    }
    private void CloseBinding() => _binding.Dispose();
    private void CloseSocket() => _socket.Dispose();
}
class Via_helpers_right : IDisposable
{
    private readonly RxBinding _binding;
    private readonly DevmemSocket _socket;
    public Via_helpers_right(DevmemDevice d, Dmabuf m, Socket raw)
    {
        _binding = d.BindRx(m, [0], AutoreleaseMode.Off);
        try { _socket = _binding.Attach(raw); } catch { _binding.Dispose(); throw; }
    }
    public void Dispose() { CloseSocket(); CloseBinding(); }
    private void CloseBinding() => _binding.Dispose();
    private void CloseSocket() => _socket.Dispose();
}
class Base_with_binding : IDisposable
{
    protected readonly RxBinding Binding;
    public Base_with_binding(DevmemDevice d, Dmabuf m) => Binding = d.BindRx(m, [0], AutoreleaseMode.Off);
    public void Dispose() { Dispose(true); GC.SuppressFinalize(this); }
    protected virtual void Dispose(bool disposing) { if (disposing) Binding.Dispose(); }
}
sealed class Derived_base_first : Base_with_binding
{
    private readonly DevmemSocket _socket;
    public Derived_base_first(DevmemDevice d, Dmabuf m, Socket raw) : base(d, m) { try { _socket = Binding.Attach(raw); } catch { Dispose(); throw; } }
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing); //! DEVMEM002
        if (disposing) _socket?.Dispose();
    }
}
sealed class Derived_right : Base_with_binding
{
    private readonly DevmemSocket _socket;
    public Derived_right(DevmemDevice d, Dmabuf m, Socket raw) : base(d, m) { try { _socket = Binding.Attach(raw); } catch { Dispose(); throw; } }
    protected override void Dispose(bool disposing)
    {
        if (disposing) _socket?.Dispose();
        base.Dispose(disposing);
    }
}
sealed class Derived_throws : Base_with_binding
{
    private readonly DevmemSocket _socket;
    public Derived_throws(DevmemDevice d, Dmabuf m, Socket raw) : base(d, m) => _socket = Binding.Attach(raw); //! DEVMEM008
    protected override void Dispose(bool disposing)
    {
        if (disposing) _socket?.Dispose();
        base.Dispose(disposing);
    }
}
class Injected(RxBinding binding, Socket raw) : IDisposable
{
    private readonly DevmemSocket _socket = binding.Attach(raw);
    public uint Id => binding.DmabufId;
    public void Dispose() => _socket.Dispose();
}
class Batch_before_socket : IDisposable
{
    private readonly DevmemSocket _socket;
    private FragmentBatch? _last;
    public Batch_before_socket([Owning] DevmemSocket socket) => _socket = socket;
    public void Next(byte[] l) { _last?.Dispose(); _last = null; _last = _socket.Receive(l); }
    public void Dispose()
    {
        _socket.Dispose(); //! DEVMEM007
        _last?.Dispose();
    }
}
class Closed_then_received : IDisposable
{
    private readonly DevmemSocket _socket;
    public Closed_then_received([Owning] DevmemSocket socket) => _socket = socket;
    public void Close() => _socket.Close();
    public int Read(byte[] l) { using var b = _socket.Receive(l); return b.Count; }
    public int Last(byte[] l)
    {
        Close();
        return Read(l); //! DEVMEM005
    }
    public void Dispose() => _socket.Dispose();
}
class Unbound_then_received : IDisposable
{
    private readonly RxBinding _binding;
    private readonly DevmemSocket _socket;
    public Unbound_then_received(DevmemDevice d, Dmabuf m, Socket raw)
    {
        _binding = d.BindRx(m, [0], AutoreleaseMode.Off);
        try { _socket = _binding.Attach(raw); } catch { _binding.Dispose(); throw; }
    }
    private void Unbind() => _binding.Unbind();
    private int Read(byte[] l) { using var b = _socket.Receive(l); return b.Count; }
    public int Last(byte[] l)
    {
        Unbind(); //! DEVMEM002
        return Read(l); //! DEVMEM009
    }
    public void Dispose() { _socket.Dispose(); _binding.Dispose(); }
}
class Dict_unbound_first : IDisposable
{
    private readonly RxBinding _binding;
    private readonly Dictionary<int, DevmemSocket> _sockets = new();
    public Dict_unbound_first(DevmemDevice d, Dmabuf m) => _binding = d.BindRx(m, [0], AutoreleaseMode.Off);
    public void Add(int i, Socket raw) => _sockets.Add(i, _binding.Attach(raw));
    public void Dispose()
    {
        _binding.Dispose(); //! DEVMEM002
        foreach (var pair in _sockets) pair.Value.Dispose();
        _sockets.Clear();
    }
}
class List_right : IDisposable
{
    private readonly RxBinding _binding;
    private readonly List<DevmemSocket> _sockets = [];
    public List_right(DevmemDevice d, Dmabuf m) => _binding = d.BindRx(m, [0], AutoreleaseMode.Off);
    public void Add(Socket raw) => _sockets.Add(_binding.Attach(raw));
    public void Dispose()
    {
        foreach (var s in _sockets) s.Dispose();
        _sockets.Clear();
        _binding.Dispose();
    }
}
class Array_wrong : IDisposable
{
    private readonly RxBinding _binding;
    private readonly DevmemSocket?[] _sockets = new DevmemSocket?[8];
    public Array_wrong(DevmemDevice d, Dmabuf m) => _binding = d.BindRx(m, [0], AutoreleaseMode.Off);
    public void Add(int i, Socket raw) { _sockets[i]?.Dispose(); _sockets[i] = _binding.Attach(raw); }
    public void Dispose()
    {
        _binding.Dispose(); //! DEVMEM002
        for (int i = 0; i < _sockets.Length; i++) _sockets[i]?.Dispose();
    }
}
class Connection([Owning] DevmemSocket socket) : IDisposable
{
    public int Read(byte[] l) { using var b = socket.Receive(l); return b.Count; }
    public void Dispose() => socket.Dispose();
}
class Pool_wrong_order : IDisposable
{
    private readonly RxBinding _binding;
    private readonly Stack<Connection> _idle = new();
    public Pool_wrong_order([Owning] RxBinding binding) => _binding = binding;
    public Connection Rent(Socket raw) => _idle.TryPop(out var c) ? c : new Connection(_binding.Attach(raw));
    public void Return([Owning] Connection c) => _idle.Push(c);
    public void Warm(Socket raw) => _idle.Push(new Connection(_binding.Attach(raw)));
    public void Dispose()
    {
        _binding.Dispose(); //! DEVMEM002
        while (_idle.TryPop(out var c)) c.Dispose();
    }
}
static class Uses
{
    static void Injected_leaves_binding(DevmemDevice d, Dmabuf m, Socket raw)
    {
        var b = d.BindRx(m, [0], AutoreleaseMode.Off); //! DEVMEM008
        using var i = new Injected(b, raw);
    }
    static void Injected_in_order(DevmemDevice d, Dmabuf m, Socket raw)
    {
        using var b = d.BindRx(m, [0], AutoreleaseMode.Off);
        using var i = new Injected(b, raw);
    }
    static void Injected_wrong(DevmemDevice d, Dmabuf m, Socket raw)
    {
        var b = d.BindRx(m, [0], AutoreleaseMode.Off);
        Injected i;
        try { i = new Injected(b, raw); } catch { b.Dispose(); throw; }
        b.Dispose(); //! DEVMEM002
        i.Dispose();
    }
    static void Rented_outlives_pool(DevmemDevice d, Dmabuf m, Socket raw)
    {
        var pool = new Pool_wrong_order(d.BindRx(m, [0], AutoreleaseMode.Off));
        Connection c;
        try { c = pool.Rent(raw); } catch { pool.Dispose(); throw; }
        pool.Dispose(); //! DEVMEM002
        c.Dispose();
    }
    static void Wrapped_outlives(DevmemDevice d, Dmabuf m, Socket raw)
    {
        var b = d.BindRx(m, [0], AutoreleaseMode.Off);
        Connection c;
        try { c = new Connection(b.Attach(raw)); } catch { b.Dispose(); throw; }
        b.Dispose(); //! DEVMEM002
        c.Dispose();
    }
}
