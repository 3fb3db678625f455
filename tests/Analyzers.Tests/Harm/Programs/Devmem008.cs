using System;
using System.Net.Sockets;
using System.Threading;
using Devmem;
using Devmem.Simulation;

namespace Devmem.Analyzers.Tests.Harm.Programs;

/// <summary>A socket that one return leaves open.</summary>
public sealed class Devmem008() : Demonstration(AutoreleaseMode.Off, pages: 16)
{
    public override void Wrong(Bench bench)
    {
        DevmemSocket socket = bench.Binding.Attach(bench.Connect()); //! DEVMEM008
        if (socket.Socket.Connected)
            return;
        socket.Close();
    }

    public override void Right(Bench bench)
    {
        using DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        if (socket.Socket.Connected)
            return;
        Console.Out.Flush();
    }

    public override int Harm(LeakReport books, Bench bench) => books.Sockets.Count;
}
