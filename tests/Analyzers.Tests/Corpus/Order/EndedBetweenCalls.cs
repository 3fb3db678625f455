//# rules = DEVMEM002 DEVMEM007
//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading.Tasks;
using Devmem;
sealed class Reconnects : IDisposable
{
    private readonly RxBinding _binding; private DevmemSocket? _socket; private FragmentBatch? _last;
    public Reconnects(DevmemDevice d, Dmabuf m) { _binding = d.BindRx(m, [0], AutoreleaseMode.Off); }
    public void Open(Socket c)
    {
        _socket?.Close(); //! DEVMEM007
        _socket = _binding.Attach(c);
    }
    public void Next(byte[] l)
    {
        _last?.Dispose();
        _last = _socket!.Receive(l);
    }
    public void Dispose() { _last?.Dispose(); _socket?.Dispose(); _binding.Dispose(); }
}
sealed class ReconnectsWhenReleased : IDisposable
{
    private readonly RxBinding _binding; private DevmemSocket? _socket; private FragmentBatch? _last;
    public ReconnectsWhenReleased(DevmemDevice d, Dmabuf m) { _binding = d.BindRx(m, [0], AutoreleaseMode.Off); }
    public void Open(Socket c)
    {
        _last?.Dispose();
        _socket?.Close();
        _socket = _binding.Attach(c);
    }
    public void Next(byte[] l)
    {
        _last?.Dispose();
        _last = _socket!.Receive(l);
    }
    public void Dispose() { _last?.Dispose(); _socket?.Dispose(); _binding.Dispose(); }
}
sealed class RebindsWhenClosed : IDisposable
{
    private RxBinding _binding; private readonly List<DevmemSocket> _all = new(); readonly DevmemDevice _d; readonly Dmabuf _m;
    public RebindsWhenClosed(DevmemDevice d, Dmabuf m) { _d = d; _m = m; _binding = d.BindRx(m, [0], AutoreleaseMode.Off); }
    public void Add(Socket c) { _all.Add(_binding.Attach(c)); }
    public void Rebind() { foreach (var s in _all) s.Dispose(); _all.Clear(); _binding.Unbind(); _binding = _d.BindRx(_m, [0], AutoreleaseMode.Off); }
    public void Dispose() { foreach (var s in _all) s.Dispose(); _binding.Dispose(); }
}
sealed class ReconnectsWhenDrained : IDisposable
{
    private readonly RxBinding _binding; private DevmemSocket? _socket; private FragmentBatch? _last;
    public ReconnectsWhenDrained(DevmemDevice d, Dmabuf m) { _binding = d.BindRx(m, [0], AutoreleaseMode.Off); }
    public void Open(Socket c)
    {
        if (_last != null) throw new InvalidOperationException("drain first");
        _socket?.Close();
        _socket = _binding.Attach(c);
    }
    public void Next(byte[] l) { Drain(); _last = _socket!.Receive(l); }
    public void Drain() { _last?.Dispose(); _last = null; }
    public void Dispose() { Drain(); _socket?.Dispose(); _binding.Dispose(); }
}
sealed class ReconnectsThroughAHelper : IAsyncDisposable
{
    private readonly RxBinding _binding; private DevmemSocket? _socket; private FragmentBatch? _last;
    public ReconnectsThroughAHelper(DevmemDevice d, Dmabuf m) { _binding = d.BindRx(m, [0], AutoreleaseMode.Off); }
    public async Task ReconnectAsync(Func<Task<Socket>> connect)
    {
        var c = await connect();
        try { Shut(); } finally { _socket = null; }
        _socket = _binding.Attach(c);
    }
    private void Shut() => _socket?.Close(); //! DEVMEM007
    public async Task NextAsync(byte[] l) { _last?.Dispose(); _last = await _socket!.ReceiveAsync(l); }
    public ValueTask DisposeAsync() { _last?.Dispose(); _socket?.Dispose(); _binding.Dispose(); return default; }
}
