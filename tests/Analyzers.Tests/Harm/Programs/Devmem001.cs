using System;
using System.Net.Sockets;
using System.Threading;
using Devmem;
using Devmem.Simulation;

namespace Devmem.Analyzers.Tests.Harm.Programs;

/// <summary>A return that forgets the batch: its page is lost to the NIC though the socket was closed.</summary>
public sealed class Devmem001() : Demonstration(AutoreleaseMode.Off, pages: 16)
{
    public override void Wrong(Bench bench)
    {
        using DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Say();
        FragmentBatch batch = socket.Receive(bench.Linear); //! DEVMEM001
        if (batch.LinearBytes == 0)
            return;
        batch.Release();
    }

    public override void Right(Bench bench)
    {
        using DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Say();
        using FragmentBatch batch = socket.Receive(bench.Linear);
        if (batch.LinearBytes == 0)
            return;
        Console.Out.Flush();
    }

    public override int Harm(LeakReport books, Bench bench) => books.Pages.Count;
}
