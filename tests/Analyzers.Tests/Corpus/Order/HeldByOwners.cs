//# rules = DEVMEM002 DEVMEM008 DEVMEM009
//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading.Tasks;
using Devmem;

sealed class Station : IDisposable
{
    private readonly RxBinding _binding;
    private DevmemSocket? _socket;
    public Station(RxBinding binding) { _binding = binding; }
    public void Open(Socket c) { _socket?.Close(); _socket = _binding.Attach(c); }
    public void Stop() { _socket?.Close(); _socket = null; }
    public int Port => 3;
    public void Dispose() { _socket?.Close(); }
}
sealed class Pool(RxBinding binding) : IDisposable
{
    private readonly List<DevmemSocket> _all = new();
    public void Add(Socket c) { _all.Add(binding.Attach(c)); }
    public void CloseAll() { foreach (var s in _all) s.Close(); _all.Clear(); }
    public void Dispose() { CloseAll(); }
}
sealed class Later : IDisposable
{
    private DevmemSocket? _socket;
    public void Open(RxBinding b, Socket c) { if (_socket != null) throw new InvalidOperationException(); _socket = b.Attach(c); }
    public void Dispose() { _socket?.Dispose(); }
}
static class HeldByOwners
{
    static void Unbound_while_it_holds_a_socket(DevmemDevice d, Dmabuf m, Socket c)
    {
        using RxBinding b = d.BindRx(m, [0], AutoreleaseMode.Off);
        using Station s = new Station(b);
        s.Open(c);
        b.Unbind(); //! DEVMEM002
    }
    static void Unbound_while_it_holds_none(DevmemDevice d, Dmabuf m, Socket c)
    {
        using RxBinding b = d.BindRx(m, [0], AutoreleaseMode.Off);
        using Station s = new Station(b);
        b.Unbind();
    }
    static void Unbound_when_it_was_told_to_close(DevmemDevice d, Dmabuf m, Socket c)
    {
        using RxBinding b = d.BindRx(m, [0], AutoreleaseMode.Off);
        using Station s = new Station(b);
        s.Open(c);
        s.Stop();
        b.Unbind();
    }
    static void Opened_after_the_unbind(DevmemDevice d, Dmabuf m, Socket c)
    {
        using RxBinding b = d.BindRx(m, [0], AutoreleaseMode.Off);
        using Station s = new Station(b);
        b.Unbind();
        s.Open(c); //! DEVMEM009
    }
    static void Unbound_in_the_finally_around_it(DevmemDevice d, Dmabuf m, Socket c)
    {
        RxBinding b = d.BindRx(m, [0], AutoreleaseMode.Off);
        using Pool s = new Pool(b);
        try { s.Add(c); } finally { b.Dispose(); } //! DEVMEM002
    }
    static void Unbound_in_the_finally_after_it(DevmemDevice d, Dmabuf m, Socket c)
    {
        RxBinding b = d.BindRx(m, [0], AutoreleaseMode.Off);
        try { using Pool s = new Pool(b); s.Add(c); } finally { b.Dispose(); }
    }
    static void Emptied_before_the_unbind(DevmemDevice d, Dmabuf m, Socket c)
    {
        using RxBinding b = d.BindRx(m, [0], AutoreleaseMode.Off);
        using Pool s = new Pool(b);
        s.Add(c);
        s.CloseAll();
        b.Unbind();
    }
    static void Gets_the_binding_later(DevmemDevice d, Dmabuf m, Socket c)
    {
        using Later l = new();
        using RxBinding b = d.BindRx(m, [0], AutoreleaseMode.Off); //! DEVMEM002
        l.Open(b, c);
    }
    static void Start(Station s, Socket c) => s.Open(c);
    static void Opened_by_a_helper(DevmemDevice d, Dmabuf m, Socket c)
    {
        using RxBinding b = d.BindRx(m, [0], AutoreleaseMode.Off);
        using Station s = new Station(b);
        Start(s, c);
        b.Unbind(); //! DEVMEM002
    }
    static void Connect(Later l, RxBinding b, Socket c) => l.Open(b, c);
    static void Given_the_binding_by_a_helper(DevmemDevice d, Dmabuf m, Socket c)
    {
        using RxBinding b = d.BindRx(m, [0], AutoreleaseMode.Off);
        using Later l = new();
        Connect(l, b, c);
        b.Unbind(); //! DEVMEM002
    }
    static Station Make(RxBinding b, Socket c) { var s = new Station(b); try { s.Open(c); return s; } catch { s.Dispose(); throw; } }
    static void Made_and_opened_by_a_factory(DevmemDevice d, Dmabuf m, Socket c)
    {
        using RxBinding b = d.BindRx(m, [0], AutoreleaseMode.Off);
        using Station s = Make(b, c);
        b.Unbind(); //! DEVMEM002
    }
    static void Of_the_caller(Station s, RxBinding b, Later l, Socket c)
    {
        l.Open(b, c);
        b.Unbind(); //! DEVMEM002
    }
    static (RxBinding B, DevmemSocket S) Open(DevmemDevice d, Dmabuf m, Socket c)
    {
        var b = d.BindRx(m, [0], AutoreleaseMode.Off);
        try { return (b, b.Attach(c)); } catch { b.Dispose(); throw; }
    }
    static async Task<(RxBinding B, DevmemSocket S)> OpenAsync(DevmemDevice d, Dmabuf m, Socket c)
    {
        await Task.Yield();
        return Open(d, m, c);
    }
    static void OpenOut(DevmemDevice d, Dmabuf m, Socket c, out RxBinding b, out DevmemSocket s)
    {
        b = d.BindRx(m, [0], AutoreleaseMode.Off);
        try { s = b.Attach(c); } catch { b.Dispose(); throw; }
    }
    static bool TryOpen(DevmemDevice d, Dmabuf m, Socket c, out RxBinding? b, out DevmemSocket? s)
    {
        b = d.BindRx(m, [0], AutoreleaseMode.Off);
        try { s = b.Attach(c); return true; } catch { b.Dispose(); b = null; s = null; return false; }
    }
    readonly record struct Opened(RxBinding B, DevmemSocket S);
    static Opened OpenStruct(DevmemDevice d, Dmabuf m, Socket c) { var (b, s) = Open(d, m, c); return new Opened(b, s); }
    static void Both_of_a_tuple(DevmemDevice d, Dmabuf m, Socket c)
    {
        var (b, s) = Open(d, m, c);
        b.Dispose(); //! DEVMEM002
        s.Dispose();
    }
    static void Both_of_a_tuple_in_order(DevmemDevice d, Dmabuf m, Socket c)
    {
        var (b, s) = Open(d, m, c);
        s.Dispose();
        b.Dispose();
    }
    static async Task Both_of_an_awaited_tuple(DevmemDevice d, Dmabuf m, Socket c)
    {
        var (b, s) = await OpenAsync(d, m, c);
        b.Dispose(); //! DEVMEM002
        s.Dispose();
    }
    static async Task Both_of_an_awaited_tuple_in_order(DevmemDevice d, Dmabuf m, Socket c)
    {
        var (b, s) = await OpenAsync(d, m, c).ConfigureAwait(false);
        s.Dispose();
        b.Dispose();
    }
    static async Task One_of_an_awaited_tuple_is_left(DevmemDevice d, Dmabuf m, Socket c)
    {
        var (b, s) = await OpenAsync(d, m, c); //! DEVMEM008
        s.Dispose();
    }
    static void Both_of_out_arguments(DevmemDevice d, Dmabuf m, Socket c)
    {
        OpenOut(d, m, c, out var b, out var s);
        b.Dispose(); //! DEVMEM002
        s.Dispose();
    }
    static void Both_of_out_arguments_in_order(DevmemDevice d, Dmabuf m, Socket c)
    {
        OpenOut(d, m, c, out var b, out var s);
        s.Dispose();
        b.Dispose();
    }
    static void Both_if_it_worked(DevmemDevice d, Dmabuf m, Socket c)
    {
        if (!TryOpen(d, m, c, out var b, out var s)) return;
        b!.Dispose(); //! DEVMEM002
        s!.Dispose();
    }
    static void Both_of_a_struct(DevmemDevice d, Dmabuf m, Socket c)
    {
        var o = OpenStruct(d, m, c);
        o.B.Dispose(); //! DEVMEM002
        o.S.Dispose();
    }
    static void Both_of_a_struct_in_order(DevmemDevice d, Dmabuf m, Socket c)
    {
        var o = OpenStruct(d, m, c);
        o.S.Dispose();
        o.B.Dispose();
    }
    static void Both_of_a_tuple_in_usings(DevmemDevice d, Dmabuf m, Socket c)
    {
        DevmemSocket s;
        RxBinding b;
        (b, s) = Open(d, m, c);
        using (s)
        using (b) //! DEVMEM002
        { }
    }
}
