using System;
using System.Net.Sockets;
using System.Threading;
using Devmem;
using Devmem.Simulation;

namespace Devmem.Analyzers.Tests.Harm.Programs;

/// <summary>A return by number goes past the books of the handles: for them, and for every rule, the page is still held.</summary>
public sealed class Devmem014() : Demonstration(AutoreleaseMode.Off, pages: 16)
{
    public override void Wrong(Bench bench)
    {
        using DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Say();
        FragmentBatch batch = socket.Receive(bench.Linear);
        byte[] range = new byte[8];
        BitConverter.TryWriteBytes(range, batch[0].TokenValue);
        range[4] = 1;
        socket.Socket.SetRawSocketOption(1, 80, range); //! DEVMEM014
    }

    public override void Right(Bench bench)
    {
        using DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Say();
        FragmentBatch batch = socket.Receive(bench.Linear);
        DevmemToken token = batch.Detach(0);
        _ = socket.Release([token]);
        batch.Release();
    }

    public override int Harm(LeakReport books, Bench bench) => books.Pages.Count;
}
