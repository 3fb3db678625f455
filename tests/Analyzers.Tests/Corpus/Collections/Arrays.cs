//# devmem.exceptions = none
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using Devmem;

/// <summary>Arrays of arrays and of two dimensions, copies of arrays, and collections that never change.</summary>
internal static class Arrays
{
    static byte[] L = new byte[64];

    static void Jagged_holds(DevmemSocket s)
    {
        var a = new FragmentBatch[3][];
        for (int i = 0; i < 3; i++) { a[i] = new FragmentBatch[2]; for (int j = 0; j < 2; j++) a[i][j] = s.Receive(L); }
        for (int i = 0; i < 3; i++) for (int j = 0; j < 2; j++) a[i][j].Release();
    }

    static void Jagged_foreach_holds(DevmemSocket s)
    {
        var a = new FragmentBatch[3][];
        for (int i = 0; i < a.Length; i++) { a[i] = new FragmentBatch[2]; for (int j = 0; j < a[i].Length; j++) a[i][j] = s.Receive(L); }
        foreach (var row in a) foreach (var t in row) t.Release();
    }

    static void Grid_holds(DevmemSocket s)
    {
        var a = new FragmentBatch[3, 2];
        for (int i = 0; i < 3; i++) for (int j = 0; j < 2; j++) a[i, j] = s.Receive(L);
        for (int i = 0; i < 3; i++) for (int j = 0; j < 2; j++) a[i, j].Release();
    }

    static void Grid_foreach_holds(DevmemSocket s)
    {
        var a = new FragmentBatch[3, 2];
        for (int i = 0; i < 3; i++) for (int j = 0; j < 2; j++) a[i, j] = s.Receive(L);
        foreach (var t in a) t.Release();
    }

    static void Grid_wrong(DevmemSocket s)
    {
        var a = new FragmentBatch[3, 2];
        for (int i = 0; i < 3; i++) for (int j = 0; j < 2; j++) a[i, j] = s.Receive(L); //! DEVMEM001
        a[0, 0].Release();
    }

    static void List_of_lists_holds(DevmemSocket s)
    {
        var all = new List<List<FragmentBatch>>();
        for (int i = 0; i < 3; i++) { var inner = new List<FragmentBatch>(); for (int j = 0; j < 3; j++) inner.Add(s.Receive(L)); all.Add(inner); }
        foreach (var inner in all) foreach (var t in inner) t.Release();
    }

    static void Array_copy_holds(DevmemSocket s)
    {
        var one = new FragmentBatch[2]; var two = new FragmentBatch[2];
        for (int i = 0; i < 2; i++) one[i] = s.Receive(L);
        Array.Copy(one, two, 2);
        foreach (var t in two) t.Release();
    }

    static void Array_resize_holds(DevmemSocket s)
    {
        var a = new FragmentBatch[2]; int n = 0;
        while (s.TryReceive(L, out var t)) { if (n == a.Length) Array.Resize(ref a, n * 2); a[n++] = t; }
        for (int i = 0; i < n; i++) a[i].Release();
    }

    static void Copy_to_holds(DevmemSocket s)
    {
        var list = new List<FragmentBatch> { s.Receive(L), s.Receive(L) }; var two = new FragmentBatch[2];
        list.CopyTo(two);
        foreach (var t in two) t.Release();
    }

    static void Copy_all_holds(DevmemSocket s)
    {
        var list = new List<FragmentBatch> { s.Receive(L), s.Receive(L) };
        var copy = new List<FragmentBatch>(list);
        foreach (var t in copy) t.Release();
    }

    static void Try_add_holds(DevmemSocket s)
    {
        var map = new ConcurrentDictionary<int, FragmentBatch>();
        var t = s.Receive(L);
        if (!map.TryAdd(1, t)) t.Release();
        foreach (var v in map.Values) v.Release();
    }

    static void Try_add_loop_holds(DevmemSocket s)
    {
        var map = new ConcurrentDictionary<int, FragmentBatch>();
        for (int i = 0; i < 5; i++) { var t = s.Receive(L); if (!map.TryAdd(t.LinearBytes, t)) t.Release(); }
        foreach (var v in map.Values) v.Release();
    }

    static void Try_add_wrong(DevmemSocket s)
    {
        var map = new ConcurrentDictionary<int, FragmentBatch>();
        for (int i = 0; i < 5; i++) { var t = s.Receive(L); map.TryAdd(t.LinearBytes, t); } //! DEVMEM001
        foreach (var v in map.Values) v.Release();
    }

    static void Immutable_holds(DevmemSocket s)
    {
        var list = ImmutableList<FragmentBatch>.Empty;
        for (int i = 0; i < 3; i++) list = list.Add(s.Receive(L));
        foreach (var t in list) t.Release();
    }

    static void Immutable_array_holds(DevmemSocket s)
    {
        var list = ImmutableArray<FragmentBatch>.Empty;
        for (int i = 0; i < 3; i++) list = list.Add(s.Receive(L));
        foreach (var t in list) t.Release();
    }

    static void Immutable_wrong(DevmemSocket s)
    {
        var list = ImmutableList<FragmentBatch>.Empty;
        for (int i = 0; i < 3; i++) list = list.Add(s.Receive(L)); //! DEVMEM001
        foreach (var t in list) if (t.LinearBytes > 0) t.Release();
    }

    static void Immutable_lost_wrong(DevmemSocket s)
    {
        var list = ImmutableList<FragmentBatch>.Empty;
        list.Add(s.Receive(L)); //! DEVMEM001
        foreach (var t in list) t.Release();
    }

    static void Builder_holds(DevmemSocket s)
    {
        var builder = ImmutableArray.CreateBuilder<FragmentBatch>();
        for (int i = 0; i < 3; i++) builder.Add(s.Receive(L));
        foreach (var t in builder.ToImmutable()) t.Release();
    }
}
