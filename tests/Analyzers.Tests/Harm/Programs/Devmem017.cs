using System;
using System.Net.Sockets;
using System.Threading;
using Devmem;
using Devmem.Simulation;

namespace Devmem.Analyzers.Tests.Harm.Programs;

/// <summary>A method that promises to answer for a batch, and does not.</summary>
public sealed class Devmem017() : Demonstration(AutoreleaseMode.Off, pages: 16)
{
    public override void Wrong(Bench bench)
    {
        using DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Say();
        Keep(socket.Receive(bench.Linear));
    }

    public override void Right(Bench bench)
    {
        using DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Say();
        End(socket.Receive(bench.Linear));
    }

    public override int Harm(LeakReport books, Bench bench) => books.Pages.Count;

    private static void Keep([Owning] FragmentBatch batch) //~ DEVMEM017
    {
        if (batch.LinearBytes > 0)
            batch.Release();
    }

    private static void End([Owning] FragmentBatch batch) => batch.Release();
}
