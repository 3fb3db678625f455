using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Devmem.Linux.Netlink;

namespace Devmem.Linux.Tests.Parsers;

/// <summary>Well-formed datagrams, as the kernel sends them.</summary>
internal static class NetlinkBytes
{
    internal static byte[] Message(ushort type, ushort flags, uint sequence, Action<NetlinkRequest> content, int headerLength = Genl.HeaderLength)
    {
        var builder = new NetlinkRequest(type, flags, headerLength);
        content(builder);
        byte[] bytes = builder.Seal(sequence).ToArray();
        MemoryMarshal.Write(bytes.AsSpan(6), flags); // the builder adds the request flag
        return bytes;
    }

    internal static byte[] Error(int errno, uint sequence, ReadOnlySpan<byte> echo, Action<NetlinkRequest>? ack)
    {
        ushort flags = (ushort)((ack is null ? 0 : Nl.NLM_F_ACK_TLVS) | (echo.Length == Nl.HeaderLength ? Nl.NLM_F_CAPPED : 0));
        byte[] copy = echo.ToArray();
        return Message(
            Nl.NLMSG_ERROR,
            flags,
            sequence,
            builder =>
            {
                MemoryMarshal.Write(builder.Header, -errno);
                builder.AddRaw(copy);
                ack?.Invoke(builder);
            },
            headerLength: sizeof(int));
    }

    internal static byte[] Done(int errno, uint sequence, ushort flags = 0) =>
        Message(Nl.NLMSG_DONE, (ushort)(flags | Nl.NLM_F_MULTI), sequence, builder => MemoryMarshal.Write(builder.Header, -errno), headerLength: sizeof(int));

    internal static byte[] Family(ushort id, uint sequence, params uint[] commands) => Message(Genl.GENL_ID_CTRL, 0, sequence, family => family
        .Add(Genl.CTRL_ATTR_FAMILY_ID, BitConverter.GetBytes(id))
        .AddNest(Genl.CTRL_ATTR_OPS, list =>
        {
            ushort position = 1;
            foreach (uint command in commands)
                list.AddNest(position++, entry => entry.Add(Genl.CTRL_ATTR_OP_ID, command).Add(Genl.CTRL_ATTR_OP_FLAGS, 0x1au));
        }));

    /// <summary>The policy dump of BIND_RX as 6.18 gives it, with attribute 5 as one likes it.</summary>
    internal static List<byte[]> BindRxPolicy(uint sequence, NetlinkAttributeType? fifth, ulong fifthMinimum = 0)
    {
        List<byte[]> dump = [Message(Genl.GENL_ID_CTRL, Nl.NLM_F_MULTI, sequence, top => top
            .AddNest(Genl.CTRL_ATTR_OP_POLICY, ops => ops.AddNest(Netdev.NETDEV_CMD_BIND_RX, kinds => kinds.Add(Genl.CTRL_ATTR_POLICY_DO, 0u))))];
        dump.Add(Policy(sequence, 0, Netdev.NETDEV_A_DMABUF_IFINDEX, NetlinkAttributeType.U32, minimum: 1));
        dump.Add(Policy(sequence, 0, Netdev.NETDEV_A_DMABUF_QUEUES, NetlinkAttributeType.Nested, nested: 1));
        dump.Add(Policy(sequence, 0, Netdev.NETDEV_A_DMABUF_FD, NetlinkAttributeType.U32));
        if (fifth is NetlinkAttributeType type)
            dump.Add(Policy(sequence, 0, Netdev.NETDEV_A_DMABUF_FIVE, type, minimum: fifthMinimum));
        dump.Add(Policy(sequence, 1, Netdev.NETDEV_A_QUEUE_ID, NetlinkAttributeType.U32));
        dump.Add(Done(0, sequence));
        return dump;
    }

    private static byte[] Policy(uint sequence, ushort policy, ushort attribute, NetlinkAttributeType type, ulong minimum = 0, uint? nested = null) =>
        Message(Genl.GENL_ID_CTRL, Nl.NLM_F_MULTI, sequence, message => message
            .AddNest(Genl.CTRL_ATTR_POLICY, policies => policies
                .AddNest(policy, attributes => attributes
                    .AddNest(attribute, facts =>
                    {
                        facts.Add(Genl.NL_POLICY_TYPE_ATTR_TYPE, (uint)type);
                        facts.Add(Genl.NL_POLICY_TYPE_ATTR_MIN_VALUE_U, BitConverter.GetBytes(minimum));
                        if (nested is uint index)
                            facts.Add(Genl.NL_POLICY_TYPE_ATTR_POLICY_IDX, index);
                    }))));
}
