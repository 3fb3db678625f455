using System;
using System.Collections.Generic;
using System.Net.Sockets;
using Devmem.Runtime.Tests;

namespace Devmem.Linux.Tests.Support;

/// <summary>The public handles on a NIC that fetches out of a dmabuf: a udmabuf full of a pattern, bound for sending, and connections over the wire.</summary>
internal sealed class Transmission : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly List<Socket> _peers = [];

    internal Transmission(int pages = 16)
    {
        Nic = DeliveringNic.Require();
        Nic.Reset();
        Device = DevmemDevice.Open(Nic.Name);
        Assert.SkipUnless(Device.Capabilities.CanBindTx == true, $"this kernel or the driver of {Nic.Name} cannot send out of a dmabuf");
        Memory = Dmabuf.CreateUdmabuf((long)pages * Environment.SystemPageSize);
        Content = Loopback.Pattern((int)Memory.Length, seed: pages);
        Memory.CopyFrom(0, Content);
        Binding = Device.BindTx(Memory);
    }

    internal DeliveringNic Nic { get; }

    internal DevmemDevice Device { get; }

    internal Dmabuf Memory { get; }

    /// <summary>What the dmabuf holds at first.</summary>
    internal byte[] Content { get; }

    internal TxBinding Binding { get; }

    internal byte[] Range(int offset, int length) => Content[offset..(offset + length)];

    internal (DevmemSender Sender, Socket Peer) Connect()
    {
        (Socket near, Socket peer) = Nic.Connect();
        near.NoDelay = true;
        peer.ReceiveTimeout = (int)s_patience.TotalMilliseconds;
        _peers.Add(peer);
        return (Binding.Attach(near), peer);
    }

    /// <summary>Takes so many bytes off the peer's end, or fails.</summary>
    internal static byte[] Take(Socket peer, int length)
    {
        byte[] bytes = new byte[length];
        for (int got = 0; got < length;)
        {
            int more = peer.Receive(bytes.AsSpan(got));
            Assert.True(more > 0, $"the stream ended after {got} of {length} bytes");
            got += more;
        }

        return bytes;
    }

    public void Dispose()
    {
        Nic.Reset();
        _peers.ForEach(peer => peer.Dispose());
        Binding.Dispose();
        Memory.Dispose();
        Device.Dispose();
        Nic.Dispose();
    }
}
