extern alias Real;

using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;

namespace Devmem.Conformance.Running;

/// <summary>The simulated device of a run, its memory and its connections.</summary>
internal sealed class World : IDisposable
{
    internal const int PageSize = 64;

    /// <summary>More than a program detaches one by one, so that a batch that was not released still holds something.</summary>
    internal const int FragmentsOfABatch = 2;

    private const int Pages = 64;

    [ThreadStatic]
    private static Socket? t_listener;

    private readonly Real::Devmem.Simulation.SimulatedDevice _device = new(new Real::Devmem.Simulation.SimulationOptions { PageSize = PageSize, RecordAcquisitionSites = false });

    internal World()
    {
        Device = new DevmemDevice(_device);
        Memory = new Dmabuf(_device.CreateDmabuf(Pages * PageSize));
    }

    internal DevmemDevice Device { get; }

    internal Dmabuf Memory { get; }

    internal List<(Socket Near, Socket Peer)> Connections { get; } = [];

    internal Socket Listener => t_listener ??= Listen();

    internal Real::Devmem.Simulation.LeakReport Audit() => _device.Audit();

    public void Dispose()
    {
        foreach ((Socket near, Socket peer) in Connections)
        {
            // Resets, so that no connection lingers: a long run opens more of them than there are ports.
            peer.Dispose();
            near.Dispose();
        }

        Memory.Inner.Dispose();
        _device.Dispose();
    }

    private static Socket Listen()
    {
        Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(64);
        return listener;
    }
}
