//# devmem.exceptions = none
//# langversion = preview
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

/// <summary>Newer constructs of the language, each with a way that is right and one that is not.</summary>
internal static class Constructs
{
    static void Work(int n) { }

    record struct Pair(FragmentBatch First, FragmentBatch Second);
    record Msg(FragmentBatch Batch, int N);

    static void Record_struct(DevmemSocket s, byte[] b)
    {
        var p = new Pair(s.Receive(b), s.Receive(b));
        p.First.Release();
        p.Second.Release();
    }

    static void Record_struct_bug(DevmemSocket s, byte[] b)
    {
        var p = new Pair(s.Receive(b), s.Receive(b)); //! DEVMEM001
        p.First.Release();
    }

    static void Record_struct_deconstruct(DevmemSocket s, byte[] b)
    {
        var (x, y) = new Pair(s.Receive(b), s.Receive(b));
        x.Release();
        y.Release();
    }

    static void Record_struct_with(DevmemSocket s, byte[] b)
    {
        var p = new Pair(s.Receive(b), s.Receive(b));
        p.First.Release();
        p = p with { First = s.Receive(b) };
        p.First.Release();
        p.Second.Release();
    }

    static void Tuple_pattern(DevmemSocket s, byte[] b, bool f, bool g)
    {
        FragmentBatch? t = (f, g) switch
        {
            (true, true) => s.Receive(b),
            (true, false) => s.Receive(b),
            _ => null,
        };
        if (f) t!.Release();
    }

    static void Tuple_pattern_bug(DevmemSocket s, byte[] b, bool f, bool g)
    {
        FragmentBatch? t = (f, g) switch
        {
            (true, true) => s.Receive(b),
            (false, true) => s.Receive(b), //! DEVMEM001
            _ => null,
        };
        if (f) t?.Release();
    }

    static void Property_pattern(DevmemSocket s, byte[] b)
    {
        if (s.Receive(b) is { Count: > 0 } t) t.Release();
    }

    static void Property_pattern_bug(DevmemSocket s, byte[] b)
    {
        if (s.Receive(b) is { LinearBytes: > 0 } t) t.Release(); //! DEVMEM001
    }

    static void Property_pattern_not(DevmemSocket s, byte[] b)
    {
        if (s.Receive(b) is not { Count: > 0 } t) return;
        t.Release();
    }

    static void Switch_when(DevmemSocket s, byte[] b)
    {
        switch (s.Receive(b))
        {
            case { EndOfStream: true }: break;
            case { Count: 0 }: break;
            case var t when t.LinearBytes > 3: t.Release(); break;
            case var t: t.Dispose(); break;
        }
    }

    static void Switch_when_bug(DevmemSocket s, byte[] b)
    {
        switch (s.Receive(b)) //! DEVMEM001
        {
            case { EndOfStream: true }: break;
            case var t when t.LinearBytes > 3: t.Release(); break;
        }
    }

    static int Switch_expr_release(DevmemSocket s, byte[] b)
    {
        var t = s.Receive(b);
        return t.Count switch { 0 => 0, > 3 => Release(t), _ => Release(t) + 1 };
    }

    static int Release(FragmentBatch t) { t.Release(); return 1; }

    static void Ref_local(DevmemSocket s, byte[] b, bool f)
    {
        FragmentBatch? x = null, y = null;
        ref var r = ref (f ? ref x : ref y);
        r = s.Receive(b);
        x?.Release();
        y?.Release();
    }

    static void Ref_local_bug(DevmemSocket s, byte[] b, bool f)
    {
        FragmentBatch? x = null, y = null;
        ref var r = ref (f ? ref x : ref y);
        r = s.Receive(b); //! DEVMEM001
        x?.Release();
    }

    static void Ref_param(DevmemSocket s, byte[] b)
    {
        FragmentBatch? t = null;
        Fill(ref t, s, b);
        t?.Release();
    }

    static void Fill(ref FragmentBatch? t, DevmemSocket s, byte[] b) { t?.Release(); t = s.Receive(b); }

    static void Ref_param_bug(DevmemSocket s, byte[] b)
    {
        FragmentBatch? t = null;
        Fill(ref t, s, b); //! DEVMEM001
    }

    static void Out_discard(DevmemSocket s, byte[] b)
    {
        s.TryReceive(b, out _); //! DEVMEM001
    }

    static void Out_reuse(DevmemSocket s, byte[] b)
    {
        s.TryReceive(b, out var t); //! DEVMEM001
        s.TryReceive(b, out t);
        t?.Release();
    }

    static void Expression_discard(DevmemSocket s, byte[] b) => _ = s.Receive(b); //! DEVMEM001

    static void Chained(DevmemSocket s, byte[] b) => Work(s.Receive(b).Count); //! DEVMEM001

    static void Using_expression(DevmemSocket s, byte[] b)
    {
        using (s.Receive(b)) Work(1);
    }

    static void Using_two(DevmemSocket s, byte[] b)
    {
        using FragmentBatch x = s.Receive(b), y = s.Receive(b);
        Work(x.Count + y.Count);
    }

    static void Using_existing(DevmemSocket s, byte[] b)
    {
        var t = s.Receive(b);
        using (t) Work(1);
        t.Release(); //! DEVMEM006
    }

    static void Cast_object(DevmemSocket s, byte[] b)
    {
        object o = s.Receive(b);
        if (o is FragmentBatch t) t.Release();
    }

    static void Cast_disposable(DevmemSocket s, byte[] b)
    {
        IDisposable d = s.Receive(b);
        d.Dispose();
    }

    static void Cast_as(DevmemSocket s, byte[] b)
    {
        object o = s.Receive(b);
        (o as IDisposable)?.Dispose();
    }

    static void Cast_as_wrong(DevmemSocket s, byte[] b)
    {
        object o = s.Receive(b); //! DEVMEM001
        (o as string)?.ToString();
    }

    static void Generic_dispose<T>(T t) where T : IDisposable => t.Dispose();
    static void Generic_call(DevmemSocket s, byte[] b) => Generic_dispose(s.Receive(b));

    static void Lambda_immediately(DevmemSocket s, byte[] b) => ((Action<FragmentBatch>)(t => t.Release()))(s.Receive(b));

    static void Func_local(DevmemSocket s, byte[] b)
    {
        Func<FragmentBatch> make = () => s.Receive(b);
        var t = make();
        t.Release();
    }

    static void Method_group(DevmemSocket s, byte[] b)
    {
        var t = s.Receive(b);
        Action end = t.Release;
        end();
    }

    static void Recursion(DevmemSocket s, byte[] b, int n)
    {
        if (n == 0) return;
        using var t = s.Receive(b);
        Recursion(s, b, n - 1);
    }

    static unsafe void Pointer(DevmemSocket s, byte[] b)
    {
        fixed (byte* p = b)
        {
            var t = s.Receive(new Span<byte>(p, b.Length)); //! DEVMEM001
            if (*p == 3) return;
            t.Release();
        }
    }

    static void Checked_state_enum(DevmemSocket s, byte[] b, int n)
    {
        FragmentBatch? t = null;
        var st = State.Idle;
        while (n-- > 0)
        {
            switch (st)
            {
                case State.Idle when n > 3: t = s.Receive(b); st = State.Held; break;
                case State.Held: t!.Release(); t = null; st = State.Idle; break;
            }
        }
        if (st == State.Held) t!.Release();
    }
    enum State { Idle, Held }

    static void Dynamic_call(DevmemSocket s, byte[] b)
    {
        dynamic d = 3;
        var t = s.Receive(b); //! DEVMEM001
        if (d > 2) return;
        t.Release();
    }

    static void Span_params(DevmemSocket s, byte[] b)
    {
        Take(s.Receive(b), s.Receive(b));
        static void Take(params ReadOnlySpan<FragmentBatch> all) { foreach (var t in all) t.Release(); }
    }

    static void Array_params(DevmemSocket s, byte[] b)
    {
        TakeAll(s.Receive(b), s.Receive(b));
    }
    static void TakeAll(params FragmentBatch[] all) { foreach (var t in all) t.Release(); }

    static void Array_params_bug(DevmemSocket s, byte[] b)
    {
        Show(s.Receive(b), s.Receive(b)); //! DEVMEM001 DEVMEM001
    }
    static void Show(params FragmentBatch[] all) { foreach (var t in all) Work(t.Count); }
}
