//# rules = DEVMEM001 DEVMEM004 DEVMEM008 DEVMEM011
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

class Flagged : IDisposable
{
    private readonly DevmemSocket _socket;
    private bool _disposed;
    public Flagged(RxBinding b, Socket raw) => _socket = b.Attach(raw);
    public void Dispose() { if (_disposed) return; _disposed = true; _socket.Dispose(); }
}
class Flagged_int : IDisposable
{
    private readonly DevmemSocket _socket;
    private int _disposed;
    public Flagged_int(RxBinding b, Socket raw) => _socket = b.Attach(raw);
    public void Dispose() { if (Interlocked.Exchange(ref _disposed, 1) != 0) return; _socket.Dispose(); }
}
class Flagged_cas : IDisposable
{
    private readonly DevmemSocket _socket;
    private int _disposed;
    public Flagged_cas(RxBinding b, Socket raw) => _socket = b.Attach(raw);
    public void Dispose() { if (Interlocked.CompareExchange(ref _disposed, 1, 0) == 0) _socket.Dispose(); }
}
class Flagged_wrong : IDisposable
{
    private readonly DevmemSocket _socket; //! DEVMEM011
    private bool _disposed;
    public Flagged_wrong(RxBinding b, Socket raw) => _socket = b.Attach(raw);
    public void Dispose() { _disposed = true; if (_disposed) return; _socket.Dispose(); }
}
class Started : IDisposable
{
    private DevmemSocket? _socket;
    private bool _started;
    private readonly RxBinding _b;
    public Started([NotOwning] RxBinding b) => _b = b;
    public void Start(Socket raw) { if (_started) throw new InvalidOperationException(); _socket = _b.Attach(raw); _started = true; }
    public void Dispose() { if (_started) _socket!.Dispose(); }
}
class Started_wrong : IDisposable
{
    private DevmemSocket? _socket; //! DEVMEM011
    private bool _started;
    private readonly RxBinding _b;
    public Started_wrong([NotOwning] RxBinding b) => _b = b;
    public void Start(Socket raw) { _socket = _b.Attach(raw); _started = true; }
    public void Dispose() { if (_started) _socket!.Dispose(); }
}
class Started_null : IDisposable
{
    private DevmemSocket? _socket;
    private readonly RxBinding _b;
    public Started_null([NotOwning] RxBinding b) => _b = b;
    public void Start(Socket raw) { if (_socket is not null) throw new InvalidOperationException(); _socket = _b.Attach(raw); }
    public void Dispose() => _socket?.Dispose();
}
class Lazily : IDisposable
{
    private DevmemSocket? _socket;
    private readonly RxBinding _b;
    public Lazily([NotOwning] RxBinding b) => _b = b;
    private DevmemSocket Get(Socket raw) => _socket ??= _b.Attach(raw);
    public int Read(Socket raw, byte[] x) { using var batch = Get(raw).Receive(x); return batch.Count; }
    public void Dispose() => _socket?.Dispose();
}
class Setter_replaces : IDisposable
{
    private DevmemSocket? _socket; //! DEVMEM011
    public DevmemSocket? Socket { get => _socket; set => _socket = value; }
    public void Dispose() => _socket?.Dispose();
}
class Setter_ends_first : IDisposable
{
    private DevmemSocket? _socket;
    public DevmemSocket? Socket { get => _socket; set { _socket?.Dispose(); _socket = value; } }
    public void Dispose() => _socket?.Dispose();
}
class Setter_checks : IDisposable
{
    private DevmemSocket? _socket;
    public DevmemSocket? Socket { get => _socket; set { if (ReferenceEquals(_socket, value)) return; _socket?.Dispose(); _socket = value; } }
    public void Dispose() => _socket?.Dispose();
}
class Reopens : IDisposable
{
    private readonly RxBinding _b;
    private DevmemSocket _socket;
    public Reopens([NotOwning] RxBinding b, Socket raw) { _b = b; _socket = b.Attach(raw); }
    public void Reopen(Socket raw) { _socket.Dispose(); _socket = _b.Attach(raw); }
    public void Dispose() => _socket.Dispose();
}
class Reopens_wrong : IDisposable
{
    private readonly RxBinding _b;
    private DevmemSocket _socket; //! DEVMEM011
    public Reopens_wrong([NotOwning] RxBinding b, Socket raw) { _b = b; _socket = b.Attach(raw); }
    public void Reopen(Socket raw) { _socket = _b.Attach(raw); }
    public void Dispose() => _socket.Dispose();
}
class Swaps : IDisposable
{
    private readonly RxBinding _b;
    private DevmemSocket _socket;
    public Swaps([NotOwning] RxBinding b, Socket raw) { _b = b; _socket = b.Attach(raw); }
    public void Reopen(Socket raw) { var old = _socket; _socket = _b.Attach(raw); old.Dispose(); }
    public DevmemSocket Reopen_and_give_old(Socket raw) { var old = _socket; _socket = _b.Attach(raw); return old; }
    public void Dispose() => _socket.Dispose();
}
class Exchanged_and_dropped : IDisposable
{
    private DevmemSocket? _socket; //! DEVMEM011
    public Exchanged_and_dropped(RxBinding b, Socket raw) { _socket = b.Attach(raw); }
    public void Dispose() => Interlocked.Exchange(ref _socket, null);
}
class Helper : IDisposable
{
    private DevmemSocket? _socket;
    public Helper(RxBinding b, Socket raw) { _socket = b.Attach(raw); }
    private static void Close(ref DevmemSocket? s) { s?.Dispose(); s = null; }
    public void Dispose() => Close(ref _socket);
}
class Helper2 : IDisposable
{
    private DevmemSocket? _socket;
    public Helper2(RxBinding b, Socket raw) { _socket = b.Attach(raw); }
    private static void Close(IDisposable? s) { s?.Dispose(); }
    public void Dispose() => Close(_socket);
}
class Pattern : IDisposable
{
    private DevmemSocket? _socket;
    public Pattern(RxBinding b, Socket raw) { _socket = b.Attach(raw); }
    public void Dispose() { if (_socket is { } s) { _socket = null; s.Dispose(); } }
}
class Both : IDisposable, IAsyncDisposable
{
    private DevmemSocket? _socket;
    public Both(RxBinding b, Socket raw) { _socket = b.Attach(raw); }
    public void Dispose() { Dispose(true); GC.SuppressFinalize(this); }
    protected virtual void Dispose(bool disposing) { if (disposing) { _socket?.Dispose(); _socket = null; } }
    public async ValueTask DisposeAsync() { await DisposeAsyncCore().ConfigureAwait(false); Dispose(false); GC.SuppressFinalize(this); }
    protected virtual ValueTask DisposeAsyncCore() { _socket?.Dispose(); _socket = null; return default; }
}
class Both_wrong : IDisposable, IAsyncDisposable
{
    private DevmemSocket? _socket; //! DEVMEM011
    public Both_wrong(RxBinding b, Socket raw) { _socket = b.Attach(raw); }
    public void Dispose() { Dispose(true); GC.SuppressFinalize(this); }
    protected virtual void Dispose(bool disposing) { if (disposing) { _socket?.Dispose(); _socket = null; } }
    public async ValueTask DisposeAsync() { await DisposeAsyncCore().ConfigureAwait(false); Dispose(false); GC.SuppressFinalize(this); }
    protected virtual ValueTask DisposeAsyncCore() { return default; }
}
class Flag_and_bool : IDisposable
{
    private DevmemSocket? _socket;
    private bool _disposed;
    public Flag_and_bool(RxBinding b, Socket raw) { _socket = b.Attach(raw); }
    ~Flag_and_bool() => Dispose(false);
    public void Dispose() { Dispose(true); GC.SuppressFinalize(this); }
    protected virtual void Dispose(bool disposing) { if (_disposed) return; if (disposing) _socket?.Dispose(); _disposed = true; }
}
sealed class Derived_flag : Flag_and_bool
{
    private readonly DevmemSender _sender;
    private bool _gone;
    public Derived_flag(RxBinding b, Socket raw, TxBinding tx, Socket raw2) : base(b, raw) { _sender = tx.Attach(raw2); } //! DEVMEM008
    protected override void Dispose(bool disposing) { if (!_gone) { if (disposing) _sender.Dispose(); _gone = true; } base.Dispose(disposing); }
}
struct Struct_owner : IDisposable
{
    private DevmemSocket _socket; //! DEVMEM011
    public Struct_owner(RxBinding b, Socket raw) { _socket = b.Attach(raw); }
    public void Dispose() { }
}
record Rec(DevmemSocket Socket) : IDisposable { public void Dispose() => Socket.Dispose(); }
sealed record Rec_forgets([property: Owning] DevmemSocket Socket) : IDisposable { public void Dispose() { } } 
class Array_owner : IDisposable
{
    private readonly DevmemSocket[] _sockets;
    public Array_owner(RxBinding b, Socket[] raw) { _sockets = new DevmemSocket[raw.Length]; for (int i = 0; i < raw.Length; i++) _sockets[i] = b.Attach(raw[i]); } //! DEVMEM008
    public void Dispose() { for (int i = 0; i < _sockets.Length; i++) _sockets[i].Dispose(); }
}
class Array_owner2 : IDisposable
{
    private readonly DevmemSocket?[] _sockets = new DevmemSocket?[4]; //! DEVMEM011
    public Array_owner2(RxBinding b, Socket raw) { _sockets[0] = b.Attach(raw);  }
    public void Dispose() { _ = _sockets.Length; }
}
class Dict_owner : IDisposable
{
    private readonly Dictionary<int, DevmemSocket> _sockets = new();
    public void Add(int id, RxBinding b, Socket raw) { _sockets.Add(id, b.Attach(raw)); }
    public void Dispose() { foreach (var (_, s) in _sockets) s.Dispose(); _sockets.Clear(); }
}
class Dict_owner_pairs : IDisposable
{
    private readonly Dictionary<int, DevmemSocket> _sockets = new();
    public void Add(int id, RxBinding b, Socket raw) { _sockets.Add(id, b.Attach(raw)); }
    public void Dispose() { foreach (var pair in _sockets) pair.Value.Dispose(); }
}
class Stop_only(DevmemDevice device, Dmabuf d)
{
    private RxBinding? _binding;
    public Task StartAsync() { if (_binding != null) throw new InvalidOperationException(); _binding = device.BindRx(d, [0], AutoreleaseMode.Off); return Task.CompletedTask; }
    public Task StopAsync() { _binding?.Dispose(); return Task.CompletedTask; }
}
partial class Part : IDisposable { private readonly DevmemSocket _s; private readonly DevmemSocket _t; /* */ }
partial class Part { public Part(RxBinding b, Socket x) { _s = b.Attach(x); _t = _s; } public void Dispose() => _s.Dispose(); }
class Required_owner : IDisposable
{
    public required DevmemSocket Socket { get; init; }
    public void Dispose() => Socket.Dispose();
}
static class Statics
{
    private static DevmemSocket? s_last; //! DEVMEM011
    private static DevmemSocket? s_fine;
    public static void Set(RxBinding b, Socket raw) => s_last = b.Attach(raw);
    public static void SetFine(RxBinding b, Socket raw) { s_fine?.Dispose(); s_fine = b.Attach(raw); }
}
class Timer_owner : IDisposable
{
    private FragmentBatch? _batch;
    private readonly Timer _timer;
    private readonly DevmemSocket _s;
    public Timer_owner([NotOwning] DevmemSocket s) { _s = s; _timer = new Timer(_ => { Interlocked.Exchange(ref _batch, null)?.Dispose(); }); }
    public void Next(byte[] l) { _batch?.Dispose(); _batch = _s.Receive(l); }
    public void Dispose() { _timer.Dispose(); Interlocked.Exchange(ref _batch, null)?.Dispose(); }
}
