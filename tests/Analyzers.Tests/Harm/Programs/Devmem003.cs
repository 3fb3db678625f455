using System;
using System.Net.Sockets;
using System.Threading;
using Devmem;
using Devmem.Simulation;

namespace Devmem.Analyzers.Tests.Harm.Programs;

/// <summary>Two modes at a time: the second binding is refused.</summary>
public sealed class Devmem003() : Demonstration(AutoreleaseMode.Off, pages: 16)
{
    public override void Wrong(Bench bench)
    {
        using RxBinding first = bench.Device.BindRx(bench.Memory, [1], AutoreleaseMode.Off); //! DEVMEM003
        using RxBinding second = bench.Device.BindRx(bench.Memory, [2], AutoreleaseMode.On); //! DEVMEM003
    }

    public override void Right(Bench bench)
    {
        using RxBinding first = bench.Device.BindRx(bench.Memory, [1], AutoreleaseMode.Off);
        using RxBinding second = bench.Device.BindRx(bench.Memory, [2], AutoreleaseMode.Off);
    }

    public override int Harm(LeakReport books, Bench bench) => books.Harm.ModeConflicts;
}
