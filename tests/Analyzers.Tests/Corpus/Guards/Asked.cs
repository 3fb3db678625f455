//# devmem.exceptions = none
using System;
using System.Buffers;
using System.Collections.Generic;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Devmem;

/// <summary>The same question asked again, in other words, after something happened, or not the same.</summary>
internal static class Asked
{
    static void Work(int n) { }
    static bool Ready() => Environment.TickCount > 5;
    enum Kind { None, One, Two }

    static void Property_twice(DevmemSocket s, byte[] b)
    {
        var probe = s.Receive(b);
        FragmentBatch? t = null;
        if (probe.LinearBytes > 3) t = s.Receive(b);
        Work(1);
        if (probe.LinearBytes > 3) t!.Release();
        probe.Release();
    }

    sealed class Config { public bool Fast { get; set; } public int Level; public Kind Kind { get; init; } public string? Name { get; set; } }

    static void Mutable_property_twice(DevmemSocket s, byte[] b, Config c)
    {
        FragmentBatch? t = null;
        if (c.Fast) t = s.Receive(b);
        if (c.Fast) t!.Release();
    }

    static void Mutable_property_changed(DevmemSocket s, byte[] b, Config c)
    {
        FragmentBatch? t = null;
        if (c.Fast) t = s.Receive(b); //! DEVMEM001
        c.Fast = false;
        if (c.Fast) t!.Release();
    }

    static void Mutable_field_twice(DevmemSocket s, byte[] b, Config c)
    {
        FragmentBatch? t = null;
        if (c.Level == 2) t = s.Receive(b);
        if (c.Level == 2) t!.Release();
    }

    static void Init_property_twice(DevmemSocket s, byte[] b, Config c)
    {
        FragmentBatch? t = null;
        if (c.Kind is Kind.One or Kind.Two) t = s.Receive(b);
        Work(2);
        if (c.Kind != Kind.None) t!.Release();
    }

    static void Init_property_switch(DevmemSocket s, byte[] b, Config c)
    {
        FragmentBatch? t = c.Kind switch { Kind.One => s.Receive(b), Kind.Two => s.Receive(b), _ => null };
        Work(2);
        switch (c.Kind)
        {
            case Kind.One: t!.Release(); break;
            case Kind.Two: t!.Release(); break;
        }
    }

    static void Init_property_switch_bug(DevmemSocket s, byte[] b, Config c)
    {
        FragmentBatch? t = c.Kind switch { Kind.One => s.Receive(b), Kind.Two => s.Receive(b), _ => null }; //! DEVMEM001
        Work(2);
        switch (c.Kind)
        {
            case Kind.One: t!.Release(); break;
        }
    }

    static void String_property_twice(DevmemSocket s, byte[] b, string mode)
    {
        FragmentBatch? t = mode == "fast" ? s.Receive(b) : null;
        Work(mode.Length);
        if (mode == "fast") t!.Release();
    }

    static void String_switch(DevmemSocket s, byte[] b, string mode)
    {
        FragmentBatch? t = null;
        switch (mode) { case "a": case "b": t = s.Receive(b); break; }
        if (mode is "a" or "b") t!.Release();
    }

    static void Null_string(DevmemSocket s, byte[] b, string? name)
    {
        FragmentBatch? t = null;
        if (name != null) t = s.Receive(b);
        if (name is not null) t!.Release();
    }

    static void Null_or_empty(DevmemSocket s, byte[] b, string? name)
    {
        FragmentBatch? t = null;
        if (!string.IsNullOrEmpty(name)) t = s.Receive(b);
        if (!string.IsNullOrEmpty(name)) t!.Release();
    }

    static void Length_twice(DevmemSocket s, byte[] b, int[] items)
    {
        FragmentBatch? t = null;
        if (items.Length > 0) t = s.Receive(b);
        foreach (var i in items) Work(i);
        if (items.Length > 0) t!.Release();
    }

    static void Range_check(DevmemSocket s, byte[] b, int n)
    {
        FragmentBatch? t = null;
        if (n > 10) t = s.Receive(b);
        if (n <= 10) return;
        t!.Release();
    }

    static void Range_overlap_bug(DevmemSocket s, byte[] b, int n)
    {
        FragmentBatch? t = null;
        if (n > 10) t = s.Receive(b); //! DEVMEM001
        if (n > 11) t!.Release();
    }

    static void Range_chain(DevmemSocket s, byte[] b, int n)
    {
        FragmentBatch? t = null;
        if (n is > 0 and < 10) t = s.Receive(b);
        if (n >= 10) Work(1);
        else if (n > 0) t!.Release();
    }

    static void Bit_flag(DevmemSocket s, byte[] b, int flags)
    {
        FragmentBatch? t = null;
        if ((flags & 4) != 0) t = s.Receive(b);
        Work(flags);
        if ((flags & 4) != 0) t!.Release();
    }

    static void Bit_flag_bug(DevmemSocket s, byte[] b, int flags)
    {
        FragmentBatch? t = null;
        if ((flags & 4) != 0) t = s.Receive(b); //! DEVMEM001
        Work(flags);
        if ((flags & 8) != 0) t!.Release();
    }

    static void Has_flag(DevmemSocket s, byte[] b, SocketFlags flags)
    {
        FragmentBatch? t = null;
        if (flags.HasFlag(SocketFlags.Peek)) t = s.Receive(b);
        if (flags.HasFlag(SocketFlags.Peek)) t!.Release();
    }

    static void Nullable_bool(DevmemSocket s, byte[] b, bool? f)
    {
        FragmentBatch? t = null;
        if (f == true) t = s.Receive(b);
        if (f is true) t!.Release();
    }

    static void Nullable_bool_value(DevmemSocket s, byte[] b, bool? f)
    {
        FragmentBatch? t = null;
        if (f.HasValue && f.Value) t = s.Receive(b);
        if (f.GetValueOrDefault()) t!.Release();
    }

    static void Nullable_int(DevmemSocket s, byte[] b, int? n)
    {
        FragmentBatch? t = null;
        if (n is { } k) { t = s.Receive(b); Work(k); }
        if (n.HasValue) t!.Release();
    }

    static void Tuple_flag(DevmemSocket s, byte[] b, bool f)
    {
        (FragmentBatch? Batch, bool Has) r = f ? (s.Receive(b), true) : (null, false);
        if (r.Has) r.Batch!.Release();
    }

    static void Tuple_flag_bug(DevmemSocket s, byte[] b, bool f)
    {
        (FragmentBatch? Batch, bool Has) r = f ? (s.Receive(b), false) : (null, false); //! DEVMEM001
        if (r.Has) r.Batch!.Release();
    }

    static (bool Ok, FragmentBatch? Batch) TryGet(DevmemSocket s, byte[] b) => s.TryReceive(b, out var t) ? (true, t) : (false, null);

    static void Tuple_result_null(DevmemSocket s, byte[] b)
    {
        var (_, t) = TryGet(s, b);
        t?.Release();
    }

    static void Tuple_result_bug(DevmemSocket s, byte[] b)
    {
        var (ok, t) = TryGet(s, b); //! DEVMEM001
        if (!ok) t?.Release();
    }

    static void Exception_flag(DevmemSocket s, byte[] b)
    {
        var t = s.Receive(b);
        bool done = false;
        try
        {
            Work(int.Parse("1"));
            t.Release();
            done = true;
        }
        finally
        {
            if (!done) t.Release();
        }
    }

    static void Catch_all_release(DevmemSocket s, byte[] b)
    {
        var t = s.Receive(b);
        try { Work(1); }
        catch { t.Release(); throw; }
        t.Release();
    }

    static FragmentBatch Ctor_handoff(DevmemSocket s, byte[] b)
    {
        FragmentBatch? t = null;
        try
        {
            t = s.Receive(b);
            if (t.LinearBytes > 5) throw new InvalidOperationException();
            var r = t;
            t = null;
            return r;
        }
        finally
        {
            t?.Dispose();
        }
    }

    static FragmentBatch Ctor_handoff_bug(DevmemSocket s, byte[] b)
    {
        FragmentBatch? t = null;
        try
        {
            t = s.Receive(b); //! DEVMEM001
            var r = t;
            t = null;
            if (r.LinearBytes > 5) throw new InvalidOperationException();
            return r;
        }
        finally
        {
            t?.Dispose();
        }
    }

    static void Ternary_release(DevmemSocket s, byte[] b, bool f)
    {
        var x = f ? s.Receive(b) : null;
        var y = f ? null : s.Receive(b);
        (f ? x : y)!.Release();
    }

    static void Ternary_release_bug(DevmemSocket s, byte[] b, bool f)
    {
        var x = f ? s.Receive(b) : null; //! DEVMEM001
        var y = f ? null : s.Receive(b); //! DEVMEM001
        (f ? y : x)?.Release();
    }

    static void Coalesce_chain(DevmemSocket s, byte[] b, FragmentBatch? given)
    {
        var t = given ?? s.Receive(b);
        Work(t.LinearBytes);
        if (given is null) t.Release();
    }

    static void Coalesce_chain_bug(DevmemSocket s, byte[] b, FragmentBatch? given)
    {
        var t = given ?? s.Receive(b); //! DEVMEM001
        Work(t.LinearBytes);
        if (given is not null) Work(2);
    }

    static void Coalesce_own_flag(DevmemSocket s, byte[] b, FragmentBatch? given)
    {
        bool own = given == null;
        given ??= s.Receive(b);
        Work(given.LinearBytes);
        if (own) given.Release();
    }

    static void Is_same(DevmemSocket s, byte[] b, FragmentBatch given, bool f)
    {
        var t = f ? given : s.Receive(b);
        Work(t.LinearBytes);
        if (!ReferenceEquals(t, given)) t.Release();
    }

    static void Is_same_operator(DevmemSocket s, byte[] b, FragmentBatch given, bool f)
    {
        var t = f ? given : s.Receive(b);
        Work(t.LinearBytes);
        if (t != given) t.Release();
    }

    static void Is_same_bug(DevmemSocket s, byte[] b, FragmentBatch given, bool f)
    {
        var t = f ? given : s.Receive(b); //! DEVMEM001
        Work(t.LinearBytes);
        if (t == given) Work(1);
    }
}
