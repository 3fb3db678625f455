using System;
using System.Net.Sockets;
using Devmem.Backends;
using Devmem.Simulation;

namespace Devmem.Runtime.Tests;

/// <summary>A kernel that the rows are run on. A real one answers what it can and leaves the rest to the needs of the rows.</summary>
internal abstract partial class KernelSubject : IDisposable
{
    /// <summary>Whether it meets a need of a row.</summary>
    internal abstract bool Offers(string need);

    internal abstract DmabufMemory CreateMemory(int pages);

    internal abstract RxBindingBackend Bind(DmabufMemory memory, int queue, AutoreleaseMode? mode);

    /// <summary>Two connected sockets: the one that receives, and its peer.</summary>
    internal virtual (Socket Near, Socket Peer) Connect() => Loopback.Connect();

    /// <summary>Lets the peer of a socket send so many bytes, and waits until they are there or surely never will be.</summary>
    internal virtual void Send(SocketBackend socket, int bytes, Action send) => send();

    /// <summary>A socket whose traffic is ordinary, whatever is bound.</summary>
    internal abstract SocketBackend ConnectPlain(Socket near);

    internal virtual ReceiveStatus Receive(SocketBackend socket, Span<byte> linear, RecordBuffer records, ReceiveFlags flags) =>
        flags == ReceiveFlags.None ? socket.TryReceive(linear, records) : throw new NotSupportedException();

    internal virtual void Queue(SocketBackend socket) => throw new NotSupportedException();

    internal virtual void Steer(SocketBackend socket, RxBindingBackend binding) => throw new NotSupportedException();

    /// <summary>Null: this kernel cannot show it now.</summary>
    internal virtual int? FreePages(RxBindingBackend binding) => throw new NotSupportedException();

    internal virtual AutoreleaseMode? LockedMode() => throw new NotSupportedException();

    internal virtual void PassSecond() => throw new NotSupportedException();

    internal virtual void PeersRespond(bool respond) => throw new NotSupportedException();

    public abstract void Dispose();
}
