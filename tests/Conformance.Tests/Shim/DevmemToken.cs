extern alias Real;

using System;
using Devmem.Conformance.Running;

namespace Devmem;

/// <summary>The runtime's token: a struct whose copies are one token.</summary>
public readonly struct DevmemToken : IDisposable, IEquatable<DevmemToken>, IHandle
{
    private readonly Held? _held;

    internal DevmemToken(Real::Devmem.DevmemToken real, DevmemSocket socket) => _held = new Held(real, socket);

    Entry? IHandle.Entry => _held?.Entry;

    public uint Value => IsUsable() ? _held!.Inner.Value : 0;

    public long Offset => IsUsable() ? _held!.Inner.Offset : 0;

    public int Length => IsUsable() ? _held!.Inner.Length : 0;

    public bool IsDefault => _held is null;

    internal Entry? Entry => _held?.Entry;

    internal Real::Devmem.DevmemToken Inner => _held?.Inner ?? default;

    public static bool operator ==(DevmemToken left, DevmemToken right) => left.Equals(right);

    public static bool operator !=(DevmemToken left, DevmemToken right) => !left.Equals(right);

    public void Release()
    {
        if (_held is not { } held)
            return;
        if (held.Entry.HasEnded)
        {
            Run.Current.Misuse(Harm.DoubleRelease, held.Entry);
            Refused.Expect(() => held.Inner.Release());
            return;
        }

        Run.Current.Ledger.End(held.Entry, () => Refused.Allow(() => held.Inner.Release()));
    }

    public void Dispose()
    {
        if (_held is { } held && !held.Entry.HasEnded)
            Run.Current.Ledger.End(held.Entry, () => held.Inner.Dispose());
    }

    public bool Equals(DevmemToken other) => _held == other._held;

    public override bool Equals(object? obj) => obj is DevmemToken other && Equals(other);

    public override int GetHashCode() => _held?.GetHashCode() ?? 0;

    /// <summary>A release through a socket: the wrong one is noted, and counts as the release.</summary>
    internal bool ReleaseThrough(DevmemSocket socket)
    {
        if (_held is not { } held)
            return false;
        if (held.Entry.HasEnded)
        {
            Run.Current.Misuse(Harm.DoubleRelease, held.Entry);
            Refused.Expect(() => held.Inner.Release());
            return false;
        }

        if (socket != held.Socket)
        {
            if (socket.Entry.Mode == AutoreleaseMode.On || socket.Binding != held.Socket.Binding)
                Run.Current.Misuse(Harm.ReleaseElsewhere, held.Entry);
            Refused.Allow(() => socket.Inner.Release([held.Inner]));
        }

        Run.Current.Ledger.End(held.Entry, () => held.Inner.Dispose());
        return true;
    }

    internal bool IsUsable()
    {
        if (_held is not { } held)
            return false;
        if (held.Entry.HasEnded)
            Run.Current.Misuse(Harm.UseAfterEnd, held.Entry);
        return !held.Entry.HasEnded;
    }

    private sealed class Held
    {
        internal Held(Real::Devmem.DevmemToken inner, DevmemSocket socket)
        {
            Inner = inner;
            Socket = socket;
            Entry = Run.Current.Ledger.Acquire(HandleKind.Token, socket.Entry, socket.Entry.Mode, () => Inner.Dispose());
        }

        internal Real::Devmem.DevmemToken Inner { get; }

        internal DevmemSocket Socket { get; }

        internal Entry Entry { get; }
    }
}
