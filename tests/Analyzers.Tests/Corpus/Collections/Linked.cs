//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using Devmem;

/// <summary>Linked lists: walks from node to node, and ends that are taken off.</summary>
internal static class Linked
{
    static byte[] L = new byte[64];

    static bool Ready() => Environment.TickCount > 5;

    static void Linked_holds(DevmemSocket s)
    {
        var list = new LinkedList<FragmentBatch>();
        for (int i = 0; i < 3; i++) list.AddLast(s.Receive(L));
        for (var node = list.First; node != null; node = node.Next) node.Value.Release();
    }

    static void Linked_pop_holds(DevmemSocket s)
    {
        var list = new LinkedList<FragmentBatch>();
        for (int i = 0; i < 3; i++) list.AddLast(s.Receive(L));
        while (list.First is { } node) { list.RemoveFirst(); node.Value.Release(); }
    }

    static void Linked_count_holds(DevmemSocket s)
    {
        var list = new LinkedList<FragmentBatch>();
        for (int i = 0; i < 3; i++) list.AddLast(s.Receive(L));
        while (list.Count > 0) { var t = list.First!.Value; list.RemoveFirst(); t.Release(); }
    }

    static void Linked_wrong(DevmemSocket s)
    {
        var list = new LinkedList<FragmentBatch>();
        for (int i = 0; i < 3; i++) list.AddLast(s.Receive(L)); //! DEVMEM001
        for (var node = list.First; node != null; node = node.Next) { if (node.Value.LinearBytes == 7) break; node.Value.Release(); }
    }

    static void Linked_pop_wrong(DevmemSocket s)
    {
        var list = new LinkedList<FragmentBatch>();
        for (int i = 0; i < 3; i++) list.AddLast(s.Receive(L)); //! DEVMEM001
        while (list.First is { } node) { list.RemoveFirst(); if (Ready()) node.Value.Release(); }
    }
}
