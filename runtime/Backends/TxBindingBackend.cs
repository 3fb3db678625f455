using System.Net.Sockets;

namespace Devmem.Backends;

/// <summary>A transmit binding: on Linux the netlink socket that keeps it bound.</summary>
internal abstract class TxBindingBackend
{
    /// <summary>The id the kernel gave, never 0: id 0 in a send would make the kernel read process memory.</summary>
    internal abstract uint DmabufId { get; }

    /// <summary>
    /// Takes over a connected TCP socket (the handle has checked type and connection) and sets SO_ZEROCOPY on it. Where it throws, the
    /// caller disposes the socket.
    /// </summary>
    internal abstract SenderBackend Attach(Socket socket);

    /// <summary>Undoes the binding. Called once; data in flight keeps the memory.</summary>
    internal abstract void Unbind();
}
