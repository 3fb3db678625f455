using System;
using Devmem.Backends;

namespace Devmem.Simulation;

internal sealed partial class SimulatedInterface
{
    internal override RxBindingBackend BindRx(DmabufMemory memory, ReadOnlySpan<int> queues, AutoreleaseMode? requested)
    {
        AutoreleaseMode mode = requested ?? Kernel.DefaultMode;
        if (mode == AutoreleaseMode.Off && Kernel.Profile == KernelProfile.Released)
            throw new NotSupportedException("This kernel always returns tokens when their socket closes: it has no autorelease attribute.");
        lock (Kernel.Gate)
        {
            if (!Options.HasPrivilege)
                throw DevmemBindException.Of(BindRefusal.MissingPrivilege, "Binding receive queues needs CAP_NET_ADMIN.", Errno.EPERM);
            RefuseIfRemoved();
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
            RefuseIfRemoved();
            if (!Options.CanTransmit)
                throw DevmemBindException.Of(BindRefusal.DriverUnsupported, "The interface cannot send out of a dmabuf.", Errno.EOPNOTSUPP, "Driver does not support netmem TX");
            SimulatedTxBinding binding = new(this, Own(memory), Kernel.NextBindingId());
            TxBindings.Add(binding);
            Kernel.Enter(binding);
            return binding;
        }
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

    private void RefuseIfRemoved()
    {
        if (IsRemoved)
            throw DevmemBindException.Of(BindRefusal.UnknownInterface, $"{Name} was removed.", Errno.ENODEV);
    }

    private void CheckQueues(ReadOnlySpan<int> queues)
    {
        foreach (int queue in queues)
        {
            if ((uint)queue >= (uint)_queues.Length)
                throw DevmemBindException.Of(BindRefusal.NoSuchQueue, $"{Name} has no receive queue {queue}.", Errno.EINVAL);
        }
    }

    private SimulatedMemory Own(DmabufMemory memory) =>
        memory is SimulatedMemory own && own.Kernel == Kernel
            ? own
            : throw DevmemBindException.Of(BindRefusal.WrongDescriptor, "The descriptor is no dma-buf of this kernel; use SimulatedDevice.CreateDmabuf.", Errno.EINVAL);

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
            throw DevmemBindException.Of(BindRefusal.HeaderSplitOff, "Turn header split on: ethtool -G <interface> tcp-data-split on.", Errno.EINVAL, "tcp-data-split is disabled");
        if (Options.HeaderSplitThreshold != 0)
            throw DevmemBindException.Of(BindRefusal.HeaderSplitThreshold, "Set the header split threshold to 0: ethtool -G <interface> hds-thresh 0.", Errno.EINVAL, "hds-thresh is not zero");
        if (Options.HasXdpProgram)
            throw DevmemBindException.Of(BindRefusal.XdpAttached, "Detach the XDP program first.", Errno.EEXIST, "unable to custom memory provider to device with XDP program attached");
    }

    /// <summary>All queues or none: the first that is taken undoes the others, which here were not touched yet.</summary>
    private void CheckFree(ReadOnlySpan<int> queues)
    {
        for (int i = 0; i < queues.Length; i++)
        {
            if (_queues[queues[i]] is not null || queues[..i].Contains(queues[i]))
                throw DevmemBindException.Of(BindRefusal.QueueTaken, $"Receive queue {queues[i]} of {Name} is taken.", Errno.EEXIST, "designated queue already memory provider bound");
        }
    }
}
