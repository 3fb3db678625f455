//# rules = DEVMEM001 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM008 DEVMEM011 DEVMEM013 DEVMEM017
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Devmem;


public static class Queries
{
    public static void Right(DevmemSocket socket, byte[] linear)
    {
        foreach (var b in Enumerable.Range(0, 4).Select(_ => socket.Receive(linear)))
            b.Dispose();
    }
    public static void Slip(DevmemSocket socket, byte[] linear)
    {
        foreach (var b in Enumerable.Range(0, 4).Select(_ => socket.Receive(linear))) //! DEVMEM001
            Console.WriteLine(b.Count);
    }
    public static void RightList(DevmemSocket socket, byte[] linear)
    {
        var list = Enumerable.Range(0, 4).Select(_ => socket.Receive(linear)).ToList(); //! DEVMEM004
        list.ForEach(b => b.Dispose());
    }
    public static void SlipList(DevmemSocket socket, byte[] linear)
    {
        var list = Enumerable.Range(0, 4).Select(_ => socket.Receive(linear)).ToList(); //! DEVMEM001
        Console.WriteLine(list.Count);
    }
    public static void LocalIteratorRight(DevmemSocket socket, byte[] linear)
    {
        foreach (var b in All())
            b.Dispose();
        IEnumerable<FragmentBatch> All()
        {
            for (int i = 0; i < 3; i++)
                yield return socket.Receive(linear);
        }
    }
    public static void LocalIteratorSlip(DevmemSocket socket, byte[] linear)
    {
        foreach (var b in All()) //! DEVMEM001
            Console.WriteLine(b.Count);
        IEnumerable<FragmentBatch> All()
        {
            for (int i = 0; i < 3; i++)
                yield return socket.Receive(linear);
        }
    }
    public static void Filtered(DevmemSocket socket, byte[] linear)
    {
        foreach (var b in Enumerable.Range(0, 4).Select(_ => socket.Receive(linear)).Where(b => b.Count > 0))
            b.Dispose();
    }
    public static void Filtered_by_something_else(DevmemSocket socket, byte[] linear)
    {
        foreach (var b in Enumerable.Range(0, 4).Select(_ => socket.Receive(linear)).Where(b => b.LinearBytes > 0)) //! DEVMEM001
            b.Dispose();
    }
    public static void First_only(DevmemSocket socket, byte[] linear)
    {
        using var b = Enumerable.Range(0, 4).Select(_ => socket.Receive(linear)).First();
        Console.WriteLine(b.Count);
    }
    public static void First_forgotten(DevmemSocket socket, byte[] linear)
    {
        var b = Enumerable.Range(0, 4).Select(_ => socket.Receive(linear)).FirstOrDefault(); //! DEVMEM001
        Console.WriteLine(b?.LinearBytes);
    }
    public static int Counted(DevmemSocket socket, byte[] linear) => Enumerable.Range(0, 4).Select(_ => socket.Receive(linear)).Count(); //! DEVMEM001
    public static void In_a_variable(DevmemSocket socket, byte[] linear)
    {
        var batches = Enumerable.Range(0, 4).Select(_ => socket.Receive(linear));
        foreach (var b in batches)
            b.Dispose();
        foreach (var b in batches)
            b.Dispose();
    }
    public static void In_a_variable_and_forgotten(DevmemSocket socket, byte[] linear)
    {
        var batches = Enumerable.Range(0, 4).Select(_ => socket.Receive(linear)); //! DEVMEM001
        foreach (var b in batches)
            b.Dispose();
        foreach (var b in batches)
            Console.WriteLine(b.LinearBytes);
    }
    public static void As_a_query_expression(DevmemSocket socket, byte[] linear)
    {
        foreach (var b in from i in Enumerable.Range(0, 4) where i > 1 select socket.Receive(linear))
            Console.WriteLine(b.LinearBytes);
    }
    public static IEnumerable<FragmentBatch> Handed_out(DevmemSocket socket, byte[] linear) => Enumerable.Range(0, 4).Select(_ => socket.Receive(linear)); //! DEVMEM013
    public static void Tokens_of_a_batch(DevmemSocket socket, byte[] linear)
    {
        using var batch = socket.Receive(linear);
        foreach (var token in Enumerable.Range(0, batch.Count).Select(i => batch.Detach(i)))
            token.Release();
    }
    public static void Tokens_of_a_batch_forgotten(DevmemSocket socket, byte[] linear)
    {
        using var batch = socket.Receive(linear);
        foreach (var token in Enumerable.Range(0, batch.Count).Select(i => batch.Detach(i))) //! DEVMEM001
            Console.WriteLine(token.Offset);
    }
    public static void Sockets(RxBinding binding, List<Socket> connections)
    {
        foreach (var socket in connections.Where(c => c.Connected).Select(c => binding.Attach(c)))
        {
            using (socket)
                Console.WriteLine(socket.Binding.DmabufId);
        }
    }
}
