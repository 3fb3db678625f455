using System;
using System.Net.Sockets;
using System.Threading;
using Devmem;
using Devmem.Simulation;

namespace Devmem.Analyzers.Tests.Harm.Programs;

/// <summary>A release that is left to somebody who never does it.</summary>
public sealed class Devmem013() : Demonstration(AutoreleaseMode.Off, pages: 16)
{
    public override void Wrong(Bench bench)
    {
        using DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Say();
        FragmentBatch batch = socket.Receive(bench.Linear);
        Later(() => batch.Release()); //! DEVMEM013
    }

    public override void Right(Bench bench)
    {
        using DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Say();
        FragmentBatch batch = socket.Receive(bench.Linear);
        batch.Release();
    }

    public override int Harm(LeakReport books, Bench bench) => books.Pages.Count;

    private static void Later(Action action) => _ = action;
}
