namespace Devmem.Linux.Netlink;

/// <summary>include/uapi/linux/genetlink.h, and the policy description of netlink.h.</summary>
internal static class Genl
{
    internal const int HeaderLength = 4;
    internal const ushort GENL_ID_CTRL = 16;

    internal const byte CTRL_CMD_GETFAMILY = 3;
    internal const byte CTRL_CMD_GETPOLICY = 10;

    internal const ushort CTRL_ATTR_FAMILY_ID = 1;
    internal const ushort CTRL_ATTR_FAMILY_NAME = 2;
    internal const ushort CTRL_ATTR_OPS = 6;
    internal const ushort CTRL_ATTR_POLICY = 8;
    internal const ushort CTRL_ATTR_OP_POLICY = 9;
    internal const ushort CTRL_ATTR_OP = 10;

    internal const ushort CTRL_ATTR_OP_ID = 1;
    internal const ushort CTRL_ATTR_OP_FLAGS = 2;
    internal const uint GENL_UNS_ADMIN_PERM = 0x10;

    internal const ushort CTRL_ATTR_POLICY_DO = 1;

    internal const ushort NL_POLICY_TYPE_ATTR_TYPE = 1;
    internal const ushort NL_POLICY_TYPE_ATTR_MIN_VALUE_U = 4;
    internal const ushort NL_POLICY_TYPE_ATTR_MAX_VALUE_U = 5;
    internal const ushort NL_POLICY_TYPE_ATTR_POLICY_IDX = 8;
}

/// <summary>enum netlink_attribute_type: what the kernel says an attribute must look like.</summary>
internal enum NetlinkAttributeType : uint
{
    Invalid = 0,
    Flag = 1,
    U8 = 2,
    U16 = 3,
    U32 = 4,
    U64 = 5,
    Nested = 13,
}
