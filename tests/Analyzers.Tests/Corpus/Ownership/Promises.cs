//# rules = DEVMEM001 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM008 DEVMEM011 DEVMEM017
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

/// <summary>What a member promises by its attributes, against what its body does.</summary>
internal sealed class Promises : IDisposable
{
    private FragmentBatch? _batch;

    [NotOwning]
    public FragmentBatch? Shown => _batch;

    [return: NotOwning]
    public FragmentBatch? Show() => _batch;

    [return: NotOwning]
    static FragmentBatch Lends_what_nobody_owns(DevmemSocket socket, byte[] linear) => socket.Receive(linear); //~ DEVMEM017

    [return: NotOwning]
    FragmentBatch Lends_what_it_keeps(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch next = socket.Receive(linear);
        _batch?.Dispose();
        _batch = next;
        return next;
    }

    [return: Owning]
    FragmentBatch? Gives_what_it_keeps() => _batch; //~ DEVMEM017

    [return: Owning]
    FragmentBatch? Gives_what_it_lets_go()
    {
        FragmentBatch? batch = _batch;
        _batch = null;
        return batch;
    }

    [return: Owning]
    FragmentBatch? Gives_by_exchange() => Interlocked.Exchange(ref _batch, null);

    [return: Owning]
    static FragmentBatch Gives_what_it_borrows([NotOwning] FragmentBatch batch) => batch; //~ DEVMEM017

    [return: NotOwning]
    static FragmentBatch Shows_what_it_borrows([NotOwning] FragmentBatch batch) => batch;

    [return: Owning]
    FragmentBatch Gives_one_or_the_other(DevmemSocket socket, byte[] linear, bool fresh) => fresh ? socket.Receive(linear) : _batch!; //~ DEVMEM017

    [return: Owning]
    FragmentBatch? Gives_what_another_lends() => Show(); //~ DEVMEM017

    static void Forgets_when_empty([Owning] FragmentBatch batch, int wanted)
    {
        if (batch.Count == 0)
            return;
        Console.WriteLine(wanted);
        batch.Release();
    } //~ DEVMEM017

    static void Owes_nothing_when_empty([Owning] FragmentBatch batch)
    {
        if (batch.Count == 0)
            return;
        batch.Release();
    }

    static void Throws_before_it_takes([Owning] FragmentBatch batch, int wanted) //~ DEVMEM017
    {
        ArgumentOutOfRangeException.ThrowIfNegative(wanted);
        batch.Release();
    }

    static void Throws_after_the_release([Owning] FragmentBatch batch, int wanted)
    {
        batch.Release();
        ArgumentOutOfRangeException.ThrowIfNegative(wanted);
    }

    static async Task Awaits_with_it([Owning] FragmentBatch batch, Task other) //~ DEVMEM017
    {
        await other;
        batch.Release();
    }

    static async Task Awaits_under_protection([Owning] FragmentBatch batch, Task other)
    {
        using (batch)
            await other;
    }

    static void Two_of_them_one_forgotten([Owning] FragmentBatch first, [Owning] FragmentBatch second) => first.Release(); //! DEVMEM017

    static void Lent_and_given_away([NotOwning] FragmentBatch batch) => Owes_nothing_when_empty(batch); //! DEVMEM017

    static void Lent_and_released_on_a_path([NotOwning] FragmentBatch batch, bool end) //~ DEVMEM017
    {
        if (end)
            batch.Dispose();
    }

    static void Lent_and_released_by_a_helper([NotOwning] FragmentBatch batch) => End(batch); //! DEVMEM017

    static void Lent_and_read([NotOwning] FragmentBatch batch) => Lent_and_released_on_a_path(batch, false);

    static void Lent_socket_closed([NotOwning] DevmemSocket socket) => socket.Close(); //! DEVMEM017

    static void Owned_socket_closed([Owning] DevmemSocket socket) => socket.Close();

    static void Owned_socket_forgotten([Owning] DevmemSocket socket) => _ = socket.Binding; //! DEVMEM017

    static void Token_forgotten([Owning] DevmemToken token) => _ = token.Value; //! DEVMEM017

    static void Token_released([Owning] DevmemToken token) => token.Release();

    static void Default_token_owes_nothing([Owning] DevmemToken token)
    {
        if (!token.IsDefault)
            token.Release();
    }

    static void Task_of_a_batch_forgotten([Owning] Task<FragmentBatch> task) => _ = task.IsCompleted; //! DEVMEM017

    static async Task Task_of_a_batch_released([Owning] Task<FragmentBatch> task) => (await task).Release();

    private static void End(FragmentBatch batch) => batch.Release();

    public void Dispose() => _batch?.Dispose();
}

/// <summary>Bases that promise, and what stands behind them.</summary>
public interface IBatchSink
{
    void Take([Owning] FragmentBatch batch);

    void Look([NotOwning] FragmentBatch batch);

    [return: NotOwning]
    FragmentBatch? Last();

    FragmentBatch? Next();
}

public sealed class SilentAndRight : IBatchSink, IDisposable
{
    private FragmentBatch? _last;

    public void Take(FragmentBatch batch)
    {
        _last?.Dispose();
        _last = batch;
    }

    public void Look(FragmentBatch batch) => _ = batch.Count;

    public FragmentBatch? Last() => _last;

    public FragmentBatch? Next() => Interlocked.Exchange(ref _last, null);

    public void Dispose() => _last?.Dispose();
}

public sealed class SilentAndWrong : IBatchSink
{
    public void Take(FragmentBatch batch) => _ = batch.Count; //! DEVMEM017

    public void Look(FragmentBatch batch) => batch.Release(); //! DEVMEM017

    public FragmentBatch? Last() => null;

    public FragmentBatch? Next() => null;
}

public sealed class ContradictsItsInterface : IBatchSink
{
    public void Take([NotOwning] FragmentBatch batch) => _ = batch.Count; //! DEVMEM017

    public void Look([Owning] FragmentBatch batch) => batch.Release(); //! DEVMEM017

    [return: Owning]
    public FragmentBatch? Last() => null; //! DEVMEM017

    [return: NotOwning]
    public FragmentBatch? Next() => null; //! DEVMEM017
}

public sealed class ExplicitAndWrong : IBatchSink
{
    void IBatchSink.Take(FragmentBatch batch) => _ = batch.Count; //! DEVMEM017

    void IBatchSink.Look(FragmentBatch batch)
    {
    }

    FragmentBatch? IBatchSink.Last() => null;

    FragmentBatch? IBatchSink.Next() => null;
}

public abstract class UnmarkedBase
{
    public abstract void Accept(FragmentBatch batch);

    public virtual void Inspect(FragmentBatch batch) => _ = batch.Count;
}

public sealed class TakesMoreThanItsBaseSays : UnmarkedBase
{
    public override void Accept([Owning] FragmentBatch batch) => batch.Release(); //! DEVMEM017

    public override void Inspect(FragmentBatch batch) => batch.Release(); //! DEVMEM017
}

public class HandlesAnything : IObserver<FragmentBatch>
{
    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void OnNext(FragmentBatch value) => value.Release();
}

public class TakesForAnother
{
    public void Take(FragmentBatch batch) => batch.Release();

    public void Look([Owning] FragmentBatch batch) => batch.Release();

    [return: NotOwning]
    public FragmentBatch? Last() => null;

    public FragmentBatch? Next() => null;
}

public sealed class ImplementsByInheritance : TakesForAnother, IBatchSink //! DEVMEM017
{
}

internal static class ThroughTheBase
{
    static void Taken_by_any(IBatchSink sink, DevmemSocket socket, byte[] linear) => sink.Take(socket.Receive(linear));

    static void Taken_by_a_silent_one(SilentAndRight sink, DevmemSocket socket, byte[] linear) => sink.Take(socket.Receive(linear));

    static void Lent_to_any(IBatchSink sink, DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        sink.Look(batch);
    }

    static void Lent_by_any(IBatchSink sink) => _ = sink.Last()?.Count;

    static void Got_from_any_and_forgotten(IBatchSink sink) => _ = sink.Next()?.Count; //! DEVMEM001

    static void Given_to_any_and_used(IBatchSink sink, DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        sink.Take(batch);
        _ = batch.Count; //! DEVMEM005
    }
}
