using System.Collections.Generic;
using System.Linq;
using Devmem.Backends;
using Devmem.Linux.Binding;
using Devmem.Linux.Memory;
using Devmem.Linux.Netlink;

namespace Devmem.Linux.Preflight;

/// <summary>Facts in words: one method per subject, each with its repair.</summary>
internal static class PreflightLines
{
    internal static IEnumerable<PreflightLine> Of(InterfaceFacts facts, string name)
    {
        yield return Kernel(facts);
        yield return Mode(facts);
        yield return Privilege(facts, name);
        yield return Driver(facts, name);
        yield return Link(facts, name);
        yield return Split(facts, name);
        yield return Threshold(facts, name);
        yield return Xdp(facts, name);
        yield return Queues(facts, name);
        yield return Steering(facts, name);
        yield return Exporter(facts);
        yield return Transmit(facts);
    }

    private static PreflightLine Kernel(InterfaceFacts facts)
    {
        bool rx = facts.Family.Commands.Contains(Netdev.NETDEV_CMD_BIND_RX);
        bool tx = facts.Family.Commands.Contains(Netdev.NETDEV_CMD_BIND_TX);
        return new PreflightLine(
            "kernel",
            rx ? PreflightVerdict.Good : PreflightVerdict.Bad,
            $"{facts.Kernel} {(rx ? "can bind a dmabuf to receive queues" : "cannot bind a dmabuf")}{(rx && tx ? " and for sending" : string.Empty)}.",
            rx ? string.Empty : "Run Linux 6.12 or newer (6.16 for sending), built with CONFIG_NET_DEVMEM.");
    }

    private static PreflightLine Mode(InterfaceFacts facts) => facts.Fifth switch
    {
        FifthAttribute.AutoreleaseByte or FifthAttribute.AutoreleaseFlag => new(
            "mode", PreflightVerdict.Hint, "This kernel lets a binding choose; one that does not say gets Off.",
            "State the mode in BindRx: in Off a token that is not returned before its socket closes is lost until the binding ends."),
        FifthAttribute.Unknown => new("mode", PreflightVerdict.Unknown, "The kernel does not describe what a binding accepts; only On is offered."),
        FifthAttribute.Other => new("mode", PreflightVerdict.Unknown, "Attribute 5 of a binding is something this library does not know; it is never sent."),
        _ => new("mode", PreflightVerdict.Good, "Autorelease is always On: tokens that are still held when a socket closes are released by the kernel."),
    };

    private static PreflightLine Privilege(InterfaceFacts facts, string name) => facts.RxProbe.Errno == Errno.EPERM
        ? new("privilege", PreflightVerdict.Bad, "The kernel would not let this process bind.", RefusalTable.Repair(BindRefusal.MissingPrivilege, name, facts.Family))
        : new("privilege", PreflightVerdict.Good, "The kernel lets this process bind.");

    private static PreflightLine Driver(InterfaceFacts facts, string name)
    {
        string driver = facts.Driver is null ? "The driver" : $"The driver \"{facts.Driver}\"";
        return facts.CanBindRx switch
        {
            true => new("driver", PreflightVerdict.Good, $"{driver} can switch its queues to a dmabuf."),
            false => new(
                "driver",
                PreflightVerdict.Bad,
                $"{driver} cannot receive into a dmabuf{(facts.RxProbe.Ack.Text is string text ? $" (\"{text}\")" : string.Empty)}.",
                RefusalTable.Repair(BindRefusal.DriverUnsupported, name)),
            null when CapabilityProbe.CanBind(facts.RxProbe) is true => new(
                "driver", PreflightVerdict.Unknown, $"{driver} cannot be asked: this kernel looks at the dma-buf first, so only a binding tells."),
            _ => new("driver", PreflightVerdict.Unknown, $"{driver} was not asked: {Backends.Errno.Describe(facts.RxProbe.Errno)} came first."),
        };
    }

    private static PreflightLine Link(InterfaceFacts facts, string name) => facts.IsUp switch
    {
        true => new("link", PreflightVerdict.Good, "The interface is up."),
        false => new("link", PreflightVerdict.Hint, "The interface is down; a binding works and takes effect at link up.", $"ip link set {name} up"),
        _ => new("link", PreflightVerdict.Unknown, "The kernel did not say whether the interface is up."),
    };

    private static PreflightLine Split(InterfaceFacts facts, string name) => facts.Rings switch
    {
        { IsSplit: true } => new("header split", PreflightVerdict.Good, "Header split is on."),
        { Split: not null } => new("header split", PreflightVerdict.Bad, "Header split is not explicitly on.", RefusalTable.Repair(BindRefusal.HeaderSplitOff, name)),
        _ => new(
            "header split", PreflightVerdict.Bad, "The driver has no setting for header split.",
            "Use a driver that has it; without, headers and payload arrive in one piece and cannot go to a dmabuf."),
    };

    private static PreflightLine Threshold(InterfaceFacts facts, string name) => facts.Rings?.Threshold switch
    {
        null => new("threshold", PreflightVerdict.Hint, "The driver has no threshold for header split."),
        0 => new("threshold", PreflightVerdict.Good, "Every packet is split."),
        uint bytes => new(
            "threshold", PreflightVerdict.Bad, $"Packets of up to {bytes} bytes are not split.", RefusalTable.Repair(BindRefusal.HeaderSplitThreshold, name)),
    };

    private static PreflightLine Xdp(InterfaceFacts facts, string name) => facts.HasXdp switch
    {
        false => new("xdp", PreflightVerdict.Good, "No XDP program is attached."),
        true => new("xdp", PreflightVerdict.Bad, "An XDP program is attached.", RefusalTable.Repair(BindRefusal.XdpAttached, name)),
        _ => new("xdp", PreflightVerdict.Unknown, "The kernel did not say whether an XDP program is attached."),
    };

    private static PreflightLine Queues(InterfaceFacts facts, string name)
    {
        if (facts.RxQueues is not int count)
            return new("queues", PreflightVerdict.Unknown, "The kernel tells no queues; they cannot be listed while the interface is down.");
        int taken = facts.Queues.Count(queue => queue.IsReceive && queue.IsTaken);
        string found = $"{count} receive queue{(count == 1 ? string.Empty : "s")}, {taken} taken by a binding, io_uring, AF_XDP or a virtual device.";
        if (taken >= count)
            return new("queues", PreflightVerdict.Bad, found, "Wait until one is free, or add queues: ethtool -L " + name + " combined N.");
        return count > 1
            ? new("queues", PreflightVerdict.Good, found)
            : new("queues", PreflightVerdict.Hint, found, $"With one queue all traffic lands in the dmabuf; add queues if the driver can: ethtool -L {name} combined N.");
    }

    private static PreflightLine Steering(InterfaceFacts facts, string name)
    {
        const string Finding = "Only flows that are steered to a bound queue arrive in the dmabuf, and everything else must stay away from it.";
        return new("steering", PreflightVerdict.Hint, Finding, facts.RxQueues is > 1 and int count
            ? $"ethtool -X {name} equal {count - 1}; ethtool -K {name} ntuple on; ethtool -N {name} flow-type tcp4 dst-port PORT queue {count - 1} (before the first data)"
            : "It takes a second receive queue.");
    }

    private static PreflightLine Exporter(InterfaceFacts facts) => (facts.UdmabufErrno, facts.HasDmaHeap) switch
    {
        (0, _) => new("dmabuf", PreflightVerdict.Good, $"{Udmabuf.DevicePath} makes dma-bufs of host memory."),
        (_, true) => new("dmabuf", PreflightVerdict.Good, "/dev/dma_heap makes dma-bufs; adopt one with Dmabuf.FromFileDescriptor."),
        (Errno.ENOENT, _) => new(
            "dmabuf", PreflightVerdict.Hint, $"There is neither {Udmabuf.DevicePath} nor /dev/dma_heap.",
            "Adopt a dma-buf of a GPU, or load udmabuf: modprobe udmabuf (CONFIG_UDMABUF)."),
        (int errno, _) => new(
            "dmabuf", PreflightVerdict.Hint, $"{Udmabuf.DevicePath} cannot be opened: {Backends.Errno.Describe(errno)}.",
            "Add the user to the group that owns the device, or adopt a dma-buf of a GPU."),
    };

    private static PreflightLine Transmit(InterfaceFacts facts) => CapabilityProbe.CanBind(facts.TxProbe) switch
    {
        true => new("sending", PreflightVerdict.Good, "The driver can send out of a dmabuf."),
        false => new("sending", PreflightVerdict.Hint, "The driver cannot send out of a dmabuf; receiving does not need it."),
        _ => new("sending", PreflightVerdict.Unknown, $"The kernel answered {Backends.Errno.Describe(facts.TxProbe.Errno)}."),
    };
}
