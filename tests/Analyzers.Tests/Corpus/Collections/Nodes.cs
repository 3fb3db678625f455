//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using Devmem;

/// <summary>Nodes of linked lists that are kept, removed and walked over.</summary>
internal static class Nodes
{
    static byte[] L = new byte[64];

    static void Node_remove_holds(DevmemSocket s)
    {
        var list = new LinkedList<FragmentBatch>();
        var node = list.AddLast(s.Receive(L));
        Console.WriteLine(node.Value.LinearBytes);
        list.Remove(node);
        node.Value.Release();
    }

    static void Node_remove_wrong(DevmemSocket s)
    {
        var list = new LinkedList<FragmentBatch>();
        var node = list.AddLast(s.Receive(L)); //! DEVMEM001
        list.Remove(node);
    }

    static void Node_walk_remove_holds(DevmemSocket s)
    {
        var list = new LinkedList<FragmentBatch>();
        for (int i = 0; i < 3; i++) list.AddLast(s.Receive(L));
        var node = list.First;
        while (node != null) { var next = node.Next; node.Value.Release(); list.Remove(node); node = next; }
    }

    static void Node_walk_some_holds(DevmemSocket s)
    {
        var list = new LinkedList<FragmentBatch>();
        for (int i = 0; i < 3; i++) list.AddLast(s.Receive(L));
        var node = list.First;
        while (node != null) { var next = node.Next; if (node.Value.LinearBytes > 3) { node.Value.Release(); list.Remove(node); } node = next; }
        foreach (var t in list) t.Release();
    }

    static void Linked_back_holds(DevmemSocket s)
    {
        var list = new LinkedList<FragmentBatch>();
        for (int i = 0; i < 3; i++) list.AddFirst(s.Receive(L));
        while (list.Last != null) { list.Last.Value.Release(); list.RemoveLast(); }
    }

    static void Linked_back_wrong(DevmemSocket s)
    {
        var list = new LinkedList<FragmentBatch>();
        for (int i = 0; i < 3; i++) list.AddFirst(s.Receive(L)); //! DEVMEM001
        while (list.Last != null) { list.RemoveLast(); }
    }
}
