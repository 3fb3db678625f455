//# rules = DEVMEM001 DEVMEM004 DEVMEM008 DEVMEM011
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

internal sealed class Releases_its_field : IDisposable
{
    private readonly DevmemSocket _socket;

    public Releases_its_field(RxBinding binding, Socket raw) => _socket = binding.Attach(raw);

    public void Dispose() => _socket.Dispose();
}

internal sealed class Forgets_its_field : IDisposable
{
    private readonly DevmemSocket _socket; //! DEVMEM011

    public Forgets_its_field(RxBinding binding, Socket raw) => _socket = binding.Attach(raw);

    public void Dispose() => GC.SuppressFinalize(this);
}

internal sealed class Has_no_release_at_all
{
    private readonly DevmemSocket _socket; //! DEVMEM011

    public Has_no_release_at_all(RxBinding binding, Socket raw) => _socket = binding.Attach(raw);

    public Socket Raw => _socket.Socket;
}

internal sealed class Borrows_what_it_stores
{
    private readonly DevmemSocket _socket;

    public Borrows_what_it_stores(DevmemSocket socket) => _socket = socket;

    public Socket Raw => _socket.Socket;
}

internal sealed class Borrows_by_contract : IDisposable
{
    [NotOwning]
    private readonly DevmemSocket _socket;

    public Borrows_by_contract([NotOwning] DevmemSocket socket) => _socket = socket;

    public void Dispose() => _ = _socket.Socket;
}

internal sealed class Takes_what_it_stores : IDisposable
{
    private readonly DevmemSocket _socket;

    public Takes_what_it_stores([Owning] DevmemSocket socket) => _socket = socket;

    public void Dispose() => _socket.Dispose();
}

internal sealed class Releases_one_of_two : IDisposable
{
    private readonly RxBinding _binding; //! DEVMEM011
    private readonly DevmemSocket _socket;

    public Releases_one_of_two([Owning] RxBinding binding, [Owning] DevmemSocket socket)
    {
        _binding = binding;
        _socket = socket;
    }

    public void Dispose()
    {
        _socket.Dispose();
        _ = _binding.DmabufId;
    }
}

internal sealed class Overwrites_its_field : IDisposable
{
    private FragmentBatch? _last; //! DEVMEM011

    public void Next(DevmemSocket socket, byte[] linear) => _last = socket.Receive(linear);

    public void Dispose() => _last?.Dispose();
}

internal sealed class Releases_before_it_overwrites : IDisposable
{
    private FragmentBatch? _last;

    public void Next(DevmemSocket socket, byte[] linear)
    {
        _last?.Dispose();
        _last = null;
        _last = socket.Receive(linear);
    }

    public void Dispose() => _last?.Dispose();
}

internal sealed class Exchanges_its_field : IDisposable
{
    private FragmentBatch? _last;

    public void Next(DevmemSocket socket, byte[] linear) => Interlocked.Exchange(ref _last, socket.Receive(linear))?.Dispose();

    public void Dispose() => Interlocked.Exchange(ref _last, null)?.Dispose();
}

internal sealed class Keeps_a_list : IDisposable
{
    private readonly List<FragmentBatch> _held = new();

    public void Next(DevmemSocket socket, byte[] linear) => _held.Add(socket.Receive(linear));

    public void Dispose()
    {
        foreach (FragmentBatch batch in _held)
            batch.Dispose();
    }
}

internal sealed class Forgets_a_list : IDisposable
{
    private readonly List<FragmentBatch> _held = new(); //! DEVMEM011

    public void Next(DevmemSocket socket, byte[] linear) => _held.Add(socket.Receive(linear));

    public void Dispose() => _held.Clear();
}

internal sealed class Keeps_a_queue : IDisposable
{
    private readonly Queue<FragmentBatch> _queue = new();

    public void Put(DevmemSocket socket, byte[] linear) => _queue.Enqueue(socket.Receive(linear));

    public FragmentBatch? Take() => _queue.TryDequeue(out FragmentBatch? batch) ? batch : null;

    public void Dispose()
    {
        while (_queue.TryDequeue(out FragmentBatch? batch))
            batch.Dispose();
    }
}

internal sealed class Owns_by_a_property : IDisposable
{
    public required DevmemSocket Socket { get; init; }

    public void Dispose() => Socket.Dispose();
}

internal sealed class Forgets_a_property : IDisposable
{
    public Forgets_a_property(RxBinding binding, Socket raw) => Socket = binding.Attach(raw);

    public DevmemSocket Socket { get; } //! DEVMEM011

    public void Dispose()
    {
    }
}

internal sealed class Owns_asynchronously : IAsyncDisposable
{
    private readonly DevmemSocket _socket;

    public Owns_asynchronously(RxBinding binding, Socket raw) => _socket = binding.Attach(raw);

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return default;
    }
}

internal class Base_owner : IDisposable
{
    private readonly DevmemSocket _socket;

    public Base_owner(RxBinding binding, Socket raw) => _socket = binding.Attach(raw);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _socket.Dispose();
    }
}

internal sealed class Derived_owner : Base_owner
{
    private readonly DevmemSender _sender;

    public Derived_owner(RxBinding rx, [Owning] DevmemSender sender, Socket raw)
        : base(rx, raw) => _sender = sender;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _sender.Dispose();
        base.Dispose(disposing);
    }
}

internal sealed class Derived_owner_that_forgets : Base_owner
{
    private readonly DevmemSender _sender; //! DEVMEM011

    public Derived_owner_that_forgets(RxBinding rx, [Owning] DevmemSender sender, Socket raw)
        : base(rx, raw) => _sender = sender;

    public bool Alive => _sender is not null;
}

internal static class Process_wide
{
    private static readonly DeferredReleases Deferred = new();

    public static void Add(FragmentBatch batch, IReleaseFence fence) => Deferred.Add(batch, fence);
}

internal sealed class Primary(DevmemSocket socket) : IDisposable
{
    public Socket Raw => socket.Socket;

    public void Dispose() => socket.Dispose();
}

internal static class Owners
{
    static void Owner_forgotten(RxBinding binding, Socket raw)
    {
        var owner = new Releases_its_field(binding, raw); //! DEVMEM008
        _ = owner;
    }

    static void Owner_disposed(RxBinding binding, Socket raw)
    {
        using var owner = new Releases_its_field(binding, raw);
    }

    static void Owner_of_an_argument(RxBinding binding, Socket raw)
    {
        using var owner = new Takes_what_it_stores(binding.Attach(raw));
    }

    static void Borrower_leaves_it_here(RxBinding binding, Socket raw)
    {
        using DevmemSocket socket = binding.Attach(raw);
        var borrower = new Borrows_what_it_stores(socket);
        _ = borrower.Raw;
    }

    static void Borrower_of_a_socket_nobody_closes(RxBinding binding, Socket raw)
    {
        var borrower = new Borrows_what_it_stores(binding.Attach(raw)); //! DEVMEM008
        _ = borrower.Raw;
    }

    static void Primary_owner(RxBinding binding, Socket raw)
    {
        using var owner = new Primary(binding.Attach(raw));
    }

    static void Property_owner(RxBinding binding, Socket raw)
    {
        using var owner = new Owns_by_a_property { Socket = binding.Attach(raw) };
    }
}

class Base_of_those_that_override : IDisposable
{
    private readonly DevmemSocket _socket; //! DEVMEM011
    public Base_of_those_that_override(RxBinding b, Socket raw) => _socket = b.Attach(raw);
    public virtual void Dispose() => _socket.Dispose();
}
sealed class Overrides_and_forgets_the_base : Base_of_those_that_override
{
    private readonly DevmemSocket _own;
    public Overrides_and_forgets_the_base(RxBinding b, Socket raw, Socket more) : base(b, raw) => _own = b.Attach(more); //! DEVMEM008
    public override void Dispose() => _own.Dispose();
}
class Base_by_the_pattern : IDisposable
{
    private readonly DevmemSocket _socket; //! DEVMEM011
    public Base_by_the_pattern(RxBinding b, Socket raw) => _socket = b.Attach(raw);
    public void Dispose() { Dispose(true); GC.SuppressFinalize(this); }
    protected virtual void Dispose(bool disposing) { if (disposing) _socket.Close(); }
}
sealed class Follows_the_pattern_without_its_base : Base_by_the_pattern
{
    public Follows_the_pattern_without_its_base(RxBinding b, Socket raw) : base(b, raw) { }
    protected override void Dispose(bool disposing) { }
}
class Base_that_is_called : IDisposable
{
    private readonly DevmemSocket _socket;
    public Base_that_is_called(RxBinding b, Socket raw) => _socket = b.Attach(raw);
    public void Dispose() { Dispose(true); GC.SuppressFinalize(this); }
    protected virtual void Dispose(bool disposing) { if (disposing) _socket.Close(); }
}
sealed class Calls_its_base : Base_that_is_called
{
    public Calls_its_base(RxBinding b, Socket raw) : base(b, raw) { }
    protected override void Dispose(bool disposing) => base.Dispose(disposing);
}
sealed class Owner_of_any<T> : IDisposable where T : class, IDisposable
{
    private readonly T _value;
    public Owner_of_any(T value) => _value = value;
    public T Value => _value;
    public void Dispose() => _value.Dispose();
}
sealed class Owner_of_any_beside_its_name<T>(T value) : IDisposable where T : class, IDisposable
{
    public T Value => value;
    public void Dispose() => value.Dispose();
}
static class Owners_of_any
{
    static void Ended(DevmemSocket socket, byte[] linear) { using var owner = new Owner_of_any<FragmentBatch>(socket.Receive(linear)); Console.WriteLine(owner.Value.Count); }
    static void Ended_too(DevmemSocket socket, byte[] linear) { using var owner = new Owner_of_any_beside_its_name<FragmentBatch>(socket.Receive(linear)); Console.WriteLine(owner.Value.Count); }
    static void Forgotten(DevmemSocket socket, byte[] linear) { var owner = new Owner_of_any<FragmentBatch>(socket.Receive(linear)); Console.WriteLine(owner.Value.Count); } //! DEVMEM008
    static void Forgotten_too(DevmemSocket socket, byte[] linear) { var owner = new Owner_of_any_beside_its_name<FragmentBatch>(socket.Receive(linear)); Console.WriteLine(owner.Value.Count); } //! DEVMEM008
    static void Of_no_handle(string path) { var owner = new Owner_of_any<System.IO.FileStream>(System.IO.File.OpenRead(path)); Console.WriteLine(owner.Value.Length); }
}
sealed record Shows_what_it_keeps([property: Owning] FragmentBatch Batch) : IDisposable
{
    public void Dispose() => Batch.Dispose();
}
static class Shown
{
    static int Looked_at(DevmemSocket socket, byte[] linear) { using var keeps = new Shows_what_it_keeps(socket.Receive(linear)); return keeps.Batch.Count; }
}
