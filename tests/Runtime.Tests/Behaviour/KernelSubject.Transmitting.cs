using System;
using System.Net.Sockets;
using Devmem.Backends;
using Devmem.Simulation;

namespace Devmem.Runtime.Tests;

/// <summary>Who asks for a binding, and of what driver.</summary>
[Flags]
internal enum Binder
{
    Able = 0,
    Unprivileged = 1,
    IncapableDriver = 2,
}

/// <summary>The side that sends out of a dmabuf.</summary>
internal abstract partial class KernelSubject
{
    internal virtual TxBindingBackend BindTx(DmabufMemory memory) => throw new NotSupportedException();

    /// <summary>Asks for a binding and ends it; throws what the kernel answers.</summary>
    internal virtual void TryBind(bool receive, DmabufMemory memory, Binder binder) => throw new NotSupportedException();

    /// <summary>A connection whose near end sends out of a binding.</summary>
    internal virtual (SenderBackend Sender, Socket Peer) ConnectSender(TxBindingBackend binding)
    {
        (Socket near, Socket peer) = Connect();
        return (binding.Attach(near), peer);
    }

    /// <summary>The same, but its route leaves through another device than the binding's.</summary>
    internal virtual (SenderBackend Sender, Socket Peer) ConnectElsewhere(TxBindingBackend binding) => throw new NotSupportedException();

    /// <summary>One sendmsg that does not wait; how many bytes were taken, 0 where the send buffer is full. No completion of it is told by the sender.</summary>
    internal virtual int SendOnce(SenderBackend sender, uint dmabufId, long offset, int length, SendFlags flags) => throw new NotSupportedException();

    /// <summary>One message of the error queue; null while there is none.</summary>
    internal virtual SendRange? TakeCompletion(SenderBackend sender) => throw new NotSupportedException();

    /// <summary>Lets nothing out, or what waits.</summary>
    internal virtual void HoldSends(bool hold) => throw new NotSupportedException();

    internal virtual void LimitSendBuffer(SenderBackend sender, int bytes) => throw new NotSupportedException();

    /// <summary>The kernel's next number for a send.</summary>
    internal virtual void StartCount(SenderBackend sender, uint number) => throw new NotSupportedException();
}
