using System;
using System.Net;
using System.Net.Sockets;

namespace Devmem.Linux.Tests.Support;

/// <summary>Two ends of one TCP connection on an address of this thread's network namespace.</summary>
internal sealed class TcpPair : IDisposable
{
    internal TcpPair(IPAddress? address = null)
    {
        address ??= IPAddress.Loopback;
        using var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(address, 0));
        listener.Listen(1);
        Peer = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Peer.Connect(listener.LocalEndPoint!);
        Local = listener.Accept();
        Local.NoDelay = true;
    }

    /// <summary>The end under test.</summary>
    internal Socket Local { get; }

    internal Socket Peer { get; }

    public void Dispose()
    {
        Local.Dispose();
        Peer.Dispose();
    }
}
