using System;

namespace Devmem.Linux.Netlink;

/// <summary>What number 5 of the dmabuf attributes is on this kernel.</summary>
internal enum FifthAttribute
{
    /// <summary>This kernel would not say; treated as absent.</summary>
    Unknown,

    /// <summary>A plain released kernel: tokens are released when their socket goes.</summary>
    Absent,

    /// <summary>Autorelease as versions 7 to 10 of the series have it: one byte, 0 or 1, absent means 0.</summary>
    AutoreleaseByte,

    /// <summary>Autorelease in the form the review asked for: present means on.</summary>
    AutoreleaseFlag,

    /// <summary>NETDEV_A_DMABUF_RX_PAGE_SIZE, upstream since August 2026.</summary>
    RxPageSize,

    /// <summary>Something this library does not know. It is never sent.</summary>
    Other,
}

internal static class FifthAttributes
{
    internal static FifthAttribute Classify(CommandPolicy? bindRx)
    {
        if (bindRx is null)
            return FifthAttribute.Unknown;
        if (bindRx[Netdev.NETDEV_A_DMABUF_FIVE] is not AttributePolicy policy)
            return FifthAttribute.Absent;
        return policy.Type switch
        {
            NetlinkAttributeType.U8 => FifthAttribute.AutoreleaseByte,
            NetlinkAttributeType.Flag => FifthAttribute.AutoreleaseFlag,
            NetlinkAttributeType.U32 when policy.Minimum == (ulong)Environment.SystemPageSize => FifthAttribute.RxPageSize,
            _ => FifthAttribute.Other,
        };
    }

    internal static bool IsAutorelease(this FifthAttribute attribute) =>
        attribute is FifthAttribute.AutoreleaseByte or FifthAttribute.AutoreleaseFlag;
}
