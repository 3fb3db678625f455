//# rules = DEVMEM002 DEVMEM007
//# devmem.exceptions = none
using System;
using System.Net.Sockets;
using Devmem;
sealed class Holder : IDisposable
{
    readonly FragmentBatch _b;
    public Holder(FragmentBatch b) { _b = b; }
    public int Count => _b.Count;
    public void Dispose() => _b.Dispose();
}
sealed class Reader : IDisposable
{
    readonly FragmentBatch _b;
    public Reader(DevmemSocket s, byte[] l) { _b = s.Receive(l); }
    public int Count => _b.Count;
    public void Dispose() => _b.Dispose();
}
sealed class Cursor(DevmemSocket socket) : IDisposable
{
    FragmentBatch? _last;
    public bool Next(byte[] l) { _last?.Dispose(); _last = null; _last = socket.Receive(l); return !_last.EndOfStream; }
    public void Dispose() => _last?.Dispose();
}
sealed class Sink : IDisposable
{
    readonly DeferredReleases _later = new();
    public void Take([Owning] FragmentBatch b, IReleaseFence f) => _later.Add(b, f);
    public void Dispose() => _later.Dispose();
}
static class TokensHeldByOthers
{
    static void Wrapped_and_closed_under_it(RxBinding b, Socket c, byte[] l)
    {
        DevmemSocket s = b.Attach(c);
        using var h = new Holder(s.Receive(l));
        s.Close(); //! DEVMEM007
    }
    static void Wrapped(RxBinding b, Socket c, byte[] l)
    {
        using DevmemSocket s = b.Attach(c);
        using var h = new Holder(s.Receive(l));
    }
    static void Received_by_an_object_and_closed_under_it(RxBinding b, Socket c, byte[] l)
    {
        DevmemSocket s = b.Attach(c);
        using var h = new Reader(s, l);
        s.Close(); //! DEVMEM007
    }
    static void Read_on_by_an_object_and_closed_under_it(RxBinding b, Socket c, byte[] l)
    {
        DevmemSocket s = b.Attach(c);
        using var h = new Cursor(s);
        while (h.Next(l)) { }
        s.Close(); //! DEVMEM007
    }
    static void Read_on_by_an_object(RxBinding b, Socket c, byte[] l)
    {
        DevmemSocket s = b.Attach(c);
        using (var h = new Cursor(s)) while (h.Next(l)) { }
        s.Close();
    }
    static void Deferred_and_closed_first(RxBinding b, Socket c, byte[] l, IReleaseFence f)
    {
        using var later = new DeferredReleases();
        using DevmemSocket s = b.Attach(c); //! DEVMEM007
        later.Add(s.Receive(l), f);
    }
    static void Deferred(RxBinding b, Socket c, byte[] l, IReleaseFence f)
    {
        using DevmemSocket s = b.Attach(c);
        using var later = new DeferredReleases();
        later.Add(s.Receive(l), f);
    }
    static void Deferred_by_an_owner_and_closed_first(RxBinding b, Socket c, byte[] l, IReleaseFence f)
    {
        using var later = new Sink();
        using DevmemSocket s = b.Attach(c); //! DEVMEM007
        later.Take(s.Receive(l), f);
    }
    static void Deferred_by_an_owner(RxBinding b, Socket c, byte[] l, IReleaseFence f)
    {
        using DevmemSocket s = b.Attach(c);
        using var later = new Sink();
        later.Take(s.Receive(l), f);
    }
    static void Deferred_by_the_caller_and_closed_here(DeferredReleases later, RxBinding b, Socket c, byte[] l, IReleaseFence f)
    {
        using DevmemSocket s = b.Attach(c); //! DEVMEM007
        later.Add(s.Receive(l), f);
    }
    static void Deferred_by_the_caller(DeferredReleases later, DevmemSocket s, Socket c, byte[] l, IReleaseFence f)
    {
        later.Add(s.Receive(l), f);
    }
    static void A_token_is_deferred(RxBinding b, Socket c, byte[] l, IReleaseFence f)
    {
        var s = b.Attach(c);
        var later = new DeferredReleases();
        try { later.Add(s.Receive(l).Detach(0), f); }
        finally { s.Dispose(); later.Dispose(); } //! DEVMEM007
    }
}
sealed class Two : IDisposable
{
    readonly RxBinding _b; readonly DevmemSocket _s; readonly DeferredReleases _later = new();
    public Two(RxBinding b, Socket c) { _b = b; _s = b.Attach(c); }
    public void Pump(byte[] l, IReleaseFence f) => _later.Add(_s.Receive(l), f);
    public void Dispose() { _s.Dispose(); _later.Dispose(); } //! DEVMEM007
}
sealed class TwoGood : IDisposable
{
    readonly DevmemSocket _s; readonly DeferredReleases _later = new();
    public TwoGood(RxBinding b, Socket c) { _s = b.Attach(c); }
    public void Pump(byte[] l, IReleaseFence f) => _later.Add(_s.Receive(l), f);
    public void Dispose() { _later.Dispose(); _s.Dispose(); }
}
