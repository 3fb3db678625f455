//# rules = DEVMEM001 DEVMEM002 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM007 DEVMEM008 DEVMEM011 DEVMEM013 DEVMEM017
// Results of attempts that are generic, classes, or hide their parts behind properties that compute.
using System; using System.Collections.Generic; using System.Threading; using System.Threading.Channels; using System.Threading.Tasks; using System.Diagnostics.CodeAnalysis; using Devmem;

public readonly record struct Outcome<T>(T? Value, string? Error) where T : class
{
    public bool Ok => Error is null;
    public static Outcome<T> Of(T value) => new(value, null);
    public static Outcome<T> Failed(string why) => new(null, why);
}
static class A
{
    static async Task<Outcome<FragmentBatch>> Poll(DevmemSocket s, byte[] b, CancellationToken t)
    {
        try { return Outcome<FragmentBatch>.Of(await s.ReceiveAsync(b, t).ConfigureAwait(false)); }
        catch (OperationCanceledException e) { return Outcome<FragmentBatch>.Failed(e.Message); }
    }
    static async Task<int> Right(DevmemSocket s, byte[] b, CancellationToken t)
    {
        var o = await Poll(s, b, t).ConfigureAwait(false);
        if (!o.Ok) return 0;
        using var batch = o.Value;
        return batch!.Count;
    }
    static async Task<int> Loop(DevmemSocket s, byte[] b, CancellationToken t)
    {
        for (int attempt = 0; attempt < 3; attempt++)
        {
            var o = await Poll(s, b, t);
            if (!o.Ok) { await Task.Delay(10, t); continue; }
            int n = o.Value!.Count;
            o.Value.Release();
            return n;
        }
        return -1;
    }
    static async Task<int> LoopWrong(DevmemSocket s, byte[] b, CancellationToken t)
    {
        for (int attempt = 0; attempt < 3; attempt++)
        {
            var o = await Poll(s, b, t); //! DEVMEM001
            if (!o.Ok) { await Task.Delay(10, t); continue; }
            if (o.Value!.EndOfStream) continue;
            if (o.Value!.Count == 1) continue;
            int n = o.Value!.Count;
            o.Value.Release();
            return n;
        }
        return -1;
    }
    static async Task Dropped(DevmemSocket s, byte[] b, CancellationToken t)
    {
        await Poll(s, b, t); //! DEVMEM001
    }
    static async Task Delayed(DevmemSocket s, byte[] b, CancellationToken t)
    {
        var o = await Poll(s, b, t); //! DEVMEM004
        await Task.Delay(3, t);
        o.Value?.Release();
    }
}
public sealed record Reply(FragmentBatch? Batch, bool Closed);
static class B
{
    static Reply Poll(DevmemSocket s, byte[] b)
    {
        FragmentBatch batch = s.Receive(b);
        if (batch.EndOfStream) { batch.Release(); return new Reply(null, true); }
        return new Reply(batch, false);
    }
    static void Right(DevmemSocket s, byte[] b)
    {
        while (true)
        {
            Reply r = Poll(s, b);
            if (r.Closed) return;
            r.Batch!.Release();
        }
    }
    static void RightPattern(DevmemSocket s, byte[] b)
    {
        while (Poll(s, b) is { Closed: false } r)
            r.Batch!.Dispose();
    }
    static void Wrong(DevmemSocket s, byte[] b)
    {
        while (true)
        {
            Reply r = Poll(s, b); //! DEVMEM001
            if (r.Closed) return;
            if (r.Batch!.LinearBytes == 0) continue;
            r.Batch!.Release();
        }
    }
    static void Twice(DevmemSocket s, byte[] b)
    {
        Reply r = Poll(s, b);
        r.Batch?.Release();
        if (!r.Closed) r.Batch!.Release(); //! DEVMEM006
    }
    static Reply Again(DevmemSocket s, byte[] b)
    {
        Reply r = Poll(s, b);
        return r with { Closed = false };
    }
    static Reply? Maybe(DevmemSocket s, byte[] b, bool c) => c ? Poll(s, b) : null;
    static void UseMaybe(DevmemSocket s, byte[] b, bool c)
    {
        Reply? r = Maybe(s, b, c);
        r?.Batch?.Release();
    }
    static void UseMaybeWrong(DevmemSocket s, byte[] b, bool c)
    {
        Reply? r = Maybe(s, b, c); //! DEVMEM001
        if (r is null) return;
        if (r.Closed) { return; }
        Console.WriteLine(r.Batch!.Count);
    }
}
public sealed class Attempt<T>
{
    private readonly T? _value;
    private readonly Exception? _error;
    private readonly bool _ok;
    private Attempt(T value) { _value = value; _ok = true; }
    private Attempt(Exception error) { _error = error ?? throw new ArgumentNullException(nameof(error)); }
    public bool IsSuccess => _ok;
    public T Value => _ok ? _value! : throw new InvalidOperationException("no value", _error);
    public Exception? Error => _error;
    public static Attempt<T> Success(T v) => new(v);
    public static Attempt<T> Failure(Exception e) => new(e);
    public static implicit operator Attempt<T>(Exception e) => new(e);
    public bool TryGet([MaybeNullWhen(false)] out T v) { v = _value; return _ok; }
    public R Match<R>(Func<T, R> ok, Func<Exception, R> fail) => _ok ? ok(_value!) : fail(_error!);
}
static class C
{
    static Attempt<FragmentBatch> Poll(DevmemSocket s, byte[] b)
    {
        try { return Attempt<FragmentBatch>.Success(s.Receive(b)); }
        catch (Exception e) { return Attempt<FragmentBatch>.Failure(e); }
    }
    static int Right(DevmemSocket s, byte[] b)
    {
        var a = Poll(s, b);
        if (!a.IsSuccess) return -1;
        using var batch = a.Value;
        return batch.Count;
    }
    static int RightTry(DevmemSocket s, byte[] b)
    {
        var a = Poll(s, b);
        if (!a.TryGet(out var batch)) return -1;
        int n = batch.LinearBytes;
        batch.Release();
        return n;
    }
    static int RightMatch(DevmemSocket s, byte[] b)
    {
        return Poll(s, b).Match(x => { using (x) return x.Count; }, e => -1);
    }
    static int WrongMatch(DevmemSocket s, byte[] b)
    {
        return Poll(s, b).Match(x => x.Count, e => -1); //! DEVMEM001
    }
    static int Wrong(DevmemSocket s, byte[] b)
    {
        var a = Poll(s, b); //! DEVMEM001
        if (!a.IsSuccess) return -1;
        return a.Value.Count;
    }
    static int WrongTry(DevmemSocket s, byte[] b)
    {
        var a = Poll(s, b); //! DEVMEM001
        if (a.TryGet(out var batch)) return batch.LinearBytes;
        return 0;
    }
}
