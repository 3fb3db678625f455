using System.Net.Sockets;
using Devmem.Backends;
using Devmem.Linux.Interop;
using Devmem.Linux.Netlink;
using Devmem.Linux.Sending;

namespace Devmem.Linux.Binding;

/// <summary>A transmit binding, kept by its netlink socket as a receive binding is.</summary>
internal sealed class LinuxTxBinding(ISystemCalls calls, NetdevClient owner, uint dmabufId, long dmabufLength, string interfaceName) : TxBindingBackend
{
    internal override uint DmabufId => dmabufId;

    internal override SenderBackend Attach(Socket socket) => new LinuxSenderBackend(calls, socket, dmabufId, dmabufLength, interfaceName);

    internal override void Unbind() => owner.Dispose();
}
