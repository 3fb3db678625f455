//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Collections.Concurrent;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

/// <summary>The ways in which people clean up: labels, flags, retries, the best of many, states; each with what goes wrong with it.</summary>
internal static class CleanedUp
{
    static void Work(int n) { }
    static bool Ready() => Environment.TickCount > 5;

    static int Goto_cleanup(DevmemSocket s, byte[] b)
    {
        FragmentBatch? first = null, second = null;
        int result = -1;
        first = s.Receive(b);
        if (first.LinearBytes > 10) goto done;
        second = s.Receive(b);
        if (second.LinearBytes > 10) goto done;
        result = 0;
    done:
        second?.Release();
        first?.Release();
        return result;
    }

    static int Goto_cleanup_skips(DevmemSocket s, byte[] b)
    {
        FragmentBatch? second = null;
        int result = -1;
        var first = s.Receive(b); //! DEVMEM001
        if (first.LinearBytes > 10) goto done;
        second = s.Receive(b);
        if (second.LinearBytes > 10) goto done;
        result = 0;
        first.Release();
    done:
        second?.Release();
        return result;
    }

    static void Xor_holds(DevmemSocket s, byte[] b, bool x, bool y)
    {
        FragmentBatch? t = null;
        if (x ^ y) t = s.Receive(b);
        Work(1);
        if (x ^ y) t!.Release();
    }

    static void Xor_different(DevmemSocket s, byte[] b, bool x, bool y)
    {
        FragmentBatch? t = null;
        if (x ^ y) t = s.Receive(b); //! DEVMEM001
        Work(1);
        if (x && !y) t!.Release();
    }

    static void Not_equal_bools(DevmemSocket s, byte[] b, bool x, bool y)
    {
        FragmentBatch? t = null;
        if (x != y) t = s.Receive(b);
        Work(1);
        if (x != y) t!.Release();
    }

    static void Xor_by_cases(DevmemSocket s, byte[] b, bool x, bool y)
    {
        FragmentBatch? t = null;
        if (x ^ y) t = s.Receive(b);
        Work(1);
        if (x && !y) t!.Release();
        else if (!x && y) t!.Release();
    }

    static void Xor_toggle(DevmemSocket s, byte[] b, bool x)
    {
        FragmentBatch? t = null;
        bool have = false;
        if (x) { t = s.Receive(b); have ^= true; }
        Work(1);
        if (have) t!.Release();
    }

    static void And_assign(DevmemSocket s, byte[] b, bool x)
    {
        bool ok = true;
        ok &= s.TryReceive(b, out var t);
        if (ok) t!.Release();
    }

    static void And_assign_bug(DevmemSocket s, byte[] b, bool x)
    {
        bool ok = x;
        ok &= s.TryReceive(b, out var t); //! DEVMEM001
        if (ok) t!.Release();
    }

    static void Or_assign(DevmemSocket s, byte[] b, bool x)
    {
        bool ok = false;
        ok |= s.TryReceive(b, out var t);
        if (ok) t!.Release();
    }

    static void Bitwise_and(DevmemSocket s, byte[] b, bool x)
    {
        if (s.TryReceive(b, out var t) & x) //! DEVMEM001
            t!.Release();
    }

    static void Bitwise_or_both(DevmemSocket s, byte[] b)
    {
        if (s.TryReceive(b, out var t) | s.TryReceive(b, out var u))
        {
            t?.Release();
            u?.Release();
        }
    }

    static void Where_filter(DevmemSocket s, byte[] b)
    {
        var list = new List<FragmentBatch>();
        for (int i = 0; i < 3; i++) list.Add(s.Receive(b));
        foreach (var t in list.Where(t => t.LinearBytes > 3)) Work(t.LinearBytes);
        foreach (var t in list) t.Release();
    }

    static void Where_filter_bug(DevmemSocket s, byte[] b)
    {
        var list = new List<FragmentBatch>();
        for (int i = 0; i < 3; i++) list.Add(s.Receive(b)); //! DEVMEM001
        foreach (var t in list.Where(t => t.LinearBytes > 3)) t.Release();
    }

    static void Linked_walk_bug(DevmemSocket s, byte[] b)
    {
        var list = new LinkedList<FragmentBatch>();
        for (int i = 0; i < 3; i++) list.AddLast(s.Receive(b)); //! DEVMEM001
        for (var node = list.First; node != null; node = node.Next)
        {
            if (node.Value.LinearBytes > 3) break;
            node.Value.Release();
        }
    }

    static void Linked_while_count_bug(DevmemSocket s, byte[] b)
    {
        var list = new LinkedList<FragmentBatch>();
        for (int i = 0; i < 3; i++) list.AddLast(s.Receive(b)); //! DEVMEM001
        while (list.Count > 0)
            list.RemoveFirst();
    }

    static void Reassign_after_dispose(DevmemSocket s, byte[] b)
    {
        var t = s.Receive(b);
        t?.Dispose();
        t = s.Receive(b);
        t.Dispose();
    }

    static void Reassign_in_loop(DevmemSocket s, byte[] b, int n)
    {
        FragmentBatch? t = null;
        for (int i = 0; i < n; i++)
        {
            t?.Dispose();
            t = s.Receive(b);
        }
        t?.Dispose();
    }

    static void Reassign_in_loop_forgets_last(DevmemSocket s, byte[] b, int n)
    {
        FragmentBatch? t = null;
        for (int i = 0; i < n; i++)
        {
            t?.Dispose();
            t = s.Receive(b); //! DEVMEM001
        }
    }

    static void Swap_keep_newest(DevmemSocket s, byte[] b, int n)
    {
        var newest = s.Receive(b);
        while (n-- > 0)
        {
            var next = s.Receive(b);
            (newest, next) = (next, newest);
            next.Release();
        }
        newest.Release();
    }

    static void Keep_best(DevmemSocket s, byte[] b, int n)
    {
        FragmentBatch? best = null;
        for (int i = 0; i < n; i++)
        {
            var t = s.Receive(b);
            if (best is null || t.LinearBytes > best.LinearBytes)
            {
                best?.Release();
                best = t;
            }
            else
                t.Release();
        }
        best?.Release();
    }

    static void Keep_best_bug(DevmemSocket s, byte[] b, int n)
    {
        FragmentBatch? best = null;
        for (int i = 0; i < n; i++)
        {
            var t = s.Receive(b); //! DEVMEM001
            if (best is null || t.LinearBytes > best.LinearBytes)
                best = t;
            else
                t.Release();
        }
        best?.Release();
    }

    static void Min_max(DevmemSocket s, byte[] b)
    {
        var x = s.Receive(b);
        var y = s.Receive(b);
        var small = x.LinearBytes < y.LinearBytes ? x : y;
        var large = x.LinearBytes < y.LinearBytes ? y : x;
        small.Release();
        large.Release();
    }

    static void Min_max_by_reference(DevmemSocket s, byte[] b)
    {
        var x = s.Receive(b);
        var y = s.Receive(b);
        var small = x.LinearBytes < y.LinearBytes ? x : y;
        var large = ReferenceEquals(small, x) ? y : x;
        small.Release();
        large.Release();
    }

    static void Min_max_bug(DevmemSocket s, byte[] b, bool f)
    {
        var x = s.Receive(b); //! DEVMEM001
        var y = s.Receive(b); //! DEVMEM001
        var one = f ? x : y;
        one.Release();
    }

    static void Do_while_retry(DevmemSocket s, byte[] b)
    {
        FragmentBatch? t;
        int tries = 0;
        do
        {
            if (s.TryReceive(b, out t)) break;
            tries++;
        }
        while (tries < 5);
        t?.Release();
    }

    static void Do_while_retry_flag(DevmemSocket s, byte[] b)
    {
        bool got;
        FragmentBatch? t;
        do got = s.TryReceive(b, out t);
        while (!got && Ready());
        if (got) t!.Release();
    }

    static void Do_while_retry_wrong(DevmemSocket s, byte[] b)
    {
        bool got;
        FragmentBatch? t;
        do got = s.TryReceive(b, out t); //! DEVMEM001
        while (!got || Ready());
        t!.Release();
    }

    static void Try_two(DevmemSocket s, DevmemSocket r, byte[] b)
    {
        if (!s.TryReceive(b, out var t) && !r.TryReceive(b, out t))
            return;
        t.Release();
    }

    static void Try_two_bug(DevmemSocket s, DevmemSocket r, byte[] b)
    {
        if (!s.TryReceive(b, out var t) || !r.TryReceive(b, out var u)) //! DEVMEM001
            return;
        t.Release();
        u.Release();
    }

    static void Switch_state(DevmemSocket s, byte[] b, int n)
    {
        FragmentBatch? held = null;
        var state = 0;
        for (int i = 0; i < n; i++)
        {
            switch (state)
            {
                case 0: held = s.Receive(b); state = 1; break;
                case 1: Work(held!.LinearBytes); state = 2; break;
                case 2: held!.Release(); state = 0; break;
            }
        }
        if (state != 0) held!.Release();
    }

    static void Switch_state_bug(DevmemSocket s, byte[] b, int n)
    {
        FragmentBatch? held = null;
        var state = 0;
        for (int i = 0; i < n; i++)
        {
            switch (state)
            {
                case 0: held = s.Receive(b); state = 1; break; //! DEVMEM001
                case 1: Work(held!.LinearBytes); state = 2; break;
                case 2: held!.Release(); state = 0; break;
            }
        }
        if (state == 2) held!.Release();
    }
}
