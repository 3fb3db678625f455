using System;

namespace Devmem.Linux.Netlink;

/// <summary>One queue, as QUEUE_GET tells it, and who has taken it.</summary>
internal sealed record NetdevQueue(uint Id, uint Interface, uint Type, uint? DmabufId, bool IoUring, bool Xsk, bool Leased)
{
    internal bool IsReceive => Type == Netdev.NETDEV_QUEUE_TYPE_RX;

    internal bool IsTaken => DmabufId is not null || IoUring || Xsk || Leased;

    internal static NetdevQueue Parse(NetlinkMessage message)
    {
        uint id = 0, index = 0, type = 0;
        uint? dmabuf = null;
        bool ioUring = false, xsk = false, leased = false;
        ReadOnlySpan<byte> attributes = message.GenericAttributes;
        while (NetlinkAttribute.TryRead(ref attributes, out NetlinkAttribute attribute))
        {
            switch (attribute.Type)
            {
                case Netdev.NETDEV_A_QUEUE_ID: id = attribute.UInt32; break;
                case Netdev.NETDEV_A_QUEUE_IFINDEX: index = attribute.UInt32; break;
                case Netdev.NETDEV_A_QUEUE_TYPE: type = attribute.UInt32; break;
                case Netdev.NETDEV_A_QUEUE_DMABUF: dmabuf = attribute.UInt32; break;
                case Netdev.NETDEV_A_QUEUE_IO_URING: ioUring = true; break;
                case Netdev.NETDEV_A_QUEUE_XSK: xsk = true; break;
                case Netdev.NETDEV_A_QUEUE_LEASE: leased = true; break;
            }
        }

        return new NetdevQueue(id, index, type, dmabuf, ioUring, xsk, leased);
    }
}

/// <summary>One page pool, as PAGE_POOL_GET tells it. Detached ones belong to a binding that is already undone.</summary>
/// <param name="InFlight">Pages that are out. While bound it counts what the driver holds too: it is no token counter.</param>
internal sealed record NetdevPagePool(uint Id, uint? Interface, ulong InFlight, ulong InFlightBytes, bool Detached, uint? DmabufId)
{
    internal static NetdevPagePool Parse(NetlinkMessage message)
    {
        ulong id = 0, inFlight = 0, bytes = 0;
        uint? index = null, dmabuf = null;
        bool detached = false;
        ReadOnlySpan<byte> attributes = message.GenericAttributes;
        while (NetlinkAttribute.TryRead(ref attributes, out NetlinkAttribute attribute))
        {
            switch (attribute.Type)
            {
                case Netdev.NETDEV_A_PAGE_POOL_ID: id = attribute.UInt; break;
                case Netdev.NETDEV_A_PAGE_POOL_IFINDEX: index = attribute.UInt32; break;
                case Netdev.NETDEV_A_PAGE_POOL_INFLIGHT: inFlight = attribute.UInt; break;
                case Netdev.NETDEV_A_PAGE_POOL_INFLIGHT_MEM: bytes = attribute.UInt; break;
                case Netdev.NETDEV_A_PAGE_POOL_DETACH_TIME: detached = true; break;
                case Netdev.NETDEV_A_PAGE_POOL_DMABUF: dmabuf = attribute.UInt32; break;
            }
        }

        return new NetdevPagePool((uint)id, index, inFlight, bytes, detached, dmabuf);
    }
}
