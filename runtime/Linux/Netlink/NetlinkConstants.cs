namespace Devmem.Linux.Netlink;

/// <summary>include/uapi/linux/netlink.h.</summary>
internal static class Nl
{
    internal const int AF_NETLINK = 16;
    internal const int SOCK_RAW = 3;
    internal const int SOCK_CLOEXEC = 0x80000;
    internal const int NETLINK_ROUTE = 0;
    internal const int NETLINK_GENERIC = 16;

    internal const int SOL_NETLINK = 270;
    internal const int NETLINK_CAP_ACK = 10;
    internal const int NETLINK_EXT_ACK = 11;
    internal const int NETLINK_GET_STRICT_CHK = 12;

    internal const int HeaderLength = 16;
    internal const int AttributeHeaderLength = 4;
    internal const int AddressLength = 12; // struct sockaddr_nl

    internal const ushort NLMSG_NOOP = 1;
    internal const ushort NLMSG_ERROR = 2;
    internal const ushort NLMSG_DONE = 3;
    internal const ushort NLMSG_OVERRUN = 4;

    internal const ushort NLM_F_REQUEST = 0x1;
    internal const ushort NLM_F_MULTI = 0x2;
    internal const ushort NLM_F_ACK = 0x4;
    internal const ushort NLM_F_DUMP_INTR = 0x10;
    internal const ushort NLM_F_DUMP_FILTERED = 0x20;
    internal const ushort NLM_F_DUMP = 0x300;
    internal const ushort NLM_F_CAPPED = 0x100; // in answers only; same bit as NLM_F_ROOT in requests
    internal const ushort NLM_F_ACK_TLVS = 0x200;

    internal const ushort NLA_F_NESTED = 0x8000;
    internal const ushort NLA_TYPE_MASK = 0x3fff;

    internal const ushort NLMSGERR_ATTR_MSG = 1;
    internal const ushort NLMSGERR_ATTR_OFFS = 2;
    internal const ushort NLMSGERR_ATTR_POLICY = 4;
    internal const ushort NLMSGERR_ATTR_MISS_TYPE = 5;
    internal const ushort NLMSGERR_ATTR_MISS_NEST = 6;

    /// <summary>Netlink pads everything to four bytes.</summary>
    internal static int Align(int length) => (length + 3) & ~3;
}
