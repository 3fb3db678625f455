using System;
using System.Collections.Generic;
using Devmem.Backends;
using Devmem.Linux.Netlink;

namespace Devmem.Linux.Binding;

/// <summary>What a refused bind means: by the kernel's text where it has one, else by errno and by whether it points at an attribute.</summary>
internal static class RefusalTable
{
    private static readonly (string Text, BindRefusal Reason)[] s_texts =
    [
        ("tcp-data-split is disabled", BindRefusal.HeaderSplitOff),
        ("hds-thresh is not zero", BindRefusal.HeaderSplitThreshold),
        ("XDP program attached", BindRefusal.XdpAttached),
        ("already memory provider bound", BindRefusal.QueueTaken),
        ("already in use by AF_XDP", BindRefusal.QueueTaken),
        ("queue leased to a virtual", BindRefusal.QueueTaken),
        ("queue belongs to a virtual", BindRefusal.DriverUnsupported),
        ("DMA device mismatch", BindRefusal.DeviceCannotDma),
        ("support DMA", BindRefusal.DeviceCannotDma),
        ("No DMA-capable device", BindRefusal.DeviceCannotDma),
        ("Failed to bind dmabuf", BindRefusal.MappingFailed),
        ("Failed to map dmabuf", BindRefusal.MappingFailed),
        ("multiple of PAGE_SIZE", BindRefusal.MappingFailed),
        ("PAGE_SIZE aligned", BindRefusal.MappingFailed),
        ("not aligned to niov size", BindRefusal.MappingFailed),
        ("does not support netmem TX", BindRefusal.DriverUnsupported),
        ("rx queue index out of range", BindRefusal.NoSuchQueue), // 6.12; later EINVAL that points at the queue
        ("Unknown attribute", BindRefusal.RequestNotUnderstood),
        ("invalid attribute length", BindRefusal.RequestNotUnderstood),
        ("integer out of range", BindRefusal.RequestNotUnderstood),
        ("NLA_F_NESTED is missing", BindRefusal.RequestNotUnderstood),
    ];

    private static readonly Dictionary<BindRefusal, string> s_repairs = new()
    {
        [BindRefusal.MissingPrivilege] =
            "The process needs CAP_NET_ADMIN in the initial user namespace; a container's own root does not have it. Run as root of the host, or bind in a privileged helper and pass the work on.",
        [BindRefusal.UnknownInterface] = "Look the name up with \"ip link\" in the network namespace of the process.",
        [BindRefusal.DriverUnsupported] =
            "The driver of this interface cannot do it. Of the drivers in Linux 6.18 to 7.3, bnxt, bnge, gve, mlx5 and fbnic receive into a dmabuf; bnxt, gve, mlx5 and fbnic send out of one.",
        [BindRefusal.DeviceCannotDma] = "Bind queues of one physical device that reaches memory by DMA.",
        [BindRefusal.NoSuchQueue] = "Ask for receive queues the interface has: \"ethtool -l\" counts them, from 0.",
        [BindRefusal.WrongDescriptor] = "Pass the open descriptor of a dma-buf: a memfd or a GPU handle must be exported first.",
        [BindRefusal.MappingFailed] = "The exporter of the dma-buf will not let this device reach it. Size it in whole pages and check peer-to-peer support between NIC and exporter.",
        [BindRefusal.LinkDown] = "Bring the interface up: ip link set {0} up.",
        [BindRefusal.HeaderSplitOff] = "Turn header split on: ethtool -G {0} tcp-data-split on.",
        [BindRefusal.HeaderSplitThreshold] = "Let every packet be split: ethtool -G {0} hds-thresh 0.",
        [BindRefusal.XdpAttached] = "Detach the XDP program: ip link set dev {0} xdp off.",
        [BindRefusal.QueueTaken] = "Another binding, io_uring or AF_XDP has the queue; it is free again when that one has ended. Choose another queue or try later.",
        [BindRefusal.RequestNotUnderstood] = "The kernel's interface is not the one this library knows; please report the kernel's version.",
    };

    internal static BindRefusal Classify(int errno, string? text, bool pointsAtAttribute, bool missesAttribute)
    {
        foreach ((string part, BindRefusal reason) in s_texts)
        {
            if (text is not null && text.Contains(part, StringComparison.Ordinal))
                return reason;
        }

        return errno switch
        {
            Errno.EPERM => BindRefusal.MissingPrivilege,
            Errno.ENODEV => BindRefusal.UnknownInterface,
            Errno.EOPNOTSUPP => BindRefusal.DriverUnsupported,
            Errno.ENODATA => BindRefusal.DriverUnsupported, // the driver ignored the provider
            Errno.ENETDOWN => BindRefusal.LinkDown,
            Errno.EBADF => BindRefusal.WrongDescriptor,
            Errno.EEXIST or Errno.EBUSY => BindRefusal.QueueTaken,
            Errno.ERANGE => BindRefusal.RequestNotUnderstood,
            Errno.EINVAL when missesAttribute => BindRefusal.RequestNotUnderstood,
            Errno.EINVAL when pointsAtAttribute => BindRefusal.NoSuchQueue,
            Errno.EINVAL when text is null => BindRefusal.WrongDescriptor,
            _ => BindRefusal.Other,
        };
    }

    /// <summary>What to do, where it depends on what the kernel tells of its commands.</summary>
    internal static string Repair(BindRefusal reason, string interfaceName, NetlinkFamily family) =>
        reason == BindRefusal.MissingPrivilege && family.NamespaceCommands.Contains(Netdev.NETDEV_CMD_BIND_RX)
            ? "The process needs CAP_NET_ADMIN in the user namespace that owns the network namespace of the interface. Run as root there, or bind in a privileged helper and pass the work on."
            : Repair(reason, interfaceName);

    /// <summary>What to do, in a sentence; empty where only the kernel's own words help.</summary>
    internal static string Repair(BindRefusal reason, string interfaceName) =>
        s_repairs.TryGetValue(reason, out string? repair) ? repair.Replace("{0}", interfaceName, StringComparison.Ordinal) : string.Empty;
}
