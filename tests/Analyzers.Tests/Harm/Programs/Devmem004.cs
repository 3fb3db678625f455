using System;
using System.Net.Sockets;
using System.Threading;
using Devmem;
using Devmem.Simulation;

namespace Devmem.Analyzers.Tests.Harm.Programs;

/// <summary>An exception on the way to the release.</summary>
public sealed class Devmem004() : Demonstration(AutoreleaseMode.Off, pages: 16)
{
    public override void Wrong(Bench bench)
    {
        using DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Say();
        FragmentBatch batch = socket.Receive(bench.Linear); //! DEVMEM004
        Parse(batch.LinearBytes);
        batch.Release();
    }

    public override void Right(Bench bench)
    {
        using DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Say();
        using FragmentBatch batch = socket.Receive(bench.Linear);
        Parse(batch.LinearBytes);
    }

    public override int Harm(LeakReport books, Bench bench) => books.Pages.Count;

    private static void Parse(int length)
    {
        if (length < 8)
            throw new FormatException("No header.");
    }
}
