using System;
using System.Collections.Generic;
using Devmem.Backends;

namespace Devmem.Simulation;

/// <summary>The simulated interface: its queues, and the checks of a bind in the kernel's order.</summary>
internal sealed class SimulatedInterface : DeviceBackend
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

    internal override RxBindingBackend BindRx(DmabufMemory memory, ReadOnlySpan<int> queues, AutoreleaseMode? requested)
    {
        AutoreleaseMode mode = requested ?? Kernel.DefaultMode;
        if (mode == AutoreleaseMode.Off && Kernel.Profile == KernelProfile.Released)
            throw new NotSupportedException("This kernel always returns tokens when their socket closes: it has no autorelease attribute.");
        lock (Kernel.Gate)
        {
            if (!Options.HasPrivilege)
                throw new DevmemException("Binding receive queues needs CAP_NET_ADMIN.", Errno.EPERM);
            ThrowIfRemoved();
            CheckQueues(queues);
            SimulatedMemory bytes = Own(memory);
            CheckMode(mode);

            // From here on a refusal has used up an id.
            uint id = Kernel.NextBindingId();
            CheckConfiguration();
            CheckFree(queues);
            return Bind(bytes, id, mode, queues.ToArray());
        }
    }

    internal override TxBindingBackend BindTx(DmabufMemory memory)
    {
        lock (Kernel.Gate)
        {
            ThrowIfRemoved();
            if (!Options.CanTransmit)
                throw new DevmemException("The interface cannot send out of a dmabuf.", Errno.EOPNOTSUPP, "Driver does not support netmem TX");
            SimulatedTxBinding binding = new(this, Own(memory), Kernel.NextBindingId());
            TxBindings.Add(binding);
            return binding;
        }
    }

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

    internal void SetPeersRespond(bool respond)
    {
        lock (Kernel.Gate)
        {
            PeersRespond = respond;
            if (!respond)
                return;
            foreach (SimulatedSocket socket in _lingering)
                socket.Destroy();
            _lingering.Clear();
        }
    }

    internal void SetLink(bool up)
    {
        lock (Kernel.Gate)
        {
            ThrowIfRemoved();
            IsLinkUp = up;

            // Going down detaches the page pools: the driver gives back what it was filling, and tokens stay valid.
            if (!up)
                RxBindings.ForEach(static binding => binding.Pool.StopFilling());
            Kernel.Signal.Raise();
        }
    }

    /// <summary>The device goes away under its bindings, which live on without it.</summary>
    internal void Remove()
    {
        lock (Kernel.Gate)
        {
            IsLinkUp = false;
            IsRemoved = true;
            Array.Clear(_queues);
            RxBindings.ForEach(static binding => binding.LoseDevice());
            Kernel.Signal.Raise();
        }
    }

    /// <summary>NETDEV_CMD_QUEUE_GET's dmabuf attribute; null while nothing is bound.</summary>
    internal uint? BoundTo(int queue)
    {
        lock (Kernel.Gate)
        {
            ThrowIfRemoved();
            if (!IsLinkUp)
                throw new DevmemException($"{Name} is down: its queues do not exist.", Errno.ENOENT);
            CheckQueues([queue]);
            return _queues[queue]?.DmabufId;
        }
    }

    internal void Deliver()
    {
        lock (Kernel.Gate)
        {
            foreach (SimulatedSocket socket in Sockets)
                socket.TakeInWhatArrived();
        }
    }

    private void ThrowIfRemoved()
    {
        if (IsRemoved)
            throw new DevmemException($"There is no interface {Name}.", Errno.ENODEV);
    }

    private SimulatedRxBinding Bind(SimulatedMemory memory, uint id, AutoreleaseMode mode, int[] queues)
    {
        SimulatedRxBinding binding = new(this, memory, id, mode, queues);
        foreach (int queue in queues)
            _queues[queue] = binding;
        RxBindings.RemoveAll(known => known.IsFreed);
        RxBindings.Add(binding);
        Kernel.Enter(binding);
        return binding;
    }

    private void CheckQueues(ReadOnlySpan<int> queues)
    {
        foreach (int queue in queues)
        {
            if ((uint)queue >= (uint)_queues.Length)
                throw new DevmemException($"{Name} has no receive queue {queue}.", Errno.EINVAL);
        }
    }

    private SimulatedMemory Own(DmabufMemory memory) =>
        memory is SimulatedMemory own && own.Kernel == Kernel
            ? own
            : throw new DevmemException("The descriptor is no dma-buf of this kernel; use SimulatedDevice.CreateDmabuf.", Errno.EINVAL);

    private void CheckMode(AutoreleaseMode mode)
    {
        if (Kernel.Profile == KernelProfile.Released || Kernel.LockedMode() is not { } locked || locked == mode)
            return;
        Kernel.Harm.ModeConflicts++;
        throw new DevmemModeException(mode, locked, Errno.EBUSY, $"System already configured with autorelease={(int)locked}");
    }

    private void CheckConfiguration()
    {
        if (!Options.HasHeaderSplit)
            throw new DevmemException("Turn header split on: ethtool -G <interface> tcp-data-split on.", Errno.EINVAL, "tcp-data-split is disabled");
        if (Options.HeaderSplitThreshold != 0)
            throw new DevmemException("Set the header split threshold to 0: ethtool -G <interface> hds-thresh 0.", Errno.EINVAL, "hds-thresh is not zero");
        if (Options.HasXdpProgram)
            throw new DevmemException("Detach the XDP program first.", Errno.EEXIST, "unable to custom memory provider to device with XDP program attached");
    }

    /// <summary>All queues or none: the first that is taken undoes the others, which here were not touched yet.</summary>
    private void CheckFree(ReadOnlySpan<int> queues)
    {
        for (int i = 0; i < queues.Length; i++)
        {
            if (_queues[queues[i]] is not null || queues[..i].Contains(queues[i]))
                throw new DevmemException($"Receive queue {queues[i]} of {Name} is taken.", Errno.EEXIST, "designated queue already memory provider bound");
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
