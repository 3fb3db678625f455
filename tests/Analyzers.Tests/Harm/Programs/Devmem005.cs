using System;
using System.Net.Sockets;
using System.Threading;
using Devmem;
using Devmem.Simulation;

namespace Devmem.Analyzers.Tests.Harm.Programs;

/// <summary>A look at a fragment after its release finds the next packet.</summary>
public sealed class Devmem005() : Demonstration(AutoreleaseMode.Off, pages: 1)
{
    public override void Wrong(Bench bench)
    {
        using DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Say(1);
        FragmentBatch batch = socket.Receive(bench.Linear);
        Fragment fragment = batch[0];
        batch.Release();
        bench.Say(2);
        using FragmentBatch next = socket.Receive(bench.Linear);
        bench.Expect(1, fragment.Offset); //! DEVMEM005
    }

    public override void Right(Bench bench)
    {
        using DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Say(1);
        FragmentBatch batch = socket.Receive(bench.Linear);
        Fragment fragment = batch[0];
        bench.Expect(1, fragment.Offset);
        batch.Release();
        bench.Say(2);
        using FragmentBatch next = socket.Receive(bench.Linear);
    }

    public override int Harm(LeakReport books, Bench bench) => bench.Misread;
}
