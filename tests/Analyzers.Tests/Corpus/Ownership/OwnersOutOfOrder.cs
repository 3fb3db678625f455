//# rules = DEVMEM002 DEVMEM009
//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;
sealed class WrongDispose : IDisposable
{
    private readonly RxBinding _b; private readonly DevmemSocket _s;
    public WrongDispose(DevmemDevice d, Dmabuf m, Socket s) { _b = d.BindRx(m, [0], AutoreleaseMode.Off); _s = _b.Attach(s); }
    public void Dispose() { _b.Dispose(); _s.Dispose(); } //! DEVMEM002 002
}
sealed class RightDispose : IDisposable
{
    private readonly RxBinding _b; private readonly DevmemSocket _s;
    public RightDispose(DevmemDevice d, Dmabuf m, Socket s) { _b = d.BindRx(m, [0], AutoreleaseMode.Off); _s = _b.Attach(s); }
    public void Dispose() { _s.Dispose(); _b.Dispose(); }
}
sealed class WrongAsync : IAsyncDisposable
{
    private RxBinding? _b; private DevmemSocket? _s;
    public void Open(DevmemDevice d, Dmabuf m, Socket s) { _s?.Dispose(); _b?.Dispose(); _b = d.BindRx(m, [0], AutoreleaseMode.Off); _s = _b.Attach(s); }
    public async ValueTask DisposeAsync() { _b?.Unbind(); await Task.Yield(); _s?.Close(); } //! DEVMEM002
}
class BaseBinding : IDisposable
{
    protected readonly RxBinding Binding;
    public BaseBinding(DevmemDevice d, Dmabuf m) => Binding = d.BindRx(m, [0], AutoreleaseMode.Off);
    protected virtual void Dispose(bool disposing) { if (disposing) Binding.Dispose(); }
    public void Dispose() { Dispose(true); GC.SuppressFinalize(this); }
}
class DerivedWrong : BaseBinding
{
    private readonly DevmemSocket _s;
    public DerivedWrong(DevmemDevice d, Dmabuf m, Socket s) : base(d, m) => _s = Binding.Attach(s);
    protected override void Dispose(bool disposing) { base.Dispose(disposing); if (disposing) _s.Dispose(); } //! DEVMEM002
}
class DerivedRight : BaseBinding
{
    private readonly DevmemSocket _s;
    public DerivedRight(DevmemDevice d, Dmabuf m, Socket s) : base(d, m) => _s = Binding.Attach(s);
    protected override void Dispose(bool disposing) { if (disposing) _s.Dispose(); base.Dispose(disposing); }
}
sealed class Injected : IDisposable
{
    [NotOwning] private readonly RxBinding _b; private readonly DevmemSocket _s;
    public Injected([NotOwning] RxBinding b, Socket s) { _b = b; _s = b.Attach(s); }
    public void Dispose() { _s.Dispose(); }
}
sealed class ManySockets : IDisposable
{
    private readonly RxBinding _b; private readonly List<DevmemSocket> _all = new();
    public ManySockets(DevmemDevice d, Dmabuf m) { _b = d.BindRx(m, [0], AutoreleaseMode.Off); }
    public void Add(Socket s) => _all.Add(_b.Attach(s));
    public void Dispose() { foreach (var s in _all) s.Dispose(); _b.Dispose(); }
}
sealed class ManySocketsWrong : IDisposable
{
    private readonly RxBinding _b; private readonly List<DevmemSocket> _all = new();
    public ManySocketsWrong(DevmemDevice d, Dmabuf m) { _b = d.BindRx(m, [0], AutoreleaseMode.Off); }
    public void Add(Socket s) => _all.Add(_b.Attach(s));
    public void Dispose() { _b.Dispose(); foreach (var s in _all) s.Dispose(); } //! DEVMEM002
}
sealed class DictSocketsWrong : IDisposable
{
    private readonly RxBinding _b; private readonly Dictionary<string, DevmemSocket> _all = new();
    public DictSocketsWrong(DevmemDevice d, Dmabuf m) { _b = d.BindRx(m, [0], AutoreleaseMode.Off); }
    public void Add(string k, Socket s) => _all.Add(k, _b.Attach(s));
    public void Dispose() { _b.Dispose(); foreach (var s in _all.Values) s.Dispose(); _all.Clear(); } //! DEVMEM002
}
sealed class StopMethod : IDisposable
{
    private readonly RxBinding _b; private readonly DevmemSocket _s;
    public StopMethod(DevmemDevice d, Dmabuf m, Socket s) { _b = d.BindRx(m, [0], AutoreleaseMode.Off); _s = _b.Attach(s); }
    public void Stop() => _b.Unbind();
    public void Dispose() { Stop(); _s.Dispose(); } //! DEVMEM002
}
sealed class StopThenReceive : IDisposable
{
    private readonly RxBinding _b; private readonly DevmemSocket _s;
    public StopThenReceive(DevmemDevice d, Dmabuf m, Socket s) { _b = d.BindRx(m, [0], AutoreleaseMode.Off); _s = _b.Attach(s); }
    private void Stop() => _b.Unbind();
    public int Last(byte[] lin)
    {
        Stop(); //! DEVMEM002
        using var batch = _s.Receive(lin); //! DEVMEM009
        return batch.Count;
    }
    public void Dispose() { _s.Dispose(); _b.Dispose(); }
}
sealed class PrimaryWrong(RxBinding b, Socket s) : IDisposable
{
    private readonly DevmemSocket _s = b.Attach(s);
    public void Dispose() { b.Dispose(); _s.Dispose(); } //! DEVMEM002
}
sealed class TxOwnerWrong : IDisposable
{
    private readonly TxBinding _t; private readonly DevmemSender _s;
    public TxOwnerWrong(DevmemDevice d, Dmabuf m, Socket s) { _t = d.BindTx(m); _s = _t.Attach(s); }
    public void Dispose() { try { _t.Dispose(); } finally { _s.Dispose(); } } //! DEVMEM002
}
sealed class NullableProps : IDisposable
{
    public RxBinding? B { get; private set; }
    public DevmemSocket? S { get; private set; }
    public void Open(DevmemDevice d, Dmabuf m, Socket s) { if (B is not null) throw new InvalidOperationException(); B = d.BindRx(m, [0], AutoreleaseMode.Off); S = B.Attach(s); }
    public void Dispose() { B?.Dispose(); S?.Dispose(); B = null; S = null; } //! DEVMEM002
}
struct StructOwner : IDisposable
{
    private RxBinding _b; private DevmemSocket _s;
    public StructOwner(DevmemDevice d, Dmabuf m, Socket s) { _b = d.BindRx(m, [0], AutoreleaseMode.Off); _s = _b.Attach(s); }
    public void Dispose() { _b.Dispose(); _s.Dispose(); } //! DEVMEM002
}
record OwnerRecord(RxBinding B, DevmemSocket S) : IDisposable
{
    public void Dispose() { B.Dispose(); S.Dispose(); }
}
sealed class Nested2 : IDisposable
{
    private readonly RxBinding _b; private readonly Conn _c;
    public Nested2(DevmemDevice d, Dmabuf m, Socket s) { _b = d.BindRx(m, [0], AutoreleaseMode.Off); _c = new Conn(_b, s); }
    public void Dispose() { _b.Dispose(); _c.Dispose(); } //! DEVMEM002
}
sealed class Conn : IDisposable
{
    private readonly DevmemSocket _s;
    public Conn([NotOwning] RxBinding b, Socket s) => _s = b.Attach(s);
    public void Dispose() => _s.Dispose();
}
sealed class ConnList : IDisposable
{
    private readonly RxBinding _b; private readonly List<Conn> _c = new();
    public ConnList(DevmemDevice d, Dmabuf m) { _b = d.BindRx(m, [0], AutoreleaseMode.Off); }
    public void Accept(Socket s) => _c.Add(new Conn(_b, s));
    public void Dispose() { _b.Dispose(); foreach (var c in _c) c.Dispose(); } //! DEVMEM002
}
sealed class Reopen : IDisposable
{
    private RxBinding _b; private DevmemSocket _s; private readonly DevmemDevice _d; private readonly Dmabuf _m;
    public Reopen(DevmemDevice d, Dmabuf m, Socket s) { _d = d; _m = m; _b = d.BindRx(m, [0], AutoreleaseMode.Off); _s = _b.Attach(s); }
    public void Again(Socket s) { _b.Dispose(); _b = _d.BindRx(_m, [0], AutoreleaseMode.Off); _s.Dispose(); _s = _b.Attach(s); } //! DEVMEM002
    public void Dispose() { _s.Dispose(); _b.Dispose(); }
}
sealed class UsingField : IDisposable
{
    private readonly RxBinding _b; private readonly DevmemSocket _s;
    public UsingField(DevmemDevice d, Dmabuf m, Socket s) { _b = d.BindRx(m, [0], AutoreleaseMode.Off); _s = _b.Attach(s); }
    public void Dispose() { using (_b) using (_s) { } }
}
sealed class UsingFieldWrong : IDisposable
{
    private readonly RxBinding _b; private readonly DevmemSocket _s;
    public UsingFieldWrong(DevmemDevice d, Dmabuf m, Socket s) { _b = d.BindRx(m, [0], AutoreleaseMode.Off); _s = _b.Attach(s); }
    public void Dispose() { using (_s) using (_b) { } } //! DEVMEM002
}
