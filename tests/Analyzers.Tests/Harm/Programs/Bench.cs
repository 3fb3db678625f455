using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using Devmem;
using Devmem.Simulation;

namespace Devmem.Analyzers.Tests.Harm.Programs;

/// <summary>A simulated device with its memory, and peers that say something.</summary>
public sealed class Bench : IDisposable
{
    public const int Page = 4096;

    private readonly List<IDisposable> _all = [];
    private readonly AutoreleaseMode _mode;
    private RxBinding? _binding;
    private Socket? _peer;

    public Bench(AutoreleaseMode mode, int pages, SimulationOptions? options = null)
    {
        _mode = mode;
        Device = new SimulatedDevice(options ?? new SimulationOptions { SendCompletion = SendCompletion.OnDemand });
        Memory = Device.CreateDmabuf(pages * Page);
    }

    public SimulatedDevice Device { get; }

    public Dmabuf Memory { get; }

    /// <summary>A binding that outlives what is shown.</summary>
    public RxBinding Binding => _binding ??= Device.BindRx(Memory, [0], _mode);

    public byte[] Linear { get; } = new byte[64 * 1024];

    /// <summary>How often a program read something else than what was sent.</summary>
    public int Misread { get; private set; }

    /// <summary>A connection to a new peer.</summary>
    public Socket Connect()
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        _peer = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _all.Add(_peer);
        _peer.Connect(listener.LocalEndPoint!);
        return listener.Accept();
    }

    /// <summary>The last peer sends a page full of one byte.</summary>
    public void Say(byte what = 1)
    {
        byte[] payload = new byte[Page];
        payload.AsSpan().Fill(what);
        _peer!.Send(payload);
    }

    /// <summary>The last peer ends its half of the connection.</summary>
    public void Finish() => _peer!.Shutdown(SocketShutdown.Send);

    /// <summary>Reads a byte of the memory that ought to be this one.</summary>
    public void Expect(byte what, long offset)
    {
        Span<byte> read = stackalloc byte[1];
        Memory.CopyTo(offset, read);
        Misread += read[0] == what ? 0 : 1;
    }

    public void Dispose()
    {
        foreach (IDisposable one in _all)
            one.Dispose();
        _binding?.Dispose();
        Memory.Dispose();
        Device.Dispose();
    }
}
