//# rules = DEVMEM001 DEVMEM002 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM007 DEVMEM008 DEVMEM009 DEVMEM011
using System;
using System.Net.Sockets;
using Devmem;
class Owner_of_two : IDisposable
{
    public required DevmemSocket A { get; init; }
    public required DevmemSocket B { get; init; }
    public void Dispose() { A.Dispose(); B.Dispose(); }
}
class Settable : IDisposable
{
    public DevmemSocket? A { get; set; }
    public void Dispose() { A?.Dispose(); }
}
class Opens_later : IDisposable
{
    private DevmemSocket? _s;
    public void Open(RxBinding b, Socket raw) { if (_s is null) _s = b.Attach(raw); }
    public void Dispose() { _s?.Dispose(); }
}
struct Guard : IDisposable
{
    private DevmemSocket? _s;
    public Guard(DevmemSocket s) => _s = s;
    public void Dispose() { _s?.Dispose(); _s = null; }
}
readonly struct Guard2(DevmemSocket s) : IDisposable
{
    public void Dispose() => s.Dispose();
}
record Holder(DevmemSocket Socket) : IDisposable { public void Dispose() => Socket.Dispose(); }
sealed class Borrower(DevmemSocket socket) { public Socket Raw => socket.Socket; }
sealed class Half(RxBinding binding, DevmemSocket socket) : IDisposable
{
    public void Dispose() { Console.WriteLine(binding.DmabufId); socket.Dispose(); }
}
class Half2 : IDisposable
{
    private readonly RxBinding _binding; private readonly DevmemSocket _socket;
    public Half2(RxBinding binding, DevmemSocket socket) { _binding = binding; _socket = socket; }
    public void Dispose() { Console.WriteLine(_binding.DmabufId); _socket.Dispose(); }
}
static class Uses
{
    static void Init(RxBinding b, Socket r) { using var o = new Owner_of_two { A = b.Attach(r), B = b.Attach(r) }; } //! DEVMEM008
    static void Init_forgotten(RxBinding b, Socket r) { var o = new Settable { A = b.Attach(r) }; } //! DEVMEM008
    static void Init_used(RxBinding b, Socket r) { using var o = new Settable { A = b.Attach(r) }; }
    static void Set_used(RxBinding b, Socket r) { using var o = new Settable(); o.A = b.Attach(r); }
    static void Set_forgotten(RxBinding b, Socket r) { var o = new Settable(); o.A = b.Attach(r); } //! DEVMEM008
    static void Later(RxBinding b, Socket r) { using var o = new Opens_later(); o.Open(b, r); }
    static void Later_forgotten(RxBinding b, Socket r) { var o = new Opens_later(); o.Open(b, r); } //! DEVMEM008
    static void G(RxBinding b, Socket r) { using var g = new Guard(b.Attach(r)); }
    static void G_forgotten(RxBinding b, Socket r) { var g = new Guard(b.Attach(r)); } //! DEVMEM008
    static void G2(RxBinding b, Socket r) { using var g = new Guard2(b.Attach(r)); }
    static void G2_forgotten(RxBinding b, Socket r) { var g = new Guard2(b.Attach(r)); } //! DEVMEM008
    static void H(RxBinding b, Socket r) { using var g = new Holder(b.Attach(r)); }
    static void H_forgotten(RxBinding b, Socket r) { var g = new Holder(b.Attach(r)); } //! DEVMEM008
    static void Bo(RxBinding b, Socket r) { using var s = b.Attach(r); var x = new Borrower(s); _ = x.Raw; }
    static void Bo_wrong(RxBinding b, Socket r) { var x = new Borrower(b.Attach(r)); _ = x.Raw; } //! DEVMEM008
    static void Ha(DevmemDevice d, Dmabuf m, Socket r)
    {
        var b = d.BindRx(m, [0], AutoreleaseMode.Off); //! DEVMEM008
        using var h = new Half(b, b.Attach(r));
    }
    static void Ha2(DevmemDevice d, Dmabuf m, Socket r)
    {
        var b = d.BindRx(m, [0], AutoreleaseMode.Off); //! DEVMEM008
        using var h = new Half2(b, b.Attach(r));
    }
    static void Ha_right(DevmemDevice d, Dmabuf m, Socket r)
    {
        using var b = d.BindRx(m, [0], AutoreleaseMode.Off);
        using var h = new Half2(b, b.Attach(r));
    }
    static Holder Factory(RxBinding b, Socket r) => new(b.Attach(r));
    static void From_factory(RxBinding b, Socket r) { var h = Factory(b, r); } //! DEVMEM008
    static void From_factory_used(RxBinding b, Socket r) { using var h = Factory(b, r); }
}
struct Init_guard : IDisposable { public DevmemSocket? S; public void Dispose() => S?.Dispose(); }
static class More
{
    static void A(RxBinding b, Socket r) { using var g = new Init_guard { S = b.Attach(r) }; }
    static void B(RxBinding b, Socket r) { var g = new Init_guard { S = b.Attach(r) }; } //! DEVMEM008
    static void C(RxBinding b, Socket r) { var g = new Init_guard(); g.Dispose(); }
    static Init_guard D(RxBinding b, Socket r) => new Init_guard { S = b.Attach(r) };
    static void E(RxBinding b, Socket r) { D(b, r).Dispose(); }
    static void F(RxBinding b, Socket r) { _ = D(b, r); } //! DEVMEM008
}
