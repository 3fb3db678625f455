namespace Devmem.Linux.Netlink;

/// <summary>include/uapi/linux/netdev.h, generic netlink family "netdev" version 1.</summary>
internal static class Netdev
{
    internal const string FamilyName = "netdev";
    internal const byte Version = 1;

    internal const byte NETDEV_CMD_PAGE_POOL_GET = 5;
    internal const byte NETDEV_CMD_QUEUE_GET = 10;
    internal const byte NETDEV_CMD_BIND_RX = 13;
    internal const byte NETDEV_CMD_BIND_TX = 15;

    internal const ushort NETDEV_A_DMABUF_IFINDEX = 1;
    internal const ushort NETDEV_A_DMABUF_QUEUES = 2;
    internal const ushort NETDEV_A_DMABUF_FD = 3;
    internal const ushort NETDEV_A_DMABUF_ID = 4;

    /// <summary>AUTORELEASE (u8) in series v7 to v10, RX_PAGE_SIZE (u32) upstream since August 2026: only the policy dump tells.</summary>
    internal const ushort NETDEV_A_DMABUF_FIVE = 5;

    internal const ushort NETDEV_A_QUEUE_ID = 1;
    internal const ushort NETDEV_A_QUEUE_IFINDEX = 2;
    internal const ushort NETDEV_A_QUEUE_TYPE = 3;
    internal const ushort NETDEV_A_QUEUE_NAPI_ID = 4;
    internal const ushort NETDEV_A_QUEUE_DMABUF = 5;
    internal const ushort NETDEV_A_QUEUE_IO_URING = 6;
    internal const ushort NETDEV_A_QUEUE_XSK = 7;
    internal const ushort NETDEV_A_QUEUE_LEASE = 8;

    internal const uint NETDEV_QUEUE_TYPE_RX = 0;
    internal const uint NETDEV_QUEUE_TYPE_TX = 1;

    internal const ushort NETDEV_A_PAGE_POOL_ID = 1;
    internal const ushort NETDEV_A_PAGE_POOL_IFINDEX = 2;
    internal const ushort NETDEV_A_PAGE_POOL_NAPI_ID = 3;
    internal const ushort NETDEV_A_PAGE_POOL_INFLIGHT = 4;
    internal const ushort NETDEV_A_PAGE_POOL_INFLIGHT_MEM = 5;
    internal const ushort NETDEV_A_PAGE_POOL_DETACH_TIME = 6;
    internal const ushort NETDEV_A_PAGE_POOL_DMABUF = 7;
}
