using System;
using System.Net.Sockets;
using System.Threading;
using Devmem;
using Devmem.Simulation;

namespace Devmem.Analyzers.Tests.Harm.Programs;

/// <summary>A second release: only the books of the handle keep it from the kernel, which cannot tell.</summary>
public sealed class Devmem006() : Demonstration(AutoreleaseMode.On, pages: 16)
{
    public override void Wrong(Bench bench)
    {
        using DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Say();
        using FragmentBatch batch = socket.Receive(bench.Linear);
        DevmemToken token = batch.Detach(0);
        token.Release();
        token.Release(); //! DEVMEM006
    }

    public override void Right(Bench bench)
    {
        using DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Say();
        using FragmentBatch batch = socket.Receive(bench.Linear);
        DevmemToken token = batch.Detach(0);
        token.Release();
    }

    public override int Harm(LeakReport books, Bench bench) => books.Harm.DoubleReleasesRefused;
}
