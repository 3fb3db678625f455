using System;
using System.Net.Sockets;
using System.Threading;
using Devmem;
using Devmem.Simulation;

namespace Devmem.Analyzers.Tests.Harm.Programs;

/// <summary>A receive after the unbind.</summary>
public sealed class Devmem009() : Demonstration(AutoreleaseMode.Off, pages: 16)
{
    public override void Wrong(Bench bench)
    {
        RxBinding binding = bench.Device.BindRx(bench.Memory, [1], AutoreleaseMode.Off);
        using DevmemSocket socket = binding.Attach(bench.Connect());
        bench.Say();
        binding.Unbind();
        socket.Receive(bench.Linear).Release(); //! DEVMEM009
    }

    public override void Right(Bench bench)
    {
        using RxBinding binding = bench.Device.BindRx(bench.Memory, [1], AutoreleaseMode.Off);
        using DevmemSocket socket = binding.Attach(bench.Connect());
        bench.Say();
        socket.Receive(bench.Linear).Release();
    }

    public override int Harm(LeakReport books, Bench bench) => books.Harm.ReceivesRefused;
}
