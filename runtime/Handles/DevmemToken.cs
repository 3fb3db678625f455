using System;
using System.Globalization;
using Devmem.Backends;

namespace Devmem;

/// <summary>A fragment that the application holds. Copies of the struct are the same token: one release ends them all.</summary>
[MustRelease(AutoreleasedOnClose = true)]
public readonly struct DevmemToken : IDisposable, IEquatable<DevmemToken>
{
    internal DevmemToken(DevmemSocket owner, int slot, ulong stamp)
    {
        Owner = owner;
        Slot = slot;
        Stamp = stamp;
    }

    /// <summary>The kernel's number: in <see cref="AutoreleaseMode.On"/> unique on its socket while held, in <see cref="AutoreleaseMode.Off"/> the page's index. 0 for a default token.</summary>
    /// <exception cref="ObjectDisposedException">The token was released.</exception>
    public uint Value => Read().Token;

    /// <summary>Bytes into the dmabuf.</summary>
    /// <exception cref="ObjectDisposedException">The token was released.</exception>
    public long Offset => Read().Offset;

    /// <summary>Bytes.</summary>
    /// <exception cref="ObjectDisposedException">The token was released.</exception>
    public int Length => Read().Length;

    /// <summary>Which binding's dmabuf <see cref="Offset"/> is in, where a socket is fed from more than one; 0 for a default token.</summary>
    /// <exception cref="ObjectDisposedException">The token was released.</exception>
    public uint DmabufId => Read().DmabufId;

    /// <summary>A default token names nothing and owes nothing.</summary>
    [OwesNothingWhen(true)]
    public bool IsDefault => Owner is null;

    [NotOwning]
    internal DevmemSocket? Owner { get; }

    /// <summary>Neither default nor ended.</summary>
    internal bool IsHeld => Owner is not null && Owner.Tokens.TryRead(Slot, Stamp, out _);

    internal int Slot { get; }

    internal ulong Stamp { get; }

    /// <summary>The same token.</summary>
    public static bool operator ==(DevmemToken left, DevmemToken right) => left.Equals(right);

    /// <summary>Another token.</summary>
    public static bool operator !=(DevmemToken left, DevmemToken right) => !left.Equals(right);

    /// <summary>Returns the fragment to the NIC. Does nothing for a default token.</summary>
    /// <exception cref="InvalidOperationException">It was released before, through this copy or another. The kernel was not asked.</exception>
    /// <exception cref="ObjectDisposedException">The socket was closed and can return nothing.</exception>
    /// <exception cref="DevmemException">The kernel refused; the token is held as before.</exception>
    [Releases]
    public void Release() => Owner?.ReleaseOne(this);

    /// <summary>The same as <see cref="Release"/>, but a second call does nothing, and so does one after the socket's close.</summary>
    [Releases]
    public void Dispose() => Owner?.DisposeOne(this);

    /// <summary>Ends it in the books of the socket that received it; whoever asked returns it, or takes that back. False: it had ended.</summary>
    [Releases]
    internal bool TryClaim(out FragmentRecord record) => Owner!.Tokens.TryClaim(Slot, Stamp, out record);

    /// <summary>True for copies of one token.</summary>
    public bool Equals(DevmemToken other) => Owner == other.Owner && Stamp == other.Stamp;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DevmemToken other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Owner, Stamp);

    /// <summary>The number, place and length, or that it has ended.</summary>
    public override string ToString()
    {
        if (Owner is null)
            return "default";
        return Owner.Tokens.TryRead(Slot, Stamp, out FragmentRecord record)
            ? string.Create(CultureInfo.InvariantCulture, $"token {record.Token} at {record.Offset}, {record.Length} bytes")
            : "released token";
    }

    private FragmentRecord Read()
    {
        if (Owner is null)
            return default;
        ObjectDisposedException.ThrowIf(!Owner.Tokens.TryRead(Slot, Stamp, out FragmentRecord record), typeof(DevmemToken));
        return record;
    }
}
