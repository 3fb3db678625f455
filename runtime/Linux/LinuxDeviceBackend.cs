using System;
using System.Threading;
using Devmem.Backends;
using Devmem.Linux.Binding;
using Devmem.Linux.Interop;
using Devmem.Linux.Memory;
using Devmem.Linux.Netlink;
using Devmem.Linux.Preflight;

namespace Devmem.Linux;

/// <summary>One interface of the running kernel.</summary>
internal sealed class LinuxDeviceBackend : DeviceBackend
{
    private readonly ISystemCalls _calls;
    private readonly uint _index;
    private readonly FifthAttribute _fifth;
    private readonly Lazy<DevmemCapabilities> _capabilities;

    private LinuxDeviceBackend(ISystemCalls calls, string name, uint index, FifthAttribute fifth)
    {
        _calls = calls;
        Name = name;
        _index = index;
        _fifth = fifth;

        // A probe that failed half-way is no answer: the next caller tries again.
        _capabilities = new(() => CapabilityProbe.Read(calls, name), LazyThreadSafetyMode.PublicationOnly);
    }

    internal override string Name { get; }

    internal override DevmemCapabilities Capabilities => _capabilities.Value;

    internal static LinuxDeviceBackend Open(ISystemCalls calls, string name)
    {
        int errno = NetworkInterfaceControl.TryGetIndex(calls, name, out uint index);
        if (errno == Errno.ENODEV)
        {
            throw DevmemBindException.Of(
                BindRefusal.UnknownInterface,
                $"There is no interface \"{name}\" here. {RefusalTable.Repair(BindRefusal.UnknownInterface, name)}",
                errno);
        }

        if (errno != 0)
            throw KernelError.Exception($"look up the interface \"{name}\"", errno);
        using NetdevClient netdev = NetdevClient.Open(calls);
        if (!netdev.Family.Commands.Contains(Netdev.NETDEV_CMD_BIND_RX))
            throw new PlatformNotSupportedException("This kernel cannot bind a dmabuf to receive queues: devmem TCP needs Linux 6.12 or newer.");
        return new LinuxDeviceBackend(calls, name, index, FifthAttributes.Classify(netdev.Policy(Netdev.NETDEV_CMD_BIND_RX)));
    }

    internal override RxBindingBackend BindRx(DmabufMemory memory, ReadOnlySpan<int> queues, AutoreleaseMode? requested)
    {
        AutoreleaseAttribute autorelease = AutoreleaseAttribute.Choose(_fifth, requested);
        foreach (int queue in queues)
            ArgumentOutOfRangeException.ThrowIfNegative(queue, nameof(queues));
        LinuxDmabufMemory dmabuf = Own(memory, "receive");
        NetdevClient owner = NetdevClient.Open(_calls);
        bool held = false;
        try
        {
            dmabuf.Descriptor.DangerousAddRef(ref held);
            NetlinkStatus status = owner.BindRx(
                _index, queues, (int)dmabuf.Descriptor.DangerousGetHandle(), autorelease, out uint id, out string? attribute);
            if (status.Errno != 0)
                throw Refused(owner.Family, status, attribute, _fifth.IsAutorelease() ? autorelease.Mode : null);
            return new LinuxRxBinding(_calls, owner, id, dmabuf.Length, autorelease.Mode);
        }
        catch
        {
            owner.Dispose(); // and with it whatever was bound
            throw;
        }
        finally
        {
            if (held)
                dmabuf.Descriptor.DangerousRelease();
        }
    }

    internal override TxBindingBackend BindTx(DmabufMemory memory)
    {
        LinuxDmabufMemory dmabuf = Own(memory, "transmit");
        NetdevClient owner = NetdevClient.Open(_calls);
        bool held = false;
        try
        {
            if (!owner.Family.Commands.Contains(Netdev.NETDEV_CMD_BIND_TX))
                throw new PlatformNotSupportedException("This kernel cannot send out of a dmabuf: that needs Linux 6.16 or newer.");
            dmabuf.Descriptor.DangerousAddRef(ref held);
            NetlinkStatus status = owner.BindTx(_index, (int)dmabuf.Descriptor.DangerousGetHandle(), out uint id, out string? attribute);
            if (status.Errno != 0)
                throw RefusedBind.Exception("transmit", Name, owner.Family, status, attribute, requested: null);
            return new LinuxTxBinding(_calls, owner, id, dmabuf.Length, Name);
        }
        catch
        {
            owner.Dispose();
            throw;
        }
        finally
        {
            if (held)
                dmabuf.Descriptor.DangerousRelease();
        }
    }

    internal override void Close()
    {
        // Nothing is held open: every binding has a netlink socket of its own.
    }

    private DevmemException Refused(NetlinkFamily family, NetlinkStatus status, string? attribute, AutoreleaseMode? requested) => RefusedBind.Exception(
        "receive", Name, family, status, attribute, requested, status.Errno == Errno.ENODATA ? HeaderSplitCheck.Missing(_calls, _index) : null);

    private LinuxDmabufMemory Own(DmabufMemory memory, string kind) =>
        memory as LinuxDmabufMemory ?? throw DevmemBindException.Of(
            BindRefusal.WrongDescriptor,
            $"Could not make a {kind} binding on {Name}: the dmabuf belongs to a simulated device. {RefusalTable.Repair(BindRefusal.WrongDescriptor, Name)}",
            Errno.EINVAL);
}
