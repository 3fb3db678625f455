using System.Net.Sockets;

namespace Devmem.Backends;

/// <summary>A receive binding: on Linux the netlink socket that keeps it bound.</summary>
internal abstract class RxBindingBackend
{
    /// <summary>The id the kernel gave.</summary>
    internal abstract uint DmabufId { get; }

    /// <summary>The mode the binding really has; readable after <see cref="Unbind"/> too.</summary>
    internal abstract AutoreleaseMode Autorelease { get; }

    /// <summary>
    /// Takes over a connected TCP socket (the handle has checked type and connection). Where it throws, the caller disposes the socket.
    /// </summary>
    internal abstract SocketBackend Attach(Socket socket);

    /// <summary>Undoes the binding. Called once; sockets that are open go on as the kernel has it.</summary>
    internal abstract void Unbind();
}
