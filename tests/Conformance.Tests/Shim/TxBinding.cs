extern alias Real;

using System;
using System.Net.Sockets;
using Devmem.Conformance.Running;

namespace Devmem;

/// <summary>The runtime's transmit binding.</summary>
public sealed class TxBinding : IDisposable, IHandle
{
    internal TxBinding(Real::Devmem.TxBinding real)
    {
        Inner = real;
        Entry = Run.Current.Ledger.Acquire(HandleKind.TxBinding, null, AutoreleaseMode.Off, real.Unbind);
    }

    internal Real::Devmem.TxBinding Inner { get; }

    internal Entry Entry { get; }

    Entry? IHandle.Entry => Entry;

    public uint DmabufId => Inner.DmabufId;

    public DevmemSender Attach(Socket socket)
    {
        try
        {
            Run.Current.MayThrow();
            if (Entry.HasEnded)
            {
                Run.Current.Misuse(Harm.UseAfterEnd, Entry);
                throw Run.Current.CutHere();
            }

            return new DevmemSender(Inner.Attach(socket), Entry);
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
