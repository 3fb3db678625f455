using System;
using System.Net.Sockets;
using System.Threading;
using Devmem;
using Devmem.Simulation;

namespace Devmem.Analyzers.Tests.Harm.Programs;

/// <summary>A release through another socket.</summary>
public sealed class Devmem010() : Demonstration(AutoreleaseMode.On, pages: 16)
{
    public override void Wrong(Bench bench)
    {
        using DevmemSocket first = bench.Binding.Attach(bench.Connect());
        bench.Say();
        using FragmentBatch batch = first.Receive(bench.Linear);
        using DevmemSocket second = bench.Binding.Attach(bench.Connect());
        DevmemToken token = batch.Detach(0);
        _ = second.Release([token]); //! DEVMEM010
    }

    public override void Right(Bench bench)
    {
        using DevmemSocket first = bench.Binding.Attach(bench.Connect());
        bench.Say();
        using FragmentBatch batch = first.Receive(bench.Linear);
        using DevmemSocket second = bench.Binding.Attach(bench.Connect());
        DevmemToken token = batch.Detach(0);
        _ = first.Release([token]);
    }

    public override int Harm(LeakReport books, Bench bench) => books.Harm.ForeignTokensOffered + books.Pages.Count;
}
