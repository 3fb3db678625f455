using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Devmem.Backends;
using Devmem.Linux.Interop;
using Devmem.Linux.Netlink;

namespace Devmem.Linux.Tests.Support;

/// <summary>Makes interfaces in this thread's namespace by rtnetlink, so that no tool needs to be installed.</summary>
internal static class VirtualLinks
{
    private const ushort RTM_NEWLINK = 16;
    private const ushort NLM_F_EXCL = 0x200;
    private const ushort NLM_F_CREATE = 0x400;
    private const int InterfaceHeaderLength = 16;
    private const ushort IFLA_IFNAME = 3;
    private const ushort IFLA_LINKINFO = 18;
    private const ushort IFLA_INFO_KIND = 1;
    private const ushort IFLA_INFO_DATA = 2;
    private const ushort VETH_INFO_PEER = 1;
    private const ushort IFLA_NUM_RX_QUEUES = 32;
    private const ushort IFLA_NET_NS_FD = 28;
    private const ushort RTM_NEWADDR = 20;
    private const int AddressHeaderLength = 8;
    private const ushort IFA_LOCAL = 2;
    private const uint IFF_UP = 1;

    /// <summary>A pair of Ethernet interfaces, back to back, both down.</summary>
    internal static void AddPair(string name, string peer, uint queues = 1) => Create("veth", name, request => request
        .AddNest(IFLA_INFO_DATA, data => data.AddNest(VETH_INFO_PEER, end => AddEnd(end, peer, queues))), queues);

    /// <summary>A pair whose far end lies in the namespace of a descriptor.</summary>
    internal static void AddPairAcross(string name, string peer, int peerNamespace) => Create("veth", name, request => request
        .AddNest(IFLA_INFO_DATA, data => data.AddNest(VETH_INFO_PEER, end =>
        {
            AddEnd(end, peer, queues: 1);
            end.Add(IFLA_NET_NS_FD, (uint)peerNamespace);
        })), queues: 1);

    /// <summary>Gives an interface of this thread's namespace an IPv4 address.</summary>
    internal static void SetAddress(string name, IPAddress address, byte prefix)
    {
        var request = new NetlinkRequest(RTM_NEWADDR, Nl.NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL, AddressHeaderLength);
        Assert.Equal(0, NetworkInterfaceControl.TryGetIndex(LinuxSystemCalls.Instance, name, out uint index));
        request.Header[0] = (byte)AddressFamily.InterNetwork;
        request.Header[1] = prefix;
        MemoryMarshal.Write(request.Header[4..], index);
        Assert.Equal(0, Ask(request.Add(IFA_LOCAL, address.GetAddressBytes())).Errno);
    }

    internal static void Add(string kind, string name) => Create(kind, name, request => request, queues: 1);

    internal static void SetUp(string name)
    {
        var request = new NetlinkRequest(RTM_NEWLINK, Nl.NLM_F_ACK, InterfaceHeaderLength);
        Assert.Equal(0, NetworkInterfaceControl.TryGetIndex(LinuxSystemCalls.Instance, name, out uint index));
        MemoryMarshal.Write(request.Header[4..], index);
        MemoryMarshal.Write(request.Header[8..], IFF_UP);
        MemoryMarshal.Write(request.Header[12..], IFF_UP);
        Assert.Equal(0, Ask(request).Errno);
    }

    private static void Create(string kind, string name, Func<NetlinkRequest, NetlinkRequest> data, uint queues)
    {
        var request = new NetlinkRequest(RTM_NEWLINK, Nl.NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL, InterfaceHeaderLength);
        request.Add(IFLA_IFNAME, name).Add(IFLA_NUM_RX_QUEUES, queues).AddNest(IFLA_LINKINFO, info => data(info.Add(IFLA_INFO_KIND, kind)));
        NetlinkStatus status = Ask(request);
        Assert.SkipUnless(status.Errno == 0, $"this kernel makes no {kind} interface: {Errno.Describe(status.Errno)} {status.Ack.Text}");
    }

    /// <summary>The far end is described as a message of its own: struct ifinfomsg, then attributes.</summary>
    private static void AddEnd(NetlinkRequest nest, string name, uint queues)
    {
        nest.AddRaw(new byte[InterfaceHeaderLength]);
        nest.Add(IFLA_IFNAME, name).Add(IFLA_NUM_RX_QUEUES, queues);
    }

    private static NetlinkStatus Ask(NetlinkRequest request)
    {
        using var client = new NetlinkClient(LinuxSystemCalls.Instance, Nl.NETLINK_ROUTE);
        return client.Ask(request, _ => true, out List<bool> _);
    }
}
