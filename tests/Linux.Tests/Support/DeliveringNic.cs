using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Devmem.Linux.Interop;
using Devmem.Linux.Netlink;
using Microsoft.Win32.SafeHandles;

namespace Devmem.Linux.Tests.Support;

/// <summary>
/// A NIC that really delivers into a dmabuf, and a peer on its wire, as the environment names them:
/// DEVMEM_TEST_NIC="interface,peer's network namespace,peer's IPv4 address[,folder of the NIC's own options]". The interface has four
/// receive queues or more, is up, splits headers, cuts segments of 4,096 bytes (an MTU of 4,148) and takes n-tuple rules; queue 0 is for
/// the rest. The folder is for a test NIC: a file for each option of the "nic" lines of the rows, whose count of segments
/// begins anew when one is written, and "cut" for the wire.
/// </summary>
internal sealed unsafe class DeliveringNic : IDisposable
{
    private const uint SIOCETHTOOL = 0x8946;
    private const uint ETHTOOL_SRXCLSRLDEL = 0x31;
    private const uint ETHTOOL_SRXCLSRLINS = 0x32;
    private const uint TCP_V4_FLOW = 1;
    private const byte ETHTOOL_MSG_RINGS_SET = 16;
    private const ushort ETHTOOL_A_RINGS_HEADER = 1;
    private const ushort ETHTOOL_A_HEADER_DEV_NAME = 2;
    private const ushort ETHTOOL_A_RINGS_TCP_DATA_SPLIT = 11;
    private const uint AnyLocation = 0xffffffff;
    private const int RulesLength = 192; // struct ethtool_rxnfc: u32 cmd, u32 flow type, u64 data, then the rule
    private const int Rule = 16;
    private const int DestinationPort = Rule + 4 + 10;
    private const int DestinationMask = DestinationPort + 52 + 20;
    private const int RingCookie = Rule + 152;
    private const int Location = Rule + 160;

    private readonly SafeFileHandle _far;
    private readonly IPAddress _peer;
    private readonly string? _options;

    private DeliveringNic(string[] words)
    {
        Name = words[0];
        _far = File.OpenHandle(words[1]);
        _peer = IPAddress.Parse(words[2]);
        _options = words.Length > 3 ? words[3] : null;
    }

    internal string Name { get; }

    internal bool HasOptions => _options is not null;

    /// <summary>Skips where there is none.</summary>
    internal static DeliveringNic Require()
    {
        Kernel.RunningKernel.Require();
        string? words = Environment.GetEnvironmentVariable("DEVMEM_TEST_NIC");
        Assert.SkipWhen(words is null, "no NIC of this machine delivers into a dmabuf (DEVMEM_TEST_NIC names none)");
        return new DeliveringNic(words!.Split(','));
    }

    /// <summary>A connection over the wire, both ends made here.</summary>
    internal (Socket Near, Socket Peer) Connect()
    {
        using SafeFileHandle here = PrivateNamespace.Open();
        using Socket listener = InFarNamespace(here, () =>
        {
            Socket socket = Tcp();
            socket.Bind(new IPEndPoint(_peer, 0));
            socket.Listen(1);
            return socket;
        });
        Socket near = Tcp();
        near.Connect(listener.LocalEndPoint!);
        Socket peer = listener.Accept();
        peer.NoDelay = true;
        return (near, peer);
    }

    /// <summary>Sends what arrives for a socket to a queue.</summary>
    /// <returns>Where the rule stands, for <see cref="Forget"/>.</returns>
    internal uint Steer(Socket near, int queue)
    {
        Span<byte> rules = stackalloc byte[RulesLength];
        rules.Clear();
        MemoryMarshal.Write(rules, ETHTOOL_SRXCLSRLINS);
        MemoryMarshal.Write(rules[Rule..], TCP_V4_FLOW);
        BinaryPrimitives.WriteUInt16BigEndian(rules[DestinationPort..], (ushort)((IPEndPoint)near.LocalEndPoint!).Port);
        BinaryPrimitives.WriteUInt16BigEndian(rules[DestinationMask..], ushort.MaxValue);
        MemoryMarshal.Write(rules[RingCookie..], (ulong)queue);
        MemoryMarshal.Write(rules[Location..], AnyLocation);
        Ask(rules);
        return MemoryMarshal.Read<uint>(rules[Location..]);
    }

    internal void Forget(uint rule)
    {
        Span<byte> rules = stackalloc byte[RulesLength];
        rules.Clear();
        MemoryMarshal.Write(rules, ETHTOOL_SRXCLSRLDEL);
        MemoryMarshal.Write(rules[Location..], rule);
        Ask(rules);
    }

    /// <summary>ethtool -G tcp-data-split on or off.</summary>
    internal void SplitHeaders(bool on)
    {
        using var client = new NetlinkClient(LinuxSystemCalls.Instance, Nl.NETLINK_GENERIC);
        NetlinkFamily family = NetlinkFamily.Resolve(client, "ethtool", out _)!;
        NetlinkRequest request = NetlinkRequest.Generic(family.Id, ETHTOOL_MSG_RINGS_SET, version: 1)
            .AddNest(ETHTOOL_A_RINGS_HEADER, header => header.Add(ETHTOOL_A_HEADER_DEV_NAME, Name))
            .Add(ETHTOOL_A_RINGS_TCP_DATA_SPLIT, (byte)(on ? 2 : 1));
        Assert.Equal(0, client.Ask(request, _ => true, out List<bool> _).Errno);
    }

    internal void SetOption(string name, int value) => File.WriteAllText(Path.Combine(_options!, name), FormattableString.Invariant($"{value}"));

    /// <summary>Plain delivery: whole pages, nothing linear, an uncut wire.</summary>
    internal void Reset()
    {
        if (_options is null)
            return;
        foreach ((string name, int value) in ((string, int)[])[("readable", 0), ("linear", 0), ("bytes", 64), ("share", 1), ("cut", 0)])
            SetOption(name, value);
    }

    public void Dispose() => _far.Dispose();

    private static Socket Tcp() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private T InFarNamespace<T>(SafeFileHandle here, Func<T> make)
    {
        ThreadIdentity.Enter(_far);
        try
        {
            return make();
        }
        finally
        {
            ThreadIdentity.Enter(here);
        }
    }

    private void Ask(Span<byte> argument)
    {
        Span<byte> request = stackalloc byte[40]; // struct ifreq
        request.Clear();
        Encoding.UTF8.GetBytes(Name, request);
        fixed (byte* bytes = request, content = argument)
        {
            *(void**)(bytes + 16) = content;
            using Socket any = Tcp();
            int result = LinuxSystemCalls.Instance.Control(any.SafeHandle, SIOCETHTOOL, bytes);
            Assert.True(result >= 0, $"n-tuple rule on {Name}: errno {-result}");
        }
    }
}
