using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Netlink;

/// <summary>Asks rtnetlink whether an interface is up and has an XDP program, which excludes a binding.</summary>
internal static class LinkQuery
{
    private const ushort RTM_GETLINK = 18;
    private const int InterfaceHeaderLength = 16; // struct ifinfomsg
    private const ushort IFLA_XDP = 43;
    private const ushort IFLA_XDP_ATTACHED = 2;
    private const uint IFF_UP = 1;

    /// <summary>What rtnetlink says of one interface.</summary>
    internal sealed record Link(bool IsUp, bool HasXdp);

    internal static NetlinkStatus Ask(ISystemCalls calls, uint interfaceIndex, out Link? link)
    {
        using var client = new NetlinkClient(calls, Nl.NETLINK_ROUTE);
        var request = new NetlinkRequest(RTM_GETLINK, Nl.NLM_F_ACK, InterfaceHeaderLength);
        MemoryMarshal.Write(request.Header[4..], interfaceIndex);
        NetlinkStatus status = client.Ask(request, Parse, out List<Link> answers);
        link = answers.Count > 0 ? answers[0] : null;
        return status;
    }

    internal static Link Parse(NetlinkMessage message)
    {
        ReadOnlySpan<byte> attributes = message.Body(InterfaceHeaderLength);
        uint flags = MemoryMarshal.Read<uint>(message.Payload[8..]);
        bool xdp = false;
        while (NetlinkAttribute.TryRead(ref attributes, out NetlinkAttribute attribute))
        {
            if (attribute.Type == IFLA_XDP)
                xdp = IsAttached(attribute.Value);
        }

        return new Link((flags & IFF_UP) != 0, xdp);
    }

    private static bool IsAttached(ReadOnlySpan<byte> xdp)
    {
        while (NetlinkAttribute.TryRead(ref xdp, out NetlinkAttribute attribute))
        {
            if (attribute.Type == IFLA_XDP_ATTACHED)
                return attribute.UInt8 != 0;
        }

        return false;
    }
}
