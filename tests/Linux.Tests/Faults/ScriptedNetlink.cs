using System;
using System.Collections.Generic;
using Devmem.Backends;
using Devmem.Linux.Netlink;
using Devmem.Linux.Tests.Parsers;

namespace Devmem.Linux.Tests.Faults;

/// <summary>The netlink side of the scripted kernel: the family, its policy, and binds that succeed.</summary>
internal sealed class ScriptedNetlink(NetlinkAttributeType? fifth)
{
    internal const ushort NetdevId = 20;
    private uint _lastId;

    /// <summary>What bound, by the descriptor that keeps it bound.</summary>
    internal Dictionary<int, uint> Bindings { get; } = [];

    /// <summary>What the last bind sent as attribute 5; null: nothing.</summary>
    internal byte[]? SentFifth { get; private set; }

    /// <summary>The answer to the next bind instead of success.</summary>
    internal (int Errno, string? Text)? Refusal { get; set; }

    internal IEnumerable<byte[]> Answer(int descriptor, byte[] request)
    {
        ushort family = BitConverter.ToUInt16(request, 4);
        uint sequence = BitConverter.ToUInt32(request, 8);
        byte command = request[Nl.HeaderLength];
        return (family, command) switch
        {
            (Genl.GENL_ID_CTRL, Genl.CTRL_CMD_GETFAMILY) =>
                [NetlinkBytes.Family(NetdevId, sequence, 5, 10, Netdev.NETDEV_CMD_BIND_RX, Netdev.NETDEV_CMD_BIND_TX), Ack(request, sequence)],
            (Genl.GENL_ID_CTRL, _) => NetlinkBytes.BindRxPolicy(sequence, fifth),
            (NetdevId, Netdev.NETDEV_CMD_BIND_RX or Netdev.NETDEV_CMD_BIND_TX) => Bind(descriptor, request, sequence),
            _ => [Refuse(request, sequence, Errno.EOPNOTSUPP, null)],
        };
    }

    private byte[][] Bind(int descriptor, byte[] request, uint sequence)
    {
        SentFifth = null;
        ReadOnlySpan<byte> attributes = request.AsSpan(Nl.HeaderLength + Genl.HeaderLength);
        while (NetlinkAttribute.TryRead(ref attributes, out NetlinkAttribute attribute))
        {
            if (attribute.Type == Netdev.NETDEV_A_DMABUF_FIVE)
                SentFifth = attribute.Value.ToArray();
        }

        if (Refusal is (int errno, var text))
            return [Refuse(request, sequence, errno, text)];
        uint id = ++_lastId;
        Bindings.Add(descriptor, id);
        return [NetlinkBytes.Message(NetdevId, 0, sequence, answer => answer.Add(Netdev.NETDEV_A_DMABUF_ID, id)), Ack(request, sequence)];
    }

    private static byte[] Ack(byte[] request, uint sequence) => NetlinkBytes.Error(0, sequence, request.AsSpan(0, Nl.HeaderLength), ack: null);

    private static byte[] Refuse(byte[] request, uint sequence, int errno, string? text) =>
        NetlinkBytes.Error(errno, sequence, request.AsSpan(0, Nl.HeaderLength), text is null ? null : ack => ack.Add(Nl.NLMSGERR_ATTR_MSG, text));
}
