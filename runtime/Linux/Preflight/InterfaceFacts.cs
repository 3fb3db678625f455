using System.Collections.Generic;
using System.IO;
using System.Linq;
using Devmem.Backends;
using Devmem.Linux.Interop;
using Devmem.Linux.Memory;
using Devmem.Linux.Netlink;

namespace Devmem.Linux.Preflight;

/// <summary>Everything that can be learnt of an interface without changing anything. Null: the kernel would not say.</summary>
internal sealed record InterfaceFacts
{
    private const int NoDescriptor = -1;

    internal required string Kernel { get; init; }

    internal required NetlinkFamily Family { get; init; }

    internal FifthAttribute Fifth { get; init; }

    internal string? Driver { get; init; }

    internal bool? IsUp { get; init; }

    internal bool? HasXdp { get; init; }

    /// <summary>How a receive bind without a dma-buf is refused: the earlier in the kernel's list of checks, the more is missing.</summary>
    internal NetlinkStatus RxProbe { get; init; }

    /// <summary>
    /// How the same is refused for loopback, which no driver stands behind. 6.12 looks at the dma-buf first and says EBADF for it too:
    /// an answer that would make even loopback capable tells nothing of any driver.
    /// </summary>
    internal NetlinkStatus LoopbackProbe { get; init; }

    internal NetlinkStatus TxProbe { get; init; }

    /// <summary>Whether the driver can switch its queues to a dmabuf; null where it could not be asked.</summary>
    internal bool? CanBindRx => CapabilityProbe.CanBind(RxProbe) is bool can && !(can && CapabilityProbe.CanBind(LoopbackProbe) is true) ? can : null;

    /// <summary>Null where the driver tells nothing of its rings; then header split cannot be on.</summary>
    internal EthtoolRings? Rings { get; init; }

    internal EthtoolChannels? Channels { get; init; }

    internal IReadOnlyList<NetdevQueue> Queues { get; init; } = [];

    internal int UdmabufErrno { get; init; }

    internal bool HasDmaHeap { get; init; }

    internal int? RxQueues =>
        Queues.Count(queue => queue.IsReceive) is > 0 and int count ? count
        : Channels is { } channels ? (int)(channels.Receive + channels.Combined)
        : null;

    internal static InterfaceFacts Read(ISystemCalls calls, NetdevClient netdev, string name, uint index)
    {
        netdev.Queues(index, out List<NetdevQueue> queues);
        LinkQuery.Ask(calls, index, out LinkQuery.Link? link);
        using EthtoolClient? ethtool = EthtoolClient.Open(calls);
        EthtoolRings? rings = null;
        EthtoolChannels? channels = null;
        ethtool?.Rings(index, out rings);
        ethtool?.Channels(index, out channels);
        return new InterfaceFacts
        {
            Kernel = Release(),
            Family = netdev.Family,
            Fifth = FifthAttributes.Classify(netdev.Policy(Netdev.NETDEV_CMD_BIND_RX)),
            Driver = NetworkInterfaceControl.TryGetDriver(calls, name),
            IsUp = link?.IsUp,
            HasXdp = link?.HasXdp,
            RxProbe = ProbeRx(netdev, index),
            LoopbackProbe = ProbeLoopback(calls, netdev),
            TxProbe = ProbeTx(netdev, index),
            Rings = rings,
            Channels = channels,
            Queues = queues,
            UdmabufErrno = Udmabuf.ProbeDevice(calls),
            HasDmaHeap = Directory.Exists("/dev/dma_heap") && Directory.EnumerateFileSystemEntries("/dev/dma_heap").Any(),
        };
    }

    // A bind of descriptor -1 can never succeed, so asking changes nothing. Privilege, driver and DMA are checked before the descriptor.
    private static NetlinkStatus ProbeRx(NetdevClient netdev, uint index) =>
        netdev.BindRx(index, [0], NoDescriptor, AutoreleaseAttribute.None, out _, out _);

    private static NetlinkStatus ProbeLoopback(ISystemCalls calls, NetdevClient netdev) =>
        NetworkInterfaceControl.TryGetIndex(calls, "lo", out uint index) is var errno && errno == 0
            ? ProbeRx(netdev, index)
            : new NetlinkStatus(errno, ExtendedAck.None);

    private static NetlinkStatus ProbeTx(NetdevClient netdev, uint index) =>
        netdev.Family.Commands.Contains(Netdev.NETDEV_CMD_BIND_TX)
            ? netdev.BindTx(index, NoDescriptor, out _, out _)
            : new NetlinkStatus(Errno.EOPNOTSUPP, ExtendedAck.None);

    private static string Release()
    {
        try
        {
            return "Linux " + File.ReadAllText("/proc/sys/kernel/osrelease").Trim();
        }
        catch (IOException)
        {
            return System.Environment.OSVersion.ToString();
        }
    }
}
