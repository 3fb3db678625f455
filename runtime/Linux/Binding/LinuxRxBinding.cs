using System.Net.Sockets;
using Devmem.Backends;
using Devmem.Linux.Interop;
using Devmem.Linux.Netlink;
using Devmem.Linux.Receiving;

namespace Devmem.Linux.Binding;

/// <summary>A receive binding. The kernel keeps it as long as the netlink socket that asked for it is open, and has no other unbind.</summary>
internal sealed class LinuxRxBinding : RxBindingBackend
{
    private readonly ISystemCalls _calls;
    private readonly NetdevClient _owner;
    private readonly long _dmabufLength;
    private readonly KnownBindings _known;

    internal LinuxRxBinding(ISystemCalls calls, NetdevClient owner, uint dmabufId, long dmabufLength, AutoreleaseMode autorelease)
    {
        _calls = calls;
        _owner = owner;
        _dmabufLength = dmabufLength;
        DmabufId = dmabufId;
        Autorelease = autorelease;
        _known = KnownBindings.Of(calls);
        _known.Add(dmabufId, dmabufLength);
    }

    internal override uint DmabufId { get; }

    internal override AutoreleaseMode Autorelease { get; }

    internal override SocketBackend Attach(Socket socket)
    {
        // Without autorelease the kernel ties a socket to one binding and refuses the data of others.
        KnownBindings? others = Autorelease == AutoreleaseMode.On ? _known : null;
        return new LinuxSocketBackend(_calls, socket, new DevmemRecords(DmabufId, _dmabufLength, others));
    }

    internal override void Unbind()
    {
        _owner.Dispose();
        _known.Undo(DmabufId);
    }
}
