using System.Net.Sockets;
using Devmem.Backends;
using Devmem.Linux.Interop;
using Devmem.Linux.Netlink;
using Devmem.Linux.Receiving;

namespace Devmem.Linux.Binding;

/// <summary>A receive binding. The kernel keeps it as long as the netlink socket that asked for it is open, and has no other unbind.</summary>
internal sealed class LinuxRxBinding(ISystemCalls calls, NetdevClient owner, uint dmabufId, long dmabufLength, AutoreleaseMode autorelease)
    : RxBindingBackend
{
    internal override uint DmabufId => dmabufId;

    internal override AutoreleaseMode Autorelease => autorelease;

    internal override SocketBackend Attach(Socket socket) => new LinuxSocketBackend(calls, socket, dmabufId, dmabufLength);

    internal override void Unbind() => owner.Dispose();
}
