extern alias Real;

using System;
using Devmem.Conformance.Running;

namespace Devmem;

/// <summary>The runtime's batch. A misuse is noted and then does nothing, as the analyzers assume of what comes after it.</summary>
public sealed class FragmentBatch : IDisposable, IHandle
{
    private readonly DevmemSocket _socket;
    private readonly int _count;
    private readonly int _linearBytes;
    private readonly bool _endOfStream;

    internal FragmentBatch(Real::Devmem.FragmentBatch real, DevmemSocket socket)
    {
        Inner = real;
        _socket = socket;
        Entry = Run.Current.Ledger.Acquire(HandleKind.Batch, socket.Entry, socket.Entry.Mode, real.Dispose, owes: Tokens(real) > 0);
        Entry.Length = Tokens(real);
        (_count, _linearBytes, _endOfStream) = (real.Count, real.LinearBytes, real.EndOfStream);
    }

    internal Real::Devmem.FragmentBatch Inner { get; }

    internal Entry Entry { get; }

    Entry? IHandle.Entry => Entry;

    public int Count => Read(_count);

    public int LinearBytes => Read(_linearBytes);

    public bool EndOfStream => Read(_endOfStream);

    public Fragment this[int index] => IsUsable() ? new Fragment(Inner[index]) : default;

    /// <summary>To step through a batch is to read it, and reads do not throw.</summary>
    public Enumerator GetEnumerator() => new(IsUsable() ? this : null);

    public DevmemToken Detach(int index)
    {
        Run.Current.MayThrow();
        if (!IsUsable())
            throw Run.Current.CutHere();
        DevmemToken token = new(Inner.Detach(index), _socket);
        Entry.Detached++;
        return token;
    }

    public void Release()
    {
        if (Entry.HasEnded)
        {
            Run.Current.Misuse(Harm.DoubleRelease, Entry);
            Refused.Expect(Inner.Release);
            return;
        }

        Run.Current.Ledger.End(Entry, () => Refused.Allow(Inner.Release));
    }

    public void Dispose()
    {
        if (!Entry.HasEnded)
            Run.Current.Ledger.End(Entry, Inner.Dispose);
    }

    /// <summary>A property has one value for as long as there is the batch, noted misuse or not.</summary>
    private T Read<T>(T value)
    {
        IsUsable();
        return value;
    }

    /// <summary>Fragments that hold a page. After the unbind, data comes as ordinary bytes.</summary>
    private static int Tokens(Real::Devmem.FragmentBatch real)
    {
        int count = 0;
        foreach (Real::Devmem.Fragment fragment in real)
            count += fragment.IsLinear ? 0 : 1;
        return count;
    }

    internal bool IsUsable()
    {
        if (Entry.HasEnded)
            Run.Current.Misuse(Harm.UseAfterEnd, Entry);
        return !Entry.HasEnded;
    }

    public struct Enumerator
    {
        private readonly FragmentBatch? _batch;
        private int _at;

        internal Enumerator(FragmentBatch? batch)
        {
            _batch = batch;
            _at = -1;
        }

        public readonly Fragment Current => _batch![_at];

        public bool MoveNext() => ++_at < (_batch?.Count ?? 0);
    }
}
