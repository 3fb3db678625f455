extern alias Real;

using System;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Conformance.Running;

namespace Devmem;

/// <summary>The runtime's socket. What a receive brings is a decision of the run, which the peer then sends.</summary>
public sealed class DevmemSocket : IDisposable, IHandle
{
    private const int MostBatches = 5;

    private readonly Socket _peer;
    private int _batches;
    private bool _finished;

    internal DevmemSocket(Real::Devmem.DevmemSocket real, RxBinding binding, Socket peer)
    {
        Inner = real;
        Binding = binding;
        _peer = peer;
        Entry = Run.Current.Ledger.Acquire(HandleKind.Socket, binding.Entry, binding.Entry.Mode, real.Close);
    }

    internal Real::Devmem.DevmemSocket Inner { get; }

    internal Entry Entry { get; }

    Entry? IHandle.Entry => Entry;

    public RxBinding Binding { get; }

    public Socket Socket => Inner.Socket;

    public FragmentBatch Receive(Span<byte> linear)
    {
        Run.Current.MayThrow();
        CheckUse();
        Feed(canBlock: false);
        return Take(linear);
    }

    public bool TryReceive(Span<byte> linear, [NotNullWhen(true)] out FragmentBatch? batch)
    {
        batch = null;
        Run.Current.MayThrow();
        CheckUse();
        if (!Feed(canBlock: true))
            return false;
        batch = Take(linear);
        return true;
    }

    public ValueTask<FragmentBatch> ReceiveAsync(Memory<byte> linear, CancellationToken cancellationToken = default)
    {
        try
        {
            return ValueTask.FromResult(Receive(linear.Span));
        }
        catch (Exception exception) when (exception is not CutException)
        {
            return ValueTask.FromException<FragmentBatch>(exception);
        }
    }

    public int Release(ReadOnlySpan<DevmemToken> tokens)
    {
        if (Entry.HasEnded)
            Run.Current.Misuse(Harm.UseAfterEnd, Entry);
        int count = 0;
        foreach (DevmemToken token in tokens)
            count += token.ReleaseThrough(this) ? 1 : 0;
        return count;
    }

    public void Close()
    {
        if (!Entry.HasEnded)
            Run.Current.Ledger.End(Entry, Inner.Close);
    }

    public void Dispose() => Close();

    private void CheckUse()
    {
        if (!Entry.HasEnded)
        {
            if (Binding.Entry.HasEnded)
                Run.Current.Misuse(Harm.ReceiveAfterUnbind, Entry);
            return;
        }

        Run.Current.Misuse(Harm.UseAfterEnd, Entry);
        throw Run.Current.CutHere();
    }

    /// <summary>Lets the peer send two or three pages, or finish, or, where the caller does not wait, nothing. After some batches the stream ends.</summary>
    private bool Feed(bool canBlock)
    {
        int what = _finished ? 1
            : _batches < MostBatches ? Run.Current.Choose(canBlock ? 3 : 2)
            : 1 + (canBlock ? Run.Current.Choose(2) : 0);
        if (what == 2)
            return false;
        if (what == 1)
        {
            if (!_finished)
                _peer.Shutdown(SocketShutdown.Send);
            _finished = true;
            return true;
        }

        _batches++;
        _peer.Send(new byte[World.PageSize * Run.Current.ChooseFragments()]);
        return true;
    }

    private FragmentBatch Take(Span<byte> linear)
    {
        try
        {
            return new FragmentBatch(Inner.Receive(linear), this);
        }
        catch (Real::Devmem.DevmemException)
        {
            // Refused after the unbind, which has been noted above.
            throw Run.Current.CutHere();
        }
    }
}
