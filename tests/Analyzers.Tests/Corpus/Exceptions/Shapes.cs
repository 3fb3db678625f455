using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

/// <summary>Handlers, filters and finally blocks around what may throw, and what is left when it does.</summary>
internal static class Shapes
{
    static void Parse(int n) { if (n > 3) throw new FormatException(); }
    static void Quiet(int n) { }
    static int s_count;

    static void Call_throws(DevmemSocket s, byte[] b)
    {
        var t = s.Receive(b); //! DEVMEM004
        Parse(t.LinearBytes);
        t.Release();
    }

    static void Quiet_does_not(DevmemSocket s, byte[] b)
    {
        var t = s.Receive(b);
        Quiet(t.LinearBytes);
        t.Release();
    }

    static void Typed_catch_misses(DevmemSocket s, byte[] b)
    {
        var t = s.Receive(b); //! DEVMEM004
        try { File.ReadAllText("x"); }
        catch (FormatException) { }
        t.Release();
    }

    static void Catch_only_what_parse_throws(DevmemSocket s, byte[] b)
    {
        var t = s.Receive(b);
        try { Parse(t.LinearBytes); }
        catch (FormatException) { }
        t.Release();
    }

    static void Filter_releases(DevmemSocket s, byte[] b)
    {
        var t = s.Receive(b);
        try { Parse(t.LinearBytes); }
        catch (Exception) when (Log()) { }
        finally { t.Release(); }
    }

    static bool Log() => true;

    static void Filter_false_leaks(DevmemSocket s, byte[] b, bool f)
    {
        var t = s.Receive(b); //! DEVMEM004
        try { File.ReadAllText("x"); t.Release(); }
        catch (Exception) when (f) { t.Release(); }
    }

    static void Filter_both(DevmemSocket s, byte[] b, bool f)
    {
        var t = s.Receive(b);
        try { File.ReadAllText("x"); t.Release(); }
        catch (Exception) when (f) { t.Release(); }
        catch (Exception) when (!f) { t.Release(); throw; }
    }

    static void Two_resources_nested_finally(DevmemSocket s, byte[] b)
    {
        var t = s.Receive(b);
        try
        {
            var u = s.Receive(b);
            try { File.ReadAllText("x"); }
            finally { u.Release(); }
        }
        finally { t.Release(); }
    }

    static void Two_resources_one_finally(DevmemSocket s, byte[] b)
    {
        FragmentBatch? t = null, u = null;
        try { t = s.Receive(b); u = s.Receive(b); File.ReadAllText("x"); }
        finally { u?.Release(); t?.Release(); }
    }

    static void Two_resources_unprotected(DevmemSocket s, byte[] b)
    {
        var t = s.Receive(b); //! DEVMEM004
        var u = s.Receive(b);
        try { File.ReadAllText("x"); }
        finally { u.Release(); t.Release(); }
    }

    static void Finally_throws_before(DevmemSocket s, byte[] b)
    {
        var t = s.Receive(b); //! DEVMEM004
        try { Quiet(1); }
        finally { File.Delete("x"); t.Release(); }
    }

    static void Catch_throws_other(DevmemSocket s, byte[] b)
    {
        var t = s.Receive(b); //! DEVMEM004
        try { Quiet(t.LinearBytes); File.ReadAllText("x"); }
        catch (IOException e) { throw new InvalidOperationException("x", e); }
        catch { t.Release(); throw; }
        t.Release();
    }

    static void Retry_loop(DevmemSocket s, byte[] b)
    {
        for (int i = 0; ; i++)
        {
            var t = s.Receive(b);
            try { Parse(t.LinearBytes); return; }
            catch (FormatException) when (i < 3) { }
            finally { t.Release(); }
        }
    }

    static void Retry_loop_leaks(DevmemSocket s, byte[] b)
    {
        for (int i = 0; ; i++)
        {
            var t = s.Receive(b); //! DEVMEM004
            try { Parse(t.LinearBytes); t.Release(); return; }
            catch (FormatException) when (i < 3) { }
        }
    }

    static void Using_null_switch(DevmemSocket s, byte[] b, bool f)
    {
        using var t = f ? s.Receive(b) : null;
        Parse(1);
    }

    static FragmentBatch Return_from_using_var_wrong(DevmemSocket s, byte[] b)
    {
        using var t = s.Receive(b);
        return t; //! DEVMEM005
    }

    static FragmentBatch Return_after_validation(DevmemSocket s, byte[] b)
    {
        var t = s.Receive(b); //! DEVMEM001
        if (t.LinearBytes == 0) throw new InvalidDataException();
        return t;
    }

    static FragmentBatch Return_guarded(DevmemSocket s, byte[] b)
    {
        FragmentBatch? t = s.Receive(b);
        try
        {
            Parse(t.LinearBytes);
            var r = t;
            t = null;
            return r;
        }
        finally { t?.Dispose(); }
    }

    static async Task Async_cancel(DevmemSocket s, byte[] b, CancellationToken c)
    {
        var t = await s.ReceiveAsync(b, c); //! DEVMEM004
        await Task.Delay(1, c);
        t.Release();
    }

    static async Task Async_try(DevmemSocket s, byte[] b, CancellationToken c)
    {
        var t = await s.ReceiveAsync(b, c).ConfigureAwait(false);
        try { await Task.Delay(1, c); }
        finally { t.Release(); }
    }

    static async Task Async_using(DevmemSocket s, byte[] b, CancellationToken c)
    {
        using var t = await s.ReceiveAsync(b, c);
        await Task.Delay(1, c);
    }

    static async IAsyncEnumerable<int> Async_iter(DevmemSocket s, byte[] b, [EnumeratorCancellation] CancellationToken c = default)
    {
        while (true)
        {
            using var t = await s.ReceiveAsync(b, c);
            if (t.EndOfStream) yield break;
            foreach (var f in t) yield return f.Length;
        }
    }

    static IEnumerable<int> Iter_leaks(DevmemSocket s, byte[] b)
    {
        var t = s.Receive(b); //! DEVMEM001
        yield return t.LinearBytes;
        t.Release();
    }

    static IEnumerable<FragmentBatch> Iter_hands(DevmemSocket s, byte[] b)
    {
        while (s.TryReceive(b, out var t)) yield return t;
    }

    static void Iter_consume(DevmemSocket s, byte[] b)
    {
        foreach (var t in Iter_hands(s, b)) t.Release();
    }

    static void Iter_consume_break(DevmemSocket s, byte[] b)
    {
        foreach (var t in Iter_hands(s, b)) { using (t) if (t.LinearBytes > 3) break; }
    }

    static void Iter_consume_bug(DevmemSocket s, byte[] b)
    {
        foreach (var t in Iter_hands(s, b)) { if (t.LinearBytes > 3) t.Release(); } //! DEVMEM001
    }

    static void Local_function_release(DevmemSocket s, byte[] b)
    {
        var t = s.Receive(b);
        try { Parse(1); } finally { Done(); }
        void Done() => t.Release();
    }

    static void Checked_math(DevmemSocket s, byte[] b, int n)
    {
        var t = s.Receive(b);
        int x = checked(n + t.LinearBytes) / n;
        s_count += x;
        t.Release();
    }

    static void Lock_and_release(DevmemSocket s, byte[] b, Lock gate)
    {
        var t = s.Receive(b); //! DEVMEM004
        lock (gate) { Parse(2); }
        t.Release();
    }

    static void Goto_retry(DevmemSocket s, byte[] b)
    {
    again:
        var t = s.Receive(b);
        if (t.Count == 0 && !t.EndOfStream) goto again;
        t.Release();
    }

    static void Goto_retry_bug(DevmemSocket s, byte[] b)
    {
    again:
        var t = s.Receive(b); //! DEVMEM001
        if (t.LinearBytes == 0) goto again;
        t.Release();
    }

    static void Throw_helper(DevmemSocket s, byte[] b)
    {
        var t = s.Receive(b); //! DEVMEM004
        ArgumentOutOfRangeException.ThrowIfNegative(t.LinearBytes);
        t.Release();
    }
}
