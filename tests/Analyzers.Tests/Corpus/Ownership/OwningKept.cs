//# rules = DEVMEM001 DEVMEM002 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM007 DEVMEM008 DEVMEM011 DEVMEM013 DEVMEM017
// What a member says that it hands over or owns, against what its type does with it.
using System; using System.IO; using System.Threading; using System.Threading.Tasks; using System.Net.Sockets; using Devmem;
sealed class Keeper : IDisposable
{
    private readonly DevmemSocket _s;
    public Keeper(RxBinding b, Socket c) => _s = b.Attach(c);
    [return: Owning] public DevmemSocket Get() => _s; //! DEVMEM017
    public void Dispose() => _s.Dispose();
}
sealed class Keeper2 : IDisposable
{
    private DevmemSocket? _s;
    public Keeper2(RxBinding b, Socket c) => _s = b.Attach(c);
    [return: Owning] public DevmemSocket? Get() { var s = _s; _s = null; return s; }
    public void Dispose() => _s?.Dispose();
}
sealed class Keeper3 : IDisposable
{
    private DevmemSocket? _s;
    [return: Owning] public DevmemSocket Get(RxBinding b, Socket c) //! DEVMEM017
    {
        _s ??= b.Attach(c);
        return _s;
    }
    public void Dispose() => _s?.Dispose();
}
sealed class Keeper4 : IDisposable
{
    private DevmemSocket? _s;
    [Owning] public DevmemSocket S => _s ?? throw new InvalidOperationException(); //! DEVMEM017
    public void Open(RxBinding b, Socket c) { _s?.Dispose(); _s = b.Attach(c); }
    public void Dispose() => _s?.Dispose();
}
sealed class Keeper5 : IDisposable
{
    private readonly DevmemSocket _s;
    public Keeper5(RxBinding b, Socket c) => _s = b.Attach(c);
    public bool TryGet([Owning] out DevmemSocket? s) { s = _s; return true; } //! DEVMEM017
    public void Dispose() => _s.Dispose();
}
sealed class Bag { [Owning] public DevmemSocket? S; } //! DEVMEM011
static class U
{
    static Bag Make(RxBinding b, Socket c) => new Bag { S = b.Attach(c) };
}
sealed class Bag2 : IDisposable { [Owning] public DevmemSocket? S; public void Dispose() => S?.Dispose(); }
static class U2
{
    static Bag2 Make(RxBinding b, Socket c) => new Bag2 { S = b.Attach(c) };
    static void Lose(RxBinding b, Socket c) { _ = new Bag2 { S = b.Attach(c) }; } //! DEVMEM008
    static void Keep(RxBinding b, Socket c) { using var x = new Bag2 { S = b.Attach(c) }; }
}
sealed class Bag3 : IDisposable { [Owning] public DevmemSocket? S; public void Dispose() { } } //! DEVMEM011
static class U3 { static Bag3 Make(RxBinding b, Socket c) { var x = new Bag3(); x.S = b.Attach(c); return x; } }
static class F
{
    static async Task Started(DevmemSocket s, byte[] b)
    {
        var batch = s.Receive(b);
        await Task.Factory.StartNew(() => batch.Release());
    }
    static Task Started2(DevmemSocket s, byte[] b)
    {
        var batch = s.Receive(b);
        return Task.Factory.StartNew(() => batch.Release()); //! DEVMEM013
    }
}
class Line : IDisposable
{
    protected DevmemSocket Socket { get; } //! DEVMEM011
    protected Line(RxBinding b, Socket c) => Socket = b.Attach(c);
    protected virtual void Dispose(bool disposing) { if (disposing) Socket.Dispose(); }
    public void Dispose() { Dispose(true); GC.SuppressFinalize(this); }
}
class CallsBase : Line
{
    public CallsBase(RxBinding b, Socket c) : base(b, c) { }
    protected override void Dispose(bool disposing) { Console.WriteLine(disposing); base.Dispose(disposing); }
}
class ForgetsBase : Line
{
    public ForgetsBase(RxBinding b, Socket c) : base(b, c) { }
    protected override void Dispose(bool disposing) => Console.WriteLine(disposing);
}
class EndsItself : Line
{
    public EndsItself(RxBinding b, Socket c) : base(b, c) { }
    protected override void Dispose(bool disposing) => Socket.Close();
}
class Own<T> : IDisposable where T : class, IDisposable { private T? _x; public Own(T x) => _x = x; public T V => _x!; public void Dispose() => _x?.Dispose(); }
class Own2<T> : IDisposable where T : IDisposable { private readonly T _x; public Own2(T x) => _x = x; public void Dispose() => _x.Dispose(); }
static class OwnersOfAnything
{
    static void B() { var h = new Own<MemoryStream>(new MemoryStream()); }
    static void C(DevmemSocket s, byte[] b) { var h = new Own<FragmentBatch>(s.Receive(b)); } //! DEVMEM008
    static void D(DevmemSocket s, byte[] b) { using var h = new Own<FragmentBatch>(s.Receive(b)); Console.WriteLine(h.V.Count); }
    static void E(DevmemSocket s, byte[] b) { var h = new Own2<FragmentBatch>(s.Receive(b)); h.Dispose(); }
    static void F(DevmemSocket s, byte[] b) { var h = new Own2<FragmentBatch>(s.Receive(b)); } //! DEVMEM008
}
