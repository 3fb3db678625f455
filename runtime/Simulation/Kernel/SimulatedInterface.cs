using System;
using System.Collections.Generic;
using Devmem.Backends;

namespace Devmem.Simulation;

/// <summary>The simulated interface: its queues, and the checks of a bind in the kernel's order.</summary>
internal sealed partial class SimulatedInterface : DeviceBackend
{
    private readonly SimulatedRxBinding?[] _queues;
    private readonly List<SimulatedSocket> _lingering = [];

    internal SimulatedInterface(SimulationOptions options)
    {
        options.Check();
        Options = options;
        Kernel = options.Kernel ?? new SimulatedKernel(options.Profile);
        _queues = new SimulatedRxBinding?[options.RxQueues];
        Capabilities = Describe();
    }

    internal override string Name => Options.Name;

    internal override DevmemCapabilities Capabilities { get; }

    internal SimulationOptions Options { get; }

    internal SimulatedKernel Kernel { get; }

    /// <summary>Every receive binding that was made here and is not finally freed, or whose handle was not ended.</summary>
    internal List<SimulatedRxBinding> RxBindings { get; } = [];

    internal List<SimulatedTxBinding> TxBindings { get; } = [];

    internal List<SimulatedSocket> Sockets { get; } = [];

    internal List<SimulatedSender> Senders { get; } = [];

    /// <summary>False: peers acknowledge nothing, so a closed connection lingers.</summary>
    internal bool PeersRespond { get; private set; } = true;

    /// <summary>False: no packet arrives. What was bound stays bound.</summary>
    internal bool IsLinkUp { get; private set; } = true;

    internal bool IsRemoved { get; private set; }

    internal AcquisitionSite? Site() => Options.RecordAcquisitionSites ? CallSites.Caller() : null;

    internal override void Close()
    {
    }

    internal void Enter(SimulatedSocket socket) => Sockets.Add(socket);

    internal void Leave(SimulatedSocket socket) => Sockets.Remove(socket);

    internal void Linger(SimulatedSocket socket) => _lingering.Add(socket);

    /// <summary>The queues get ordinary memory again.</summary>
    internal void Restart(ReadOnlySpan<int> queues)
    {
        foreach (int queue in queues)
            _queues[queue] = null;
    }

    internal void Deliver()
    {
        lock (Kernel.Gate)
        {
            foreach (SimulatedSocket socket in Sockets)
                socket.TakeInWhatArrived();
        }
    }

    private DevmemCapabilities Describe() => new()
    {
        Kernel = Kernel.Profile == KernelProfile.Released ? "simulated, released kernel" : "simulated, autorelease series v10",
        CanBindRx = true,
        CanBindTx = Options.CanTransmit,
        CanTurnAutoreleaseOff = Kernel.Profile != KernelProfile.Released,
        DefaultAutorelease = Kernel.DefaultMode,
        HasPrivilege = Options.HasPrivilege,
        HasHeaderSplit = Options.HasHeaderSplit && Options.HeaderSplitThreshold == 0,
        RxQueues = Options.RxQueues,
        PageSize = Options.PageSize,
    };
}
