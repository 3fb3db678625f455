//# rules = DEVMEM001 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM008 DEVMEM011 DEVMEM013 DEVMEM017
using System;
using System.Collections.Generic;
using Devmem;
public static class LI
{
    public static void LocalIteratorRight(DevmemSocket socket, byte[] linear)
    {
        foreach (var b in All()) b.Dispose();
        IEnumerable<FragmentBatch> All() { for (int i = 0; i < 3; i++) yield return socket.Receive(linear); }
    }
    public static void LocalIteratorSlip(DevmemSocket socket, byte[] linear)
    {
        foreach (var b in All()) Console.WriteLine(b.Count); //! DEVMEM001
        IEnumerable<FragmentBatch> All() { for (int i = 0; i < 3; i++) yield return socket.Receive(linear); }
    }
    public static void LocalIteratorLends(DevmemSocket socket, byte[] linear)
    {
        using var one = socket.Receive(linear);
        foreach (var b in All()) Console.WriteLine(b.Count);
        IEnumerable<FragmentBatch> All() { yield return one; }
    }
    static IEnumerable<FragmentBatch> Lends(FragmentBatch one) { yield return one; }
    public static void Meth(DevmemSocket socket, byte[] linear) { using var one = socket.Receive(linear); foreach (var b in Lends(one)) Console.WriteLine(b.Count); }
}
