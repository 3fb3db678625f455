using System;
using System.Collections.Generic;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Netlink;

/// <summary>Header split of an interface, as ethtool tells it.</summary>
/// <param name="Split">0 unknown, 1 off, 2 on; null where the driver has no such setting.</param>
/// <param name="Threshold">Packets up to this size are not split; null where the driver has no such setting.</param>
internal sealed record EthtoolRings(byte? Split, uint? Threshold)
{
    private const byte On = 2;

    internal bool IsSplit => Split == On;

    /// <summary>A bind asks for both: split explicitly on, and a threshold of 0.</summary>
    internal bool IsReady => IsSplit && Threshold is null or 0;
}

/// <summary>Queues of an interface: those that only receive, and those that do both.</summary>
internal sealed record EthtoolChannels(uint Receive, uint Combined);

/// <summary>The kernel's "ethtool" family, reading only; open to every user.</summary>
internal sealed class EthtoolClient : IDisposable
{
    private const string FamilyName = "ethtool";
    private const byte ETHTOOL_MSG_RINGS_GET = 15;
    private const byte ETHTOOL_MSG_CHANNELS_GET = 17;
    private const ushort ETHTOOL_A_HEADER = 1; // the header nest is attribute 1 of every message
    private const ushort ETHTOOL_A_HEADER_DEV_INDEX = 1;
    private const ushort ETHTOOL_A_RINGS_TCP_DATA_SPLIT = 11;
    private const ushort ETHTOOL_A_RINGS_HDS_THRESH = 17;
    private const ushort ETHTOOL_A_CHANNELS_RX_COUNT = 6;
    private const ushort ETHTOOL_A_CHANNELS_COMBINED_COUNT = 9;

    private readonly NetlinkClient _client;
    private readonly NetlinkFamily _family;

    private EthtoolClient(NetlinkClient client, NetlinkFamily family)
    {
        _client = client;
        _family = family;
    }

    /// <summary>Null when this kernel has no ethtool over netlink.</summary>
    internal static EthtoolClient? Open(ISystemCalls calls)
    {
        var client = new NetlinkClient(calls, Nl.NETLINK_GENERIC);
        try
        {
            if (NetlinkFamily.Resolve(client, FamilyName, out _) is NetlinkFamily family)
                return new EthtoolClient(client, family);
        }
        catch
        {
            client.Dispose();
            throw;
        }

        client.Dispose();
        return null;
    }

    /// <summary>EOPNOTSUPP where the driver tells nothing of its rings.</summary>
    internal NetlinkStatus Rings(uint interfaceIndex, out EthtoolRings? rings) =>
        Ask(ETHTOOL_MSG_RINGS_GET, interfaceIndex, ParseRings, out rings);

    /// <summary>EOPNOTSUPP where the driver tells nothing of its channels.</summary>
    internal NetlinkStatus Channels(uint interfaceIndex, out EthtoolChannels? channels) =>
        Ask(ETHTOOL_MSG_CHANNELS_GET, interfaceIndex, ParseChannels, out channels);

    public void Dispose() => _client.Dispose();

    internal static EthtoolRings ParseRings(NetlinkMessage message)
    {
        byte? split = null;
        uint? threshold = null;
        ReadOnlySpan<byte> attributes = message.GenericAttributes;
        while (NetlinkAttribute.TryRead(ref attributes, out NetlinkAttribute attribute))
        {
            if (attribute.Type == ETHTOOL_A_RINGS_TCP_DATA_SPLIT)
                split = attribute.UInt8;
            else if (attribute.Type == ETHTOOL_A_RINGS_HDS_THRESH)
                threshold = attribute.UInt32;
        }

        return new EthtoolRings(split, threshold);
    }

    internal static EthtoolChannels ParseChannels(NetlinkMessage message)
    {
        uint receive = 0, combined = 0;
        ReadOnlySpan<byte> attributes = message.GenericAttributes;
        while (NetlinkAttribute.TryRead(ref attributes, out NetlinkAttribute attribute))
        {
            if (attribute.Type == ETHTOOL_A_CHANNELS_RX_COUNT)
                receive = attribute.UInt32;
            else if (attribute.Type == ETHTOOL_A_CHANNELS_COMBINED_COUNT)
                combined = attribute.UInt32;
        }

        return new EthtoolChannels(receive, combined);
    }

    private NetlinkStatus Ask<T>(byte command, uint interfaceIndex, NetlinkParser<T> parse, out T? answer)
        where T : class
    {
        NetlinkRequest request = NetlinkRequest.Generic(_family.Id, command, version: 1)
            .AddNest(ETHTOOL_A_HEADER, nest => nest.Add(ETHTOOL_A_HEADER_DEV_INDEX, interfaceIndex));
        NetlinkStatus status = _client.Ask(request, parse, out List<T> answers);
        answer = answers.Count > 0 ? answers[0] : null;
        return status;
    }
}
