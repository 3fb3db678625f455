using System;
using System.Net.Sockets;
using System.Threading;
using Devmem;
using Devmem.Simulation;

namespace Devmem.Analyzers.Tests.Harm.Programs;

/// <summary>What is written under a pending send goes onto the wire.</summary>
public sealed class Devmem016() : Demonstration(AutoreleaseMode.Off, pages: 16)
{
    public override void Wrong(Bench bench)
    {
        using TxBinding binding = bench.Device.BindTx(bench.Memory);
        using DevmemSender sender = binding.Attach(bench.Connect());
        SendOperation send = sender.Send(0, Bench.Page);
        bench.Memory.CopyFrom(0, new byte[Bench.Page]); //! DEVMEM016
        _ = bench.Device.CompleteSends(sender);
        send.Wait();
    }

    public override void Right(Bench bench)
    {
        using TxBinding binding = bench.Device.BindTx(bench.Memory);
        using DevmemSender sender = binding.Attach(bench.Connect());
        SendOperation send = sender.Send(0, Bench.Page);
        _ = bench.Device.CompleteSends(sender);
        send.Wait();
        bench.Memory.CopyFrom(0, new byte[Bench.Page]);
    }

    public override int Harm(LeakReport books, Bench bench) => books.Harm.WritesIntoPendingSends + books.Harm.SendersClosedWithSendsPending;
}
