//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Linq;
using Devmem;

/// <summary>Flags and handles that come in one tuple, and lists parted by a condition.</summary>
internal static class Tuples
{
    static byte[] L = new byte[64];

    static (FragmentBatch? first, bool ok, FragmentBatch? second) Two(DevmemSocket s)
    {
        if (!s.TryReceive(L, out var a)) return (null, false, null);
        var b = s.Receive(L);
        return (a, true, b);
    }

    static (FragmentBatch, int) Pair(DevmemSocket s) => (s.Receive(L), 3);

    static (bool, FragmentBatch) Echo(FragmentBatch b) => (b.Count > 0, b);

    static void Partition_holds(DevmemSocket s)
    {
        var list = new List<FragmentBatch>();
        for (int i = 0; i < 3; i++) list.Add(s.Receive(L));
        var big = list.Where(t => t.LinearBytes > 3).ToList();
        var small = list.Where(t => !(t.LinearBytes > 3)).ToList();
        foreach (var t in big) t.Release();
        foreach (var t in small) t.Release();
    }

    static void Partition_wrong(DevmemSocket s)
    {
        var list = new List<FragmentBatch>();
        for (int i = 0; i < 3; i++) list.Add(s.Receive(L)); //! DEVMEM001
        var big = list.Where(t => t.LinearBytes > 3).ToList();
        var small = list.Where(t => t.LinearBytes <= 3).ToList();
        foreach (var t in big) t.Release();
    }

    static void Two_holds(DevmemSocket s) { var (a, ok, b) = Two(s); if (!ok) return; a!.Release(); b!.Release(); }

    static void Two_wrong(DevmemSocket s) { var (a, ok, b) = Two(s); if (!ok) return; a!.Release(); } //! DEVMEM001

    static void Two_var_holds(DevmemSocket s) { var r = Two(s); if (r.ok) { r.first!.Release(); r.second!.Release(); } }

    static void Pair_holds(DevmemSocket s) { var (a, n) = Pair(s); if (n > 2) Console.WriteLine(); a.Release(); }

    static void Pair_wrong(DevmemSocket s) { var (a, n) = Pair(s); if (n > 2) a.Release(); } //! DEVMEM001

    static void Echo_holds(DevmemSocket s) { using var t = s.Receive(L); var (ok, same) = Echo(t); Console.WriteLine(same.LinearBytes); }
}
