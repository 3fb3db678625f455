//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Linq;
using Devmem;

/// <summary>Loops that go on where another stopped, and parts that are cut out of what changes meanwhile.</summary>
internal static class Cuts
{
    static byte[] L = new byte[64];

    static void Continued_holds(DevmemSocket s)
    {
        var a = new FragmentBatch[8];
        for (int i = 0; i < 8; i++) a[i] = s.Receive(L);
        for (int i = 0; i < 4; i++) a[i].Release();
        for (int j = 4; j < 8; j++) a[j].Release();
    }

    static void Continued_list_holds(DevmemSocket s, int mid)
    {
        var a = new List<FragmentBatch>();
        for (int i = 0; i < 8; i++) a.Add(s.Receive(L));
        for (int i = 0; i < mid; i++) a[i].Release();
        for (int j = mid; j < a.Count; j++) a[j].Release();
    }

    static void Continued_wrong(DevmemSocket s)
    {
        var a = new FragmentBatch[8];
        for (int i = 0; i < 8; i++) a[i] = s.Receive(L); //! DEVMEM001
        for (int i = 0; i < 4; i++) a[i].Release();
        for (int j = 5; j < 8; j++) a[j].Release();
    }

    static void Continued_break_wrong(DevmemSocket s)
    {
        var a = new FragmentBatch[8];
        for (int i = 0; i < 8; i++) a[i] = s.Receive(L); //! DEVMEM001
        for (int i = 0; i < 4; i++) { if (a[i].LinearBytes == 3) break; a[i].Release(); }
        for (int j = 4; j < 8; j++) a[j].Release();
    }

    static void Take_to_list_holds(DevmemSocket s, int n)
    {
        var list = new List<FragmentBatch>();
        for (int i = 0; i < 30; i++) list.Add(s.Receive(L));
        var first = list.Take(n).ToList(); var rest = list.Skip(n).ToList();
        foreach (var t in first) t.Release();
        foreach (var t in rest) t.Release();
    }

    static void Take_only_wrong(DevmemSocket s, int n)
    {
        var list = new List<FragmentBatch>();
        for (int i = 0; i < 30; i++) list.Add(s.Receive(L)); //! DEVMEM001
        foreach (var t in list.Take(n)) t.Release();
    }

    static void Twice_wrong(DevmemSocket s, int n)
    {
        var list = new List<FragmentBatch>();
        for (int i = 0; i < 30; i++) list.Add(s.Receive(L));
        foreach (var t in list.Take(n)) t.Release();
        foreach (var t in list) t.Release(); //! DEVMEM006
    }

    static void Span_thirds_holds(DevmemSocket s, FragmentBatch b)
    {
        var held = new DevmemToken[9];
        for (int i = 0; i < 9; i++) held[i] = b.Detach(i);
        var span = held.AsSpan();
        s.Release(span.Slice(0, 3)); s.Release(span.Slice(3, 3)); s.Release(span.Slice(6));
    }

    static void Slice_loop_holds(DevmemSocket s, FragmentBatch b)
    {
        var held = new DevmemToken[b.Count];
        for (int i = 0; i < held.Length; i++) held[i] = b.Detach(i);
        for (int i = 0; i < held.Length; i += 128) s.Release(held.AsSpan(i, Math.Min(128, held.Length - i)));
    }

    static void Slice_middle_wrong(DevmemSocket s, FragmentBatch b, int lo, int hi)
    {
        var held = new DevmemToken[b.Count];
        for (int i = 0; i < held.Length; i++) held[i] = b.Detach(i); //! DEVMEM001
        s.Release(held.AsSpan(lo, hi - lo));
    }

    static void Slice_changed_wrong(DevmemSocket s, FragmentBatch b, int mid)
    {
        var held = new DevmemToken[b.Count];
        for (int i = 0; i < held.Length; i++) held[i] = b.Detach(i); //! DEVMEM001
        s.Release(held.AsSpan(0, mid));
        mid++;
        s.Release(held.AsSpan(mid));
    }

    static void Segment_holds(DevmemSocket s, FragmentBatch b)
    {
        var held = new DevmemToken[4];
        for (int i = 0; i < 4; i++) held[i] = b.Detach(i);
        var seg = new ArraySegment<DevmemToken>(held);
        s.Release(seg);
    }

    static void Memory_holds(DevmemSocket s, FragmentBatch b)
    {
        var held = new DevmemToken[4];
        for (int i = 0; i < 4; i++) held[i] = b.Detach(i);
        Memory<DevmemToken> m = held;
        s.Release(m.Span[..2]); s.Release(m.Span[2..]);
    }
}
