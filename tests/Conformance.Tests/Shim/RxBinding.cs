extern alias Real;

using System;
using System.Net.Sockets;
using Devmem.Conformance.Running;

namespace Devmem;

/// <summary>The runtime's receive binding.</summary>
public sealed class RxBinding : IDisposable, IHandle
{
    internal RxBinding(Real::Devmem.RxBinding real, AutoreleaseMode mode)
    {
        Inner = real;
        Entry = Run.Current.Ledger.Acquire(HandleKind.RxBinding, null, mode, real.Unbind);
    }

    internal Real::Devmem.RxBinding Inner { get; }

    internal Entry Entry { get; }

    Entry? IHandle.Entry => Entry;

    public uint DmabufId => Inner.DmabufId;

    public AutoreleaseMode Autorelease => Entry.Mode;

    public DevmemSocket Attach(Socket socket)
    {
        try
        {
            Run.Current.MayThrow();
            if (Entry.HasEnded)
            {
                Run.Current.Misuse(Harm.UseAfterEnd, Entry);
                throw Run.Current.CutHere();
            }

            return new DevmemSocket(Inner.Attach(socket), this, Peers.PeerOf(socket));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public void Unbind()
    {
        if (!Entry.HasEnded)
            Run.Current.Ledger.End(Entry, Inner.Unbind);
    }

    public void Dispose() => Unbind();
}
