using System;
using System.Net.Sockets;
using System.Threading;
using Devmem;
using Devmem.Simulation;

namespace Devmem.Analyzers.Tests.Harm.Programs;

/// <summary>An owner that forgets what it owns.</summary>
public sealed class Devmem011() : Demonstration(AutoreleaseMode.Off, pages: 16)
{
    public override void Wrong(Bench bench)
    {
        using Keeper keeper = new(bench.Binding.Attach(bench.Connect()));
    }

    public override void Right(Bench bench)
    {
        using Closer closer = new(bench.Binding.Attach(bench.Connect()));
    }

    public override int Harm(LeakReport books, Bench bench) => books.Sockets.Count;

    private sealed class Keeper([Owning] DevmemSocket socket) : IDisposable
    {
        private readonly DevmemSocket _socket = socket; //! DEVMEM011

        public void Dispose() => _ = _socket.Socket;
    }

    private sealed class Closer([Owning] DevmemSocket socket) : IDisposable
    {
        private readonly DevmemSocket _socket = socket;

        public void Dispose() => _socket.Close();
    }
}
