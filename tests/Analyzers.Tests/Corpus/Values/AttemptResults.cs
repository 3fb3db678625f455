//# rules = DEVMEM001 DEVMEM002 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM007 DEVMEM008 DEVMEM011 DEVMEM013 DEVMEM017
// What came of an attempt: a handle, or the reason why there is none. Asked one part, the other is known.
using System; using System.Collections.Generic; using System.Threading; using System.Threading.Tasks; using System.Diagnostics.CodeAnalysis; using Devmem;

readonly record struct Outcome(FragmentBatch? Batch, Exception? Error);

static class A
{
    static Outcome Poll(DevmemSocket s, byte[] b)
    {
        try { return new Outcome(s.Receive(b), null); }
        catch (InvalidOperationException e) { return new Outcome(null, e); }
    }
    static int Right(DevmemSocket s, byte[] b)
    {
        Outcome o = Poll(s, b);
        if (o.Error is not null) return -1;
        int n = o.Batch!.LinearBytes;
        o.Batch.Release();
        return n;
    }
    static int RightNull(DevmemSocket s, byte[] b)
    {
        Outcome o = Poll(s, b);
        if (o.Batch is null) return -1;
        int n = o.Batch.LinearBytes;
        o.Batch.Release();
        return n;
    }
    static int RightNullConditional(DevmemSocket s, byte[] b)
    {
        Outcome o = Poll(s, b);
        o.Batch?.Release();
        return o.Error is null ? 1 : 0;
    }
    static int RightPattern(DevmemSocket s, byte[] b)
    {
        if (Poll(s, b) is { Batch: { } batch })
        {
            using (batch) return batch.Count;
        }
        return 0;
    }
    static int RightDeconstruct(DevmemSocket s, byte[] b)
    {
        var (batch, error) = Poll(s, b);
        if (error != null) throw error;
        using (batch) return batch!.Count;
    }
    static int Wrong(DevmemSocket s, byte[] b)
    {
        Outcome o = Poll(s, b); //! DEVMEM001
        if (o.Error is not null) return -1;
        if (o.Batch!.LinearBytes > 4) return 2;
        o.Batch.Release();
        return 0;
    }
    static int WrongSide(DevmemSocket s, byte[] b)
    {
        Outcome o = Poll(s, b); //! DEVMEM001
        if (o.Error is null) return -1;
        o.Batch?.Release();
        return 0;
    }
}

sealed class Result<T> where T : class
{
    private Result(T? value, string? error) { Value = value; Error = error; }
    public T? Value { get; }
    public string? Error { get; }
    [MemberNotNullWhen(true, nameof(Value))] public bool IsOk => Error is null;
    public static Result<T> Ok(T value) => new(value, null);
    public static Result<T> Fail(string error) => new(null, error);
}

static class B
{
    static Result<FragmentBatch> Poll(DevmemSocket s, byte[] b)
    {
        if (!s.TryReceive(b, out FragmentBatch? batch)) return Result<FragmentBatch>.Fail("empty");
        return Result<FragmentBatch>.Ok(batch);
    }
    static int Right(DevmemSocket s, byte[] b)
    {
        var r = Poll(s, b);
        if (!r.IsOk) return -1;
        using var batch = r.Value;
        return batch.Count;
    }
    static int RightByError(DevmemSocket s, byte[] b)
    {
        var r = Poll(s, b);
        if (r.Error is { } e) throw new InvalidOperationException(e);
        r.Value!.Release();
        return 0;
    }
    static int Wrong(DevmemSocket s, byte[] b)
    {
        var r = Poll(s, b); //! DEVMEM001
        if (!r.IsOk) return -1;
        return r.Value.Count;
    }
}

static class C
{
    static (bool ok, FragmentBatch? batch) Try(DevmemSocket s, byte[] b)
    {
        if (s.TryReceive(b, out var batch)) return (true, batch);
        return (false, null);
    }
    static int Right(DevmemSocket s, byte[] b)
    {
        var (ok, batch) = Try(s, b);
        if (!ok) return 0;
        int n = batch!.LinearBytes;
        batch.Release();
        return n;
    }
    static int RightNamed(DevmemSocket s, byte[] b)
    {
        var r = Try(s, b);
        if (!r.ok) return 0;
        r.batch!.Release();
        return 1;
    }
    static async Task<(bool Ok, FragmentBatch? Batch)> TryAsync(DevmemSocket s, byte[] b)
    {
        try { return (true, await s.ReceiveAsync(b)); }
        catch (OperationCanceledException) { return (false, null); }
    }
    static async Task<int> RightAsync(DevmemSocket s, byte[] b)
    {
        var (ok, batch) = await TryAsync(s, b);
        if (!ok) return 0;
        using (batch) return batch!.Count;
    }
    static async Task<int> WrongAsync(DevmemSocket s, byte[] b)
    {
        var (ok, batch) = await TryAsync(s, b); //! DEVMEM001
        if (!ok) return 0;
        return batch!.Count;
    }
    static int Wrong(DevmemSocket s, byte[] b)
    {
        var (ok, batch) = Try(s, b); //! DEVMEM001
        if (ok) return 0;
        batch?.Release();
        return 1;
    }
    static int WrongNamed(DevmemSocket s, byte[] b)
    {
        var r = Try(s, b); //! DEVMEM001
        return r.ok ? r.batch!.Count : 0;
    }
}

enum Status { Ok, Empty, Closed }
readonly struct Polled
{
    public Polled(Status status, FragmentBatch? batch) { Status = status; Batch = batch; }
    public Status Status { get; }
    public FragmentBatch? Batch { get; }
}
static class D
{
    static Polled Poll(DevmemSocket s, byte[] b)
    {
        if (!s.TryReceive(b, out var batch)) return new Polled(Status.Empty, null);
        return new Polled(Status.Ok, batch);
    }
    static int Right(DevmemSocket s, byte[] b)
    {
        var p = Poll(s, b);
        if (p.Status != Status.Ok) return 0;
        p.Batch!.Release();
        return 1;
    }
    static int RightSwitch(DevmemSocket s, byte[] b)
    {
        var p = Poll(s, b);
        switch (p.Status)
        {
            case Status.Ok: using (p.Batch) return p.Batch!.Count;
            case Status.Empty: return 0;
            default: return -1;
        }
    }
    static int Wrong(DevmemSocket s, byte[] b)
    {
        var p = Poll(s, b); //! DEVMEM001
        switch (p.Status)
        {
            case Status.Ok: return p.Batch!.Count;
            default: return -1;
        }
    }
}
