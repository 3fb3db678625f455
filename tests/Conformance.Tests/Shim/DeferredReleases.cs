extern alias Real;

using System;
using Devmem.Conformance.Running;

namespace Devmem;

/// <summary>The runtime's deferred releases.</summary>
public sealed class DeferredReleases : IDisposable, IHandle
{
    private readonly Real::Devmem.DeferredReleases _inner = new();

    public DeferredReleases()
    {
        Run.Current.MayThrow();
        Entry = Run.Current.Ledger.Acquire(HandleKind.Deferred, null, AutoreleaseMode.Off, _inner.Dispose);
    }

    internal Entry Entry { get; }

    Entry? IHandle.Entry => Entry;

    public void Add(FragmentBatch batch, IReleaseFence fence)
    {
        CheckUse();
        if (!batch.IsUsable())
            return;
        Refused.Allow(() => _inner.Add(batch.Inner, new Fence(fence)));
        HandOver(batch.Entry);
    }

    public void Add(DevmemToken token, IReleaseFence fence)
    {
        CheckUse();
        if (!token.IsUsable())
            return;
        Refused.Allow(() => _inner.Add(token.Inner, new Fence(fence)));
        HandOver(token.Entry!);
    }

    public int ReleaseCompleted()
    {
        Run.Current.MayThrow();
        CheckUse();
        return Entry.HasEnded ? 0 : _inner.ReleaseCompleted();
    }

    public void Dispose()
    {
        if (!Entry.HasEnded)
            Run.Current.Ledger.End(Entry, _inner.Dispose);
    }

    private void CheckUse()
    {
        if (Entry.HasEnded)
            Run.Current.Misuse(Harm.UseAfterEnd, Entry);
    }

    /// <summary>A hand-over that throws has handed over.</summary>
    private void HandOver(Entry entry)
    {
        Run.Current.Ledger.Move(entry, Entry);
        Run.Current.MayThrow();
    }

    private sealed class Fence(IReleaseFence fence) : Real::Devmem.IReleaseFence
    {
        public bool IsSignalled => fence.IsSignalled;

        public void Wait() => fence.Wait();
    }
}

/// <summary>The runtime's fence.</summary>
public interface IReleaseFence
{
    bool IsSignalled { get; }

    void Wait();
}
