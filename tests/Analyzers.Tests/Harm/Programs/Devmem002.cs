using System;
using System.Net.Sockets;
using System.Threading;
using Devmem;
using Devmem.Simulation;

namespace Devmem.Analyzers.Tests.Harm.Programs;

/// <summary>An unbind under an open socket.</summary>
public sealed class Devmem002() : Demonstration(AutoreleaseMode.Off, pages: 16)
{
    public override void Wrong(Bench bench)
    {
        RxBinding binding = bench.Device.BindRx(bench.Memory, [1], AutoreleaseMode.Off);
        using DevmemSocket socket = binding.Attach(bench.Connect());
        binding.Unbind(); //! DEVMEM002
    }

    public override void Right(Bench bench)
    {
        using RxBinding binding = bench.Device.BindRx(bench.Memory, [1], AutoreleaseMode.Off);
        using DevmemSocket socket = binding.Attach(bench.Connect());
        _ = socket.Socket;
    }

    public override int Harm(LeakReport books, Bench bench) => books.Harm.UnbindsWithSocketsOpen;
}
