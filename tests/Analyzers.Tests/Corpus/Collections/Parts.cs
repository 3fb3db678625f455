//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Linq;
using Devmem;

/// <summary>Parts of arrays, spans and lists by bounds, one behind the other.</summary>
internal static class Parts
{
    static byte[] L = new byte[64];

    static void Default_foreach_holds(FragmentBatch b)
    {
        var held = new DevmemToken[16];
        for (int i = 0; i < 16; i++) { if (!b[i].IsLinear) held[i] = b.Detach(i); }
        foreach (var t in held) { if (t.IsDefault) continue; Console.WriteLine(t.Length); t.Release(); }
    }

    static void Default_foreach_wrong(FragmentBatch b)
    {
        var held = new DevmemToken[16];
        for (int i = 0; i < 16; i++) { if (!b[i].IsLinear) held[i] = b.Detach(i); } //! DEVMEM001
        foreach (var t in held) { if (t.IsDefault) break; t.Release(); }
    }

    static void Span_release_holds(DevmemSocket s, FragmentBatch b)
    {
        Span<DevmemToken> held = new DevmemToken[16]; int n = 0;
        foreach (var f in b) { if (n == held.Length) break; if (f.IsLinear) continue; held[n] = b.Detach(n); n++; }
        s.Release(held[..n]);
    }

    static void Span_release_2_holds(DevmemSocket s, FragmentBatch b)
    {
        DevmemToken[] held = new DevmemToken[b.Count];
        for (int i = 0; i < b.Count; i++) held[i] = b.Detach(i);
        s.Release(held);
    }

    static void Span_release_3_wrong(DevmemSocket s, FragmentBatch b)
    {
        DevmemToken[] held = new DevmemToken[b.Count];
        for (int i = 0; i < b.Count; i++) held[i] = b.Detach(i); //! DEVMEM001
        s.Release(held.AsSpan(1));
    }

    static void Halves_holds(DevmemSocket s, FragmentBatch b)
    {
        DevmemToken[] held = new DevmemToken[8];
        for (int i = 0; i < 8; i++) held[i] = b.Detach(i);
        s.Release(held.AsSpan(0, 4)); s.Release(held.AsSpan(4));
    }

    static void Halves_2_holds(DevmemSocket s, FragmentBatch b)
    {
        DevmemToken[] held = new DevmemToken[8];
        for (int i = 0; i < 8; i++) held[i] = b.Detach(i);
        s.Release(held[..4]); s.Release(held[4..]);
    }

    static void Halves_wrong(DevmemSocket s, FragmentBatch b)
    {
        DevmemToken[] held = new DevmemToken[8];
        for (int i = 0; i < 8; i++) held[i] = b.Detach(i); //! DEVMEM001
        s.Release(held.AsSpan(0, 4)); s.Release(held.AsSpan(5));
    }

    static void Halves_twice_wrong(DevmemSocket s, FragmentBatch b)
    {
        DevmemToken[] held = new DevmemToken[8];
        for (int i = 0; i < 8; i++) held[i] = b.Detach(i);
        s.Release(held.AsSpan(0, 4)); s.Release(held.AsSpan()); //! DEVMEM006
    }

    static void Halves_mid_holds(DevmemSocket s, FragmentBatch b, int mid)
    {
        DevmemToken[] held = new DevmemToken[8];
        for (int i = 0; i < 8; i++) held[i] = b.Detach(i);
        s.Release(held.AsSpan(0, mid)); s.Release(held.AsSpan(mid));
    }

    static void Take_skip_holds(DevmemSocket s, int n)
    {
        var list = new List<FragmentBatch>();
        for (int i = 0; i < 30; i++) list.Add(s.Receive(L));
        foreach (var t in list.Take(n)) t.Release();
        foreach (var t in list.Skip(n)) t.Release();
    }

    static void Take_skip_1_holds(DevmemSocket s)
    {
        var list = new List<FragmentBatch> { s.Receive(L), s.Receive(L), s.Receive(L) };
        list[0].Release();
        foreach (var t in list.Skip(1)) t.Release();
    }

    static void Take_skip_wrong(DevmemSocket s)
    {
        var list = new List<FragmentBatch> { s.Receive(L), s.Receive(L), s.Receive(L) }; //! DEVMEM001
        foreach (var t in list.Skip(1)) t.Release();
    }
}
