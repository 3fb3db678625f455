using System;
using System.Net;
using System.Net.Sockets;

namespace Devmem.Runtime.Tests;

/// <summary>Two connected TCP sockets on loopback.</summary>
internal static class Loopback
{
    internal static (Socket Near, Socket Peer) Connect()
    {
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        Socket peer = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        peer.Connect(listener.LocalEndPoint!);
        return (listener.Accept(), peer);
    }

    internal static byte[] Pattern(int length, int seed = 1)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
