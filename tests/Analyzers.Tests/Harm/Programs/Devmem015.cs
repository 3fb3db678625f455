using System;
using System.Net.Sockets;
using System.Threading;
using Devmem;
using Devmem.Simulation;

namespace Devmem.Analyzers.Tests.Harm.Programs;

/// <summary>A token that is kept starves the NIC while the socket is open.</summary>
public sealed class Devmem015() : Demonstration(AutoreleaseMode.On, pages: 1)
{
    public override void Wrong(Bench bench)
    {
        using DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Say();
        _ = socket.Receive(bench.Linear); //! DEVMEM015
        bench.Say();
        if (socket.TryReceive(bench.Linear, out FragmentBatch? next))
            next.Release();
    }

    public override void Right(Bench bench)
    {
        using DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Say();
        socket.Receive(bench.Linear).Release();
        bench.Say();
        if (socket.TryReceive(bench.Linear, out FragmentBatch? next))
            next.Release();
    }

    public override int Harm(LeakReport books, Bench bench) => books.Harm.Starvations;
}
