using System;
using System.Net.Sockets;

namespace Devmem;

/// <summary>What both kinds of Attach ask of the socket they take over.</summary>
internal static class ConnectedSocket
{
    /// <summary>Refuses what is no connected TCP socket: on UDP the kernel would ignore the devmem message and send process memory.</summary>
    internal static void Check(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        if (socket.SocketType != SocketType.Stream || socket.ProtocolType != ProtocolType.Tcp)
            throw new ArgumentException("Devmem TCP takes a TCP socket.", nameof(socket));
        if (!socket.Connected)
            throw new ArgumentException("The socket must be connected.", nameof(socket));
    }
}
