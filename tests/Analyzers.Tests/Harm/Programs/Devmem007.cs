using System;
using System.Net.Sockets;
using System.Threading;
using Devmem;
using Devmem.Simulation;

namespace Devmem.Analyzers.Tests.Harm.Programs;

/// <summary>A close under a batch: what is returned too late is lost until the unbind.</summary>
public sealed class Devmem007() : Demonstration(AutoreleaseMode.Off, pages: 16)
{
    public override void Wrong(Bench bench)
    {
        DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Say();
        FragmentBatch batch = socket.Receive(bench.Linear);
        socket.Close(); //! DEVMEM007
        batch.Dispose();
    }

    public override void Right(Bench bench)
    {
        DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Say();
        FragmentBatch batch = socket.Receive(bench.Linear);
        batch.Dispose();
        socket.Close();
    }

    public override int Harm(LeakReport books, Bench bench) => books.Pages.Count;
}
