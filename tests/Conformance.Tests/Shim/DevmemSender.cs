extern alias Real;

using System;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Conformance.Running;

namespace Devmem;

/// <summary>The runtime's sender.</summary>
public sealed class DevmemSender : IDisposable, IHandle
{
    private readonly Real::Devmem.DevmemSender _inner;

    internal DevmemSender(Real::Devmem.DevmemSender real, Entry binding)
    {
        _inner = real;
        Entry = Run.Current.Ledger.Acquire(HandleKind.Sender, binding, AutoreleaseMode.Off, real.Close);
    }

    internal Entry Entry { get; }

    Entry? IHandle.Entry => Entry;

    public SendOperation Send(long offset, int length)
    {
        Run.Current.MayThrow();
        if (Entry.HasEnded)
        {
            Run.Current.Misuse(Harm.UseAfterEnd, Entry);
            throw Run.Current.CutHere();
        }

        try
        {
            return new SendOperation(_inner.Send(offset, length), Entry, offset, length);
        }
        catch (Real::Devmem.DevmemException)
        {
            throw Run.Current.CutHere();
        }
    }

    public void Close()
    {
        if (!Entry.HasEnded)
            Run.Current.Ledger.End(Entry, _inner.Close);
    }

    public void Dispose() => Close();
}

/// <summary>The runtime's send operation.</summary>
public sealed class SendOperation : IDisposable, IHandle
{
    private readonly Real::Devmem.SendOperation _inner;

    internal SendOperation(Real::Devmem.SendOperation real, Entry sender, long offset, int length)
    {
        _inner = real;
        Entry = Run.Current.Ledger.Acquire(HandleKind.SendOperation, sender, AutoreleaseMode.Off, real.Dispose);
        (Entry.Offset, Entry.Length) = (offset, length);
    }

    internal Entry Entry { get; }

    Entry? IHandle.Entry => Entry;

    public bool IsCompleted
    {
        get
        {
            if (!Entry.HasEnded)
                return true;
            Run.Current.Misuse(Harm.UseAfterEnd, Entry);
            return true;
        }
    }

    public void Wait() => Dispose();

    public ValueTask WaitAsync(CancellationToken cancellationToken = default)
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose()
    {
        if (!Entry.HasEnded)
            Run.Current.Ledger.End(Entry, _inner.Dispose);
    }
}
