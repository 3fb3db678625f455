using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Netlink;

/// <summary>Asks rtnetlink through which interface packets between two addresses leave.</summary>
internal static class RouteQuery
{
    private const ushort RTM_GETROUTE = 26;
    private const int RouteHeaderLength = 12; // struct rtmsg: family, lengths of destination and source, ...
    private const ushort RTA_DST = 1;
    private const ushort RTA_SRC = 2;
    private const ushort RTA_OIF = 4;
    private const byte AF_INET = 2;
    private const byte AF_INET6 = 10;

    /// <summary>The index of the interface; null where there is no route or the kernel will not say.</summary>
    internal static uint? Interface(ISystemCalls calls, IPAddress source, IPAddress destination)
    {
        try
        {
            using var client = new NetlinkClient(calls, Nl.NETLINK_ROUTE);
            client.Ask(Request(Plain(source), Plain(destination)), Parse, out List<uint> answers);
            return answers.Count > 0 && answers[0] != 0 ? answers[0] : null;
        }
        catch (DevmemException)
        {
            return null;
        }
    }

    internal static uint Parse(NetlinkMessage message)
    {
        ReadOnlySpan<byte> attributes = message.Body(RouteHeaderLength);
        while (NetlinkAttribute.TryRead(ref attributes, out NetlinkAttribute attribute))
        {
            if (attribute.Type == RTA_OIF)
                return attribute.UInt32;
        }

        return 0;
    }

    private static NetlinkRequest Request(IPAddress source, IPAddress destination)
    {
        byte[] from = source.GetAddressBytes(), to = destination.GetAddressBytes();
        var request = new NetlinkRequest(RTM_GETROUTE, Nl.NLM_F_ACK, RouteHeaderLength);
        request.Header[0] = destination.AddressFamily == AddressFamily.InterNetworkV6 ? AF_INET6 : AF_INET;
        request.Header[1] = (byte)(to.Length * 8);
        request.Header[2] = (byte)(from.Length * 8);
        request.Add(RTA_DST, to).Add(RTA_SRC, from);
        return destination.IsIPv6LinkLocal ? request.Add(RTA_OIF, (uint)destination.ScopeId) : request;
    }

    /// <summary>A socket of both families tells an IPv4 address in IPv6 form.</summary>
    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
