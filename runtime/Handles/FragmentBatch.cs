using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Devmem.Backends;
using Devmem.Books;

namespace Devmem;

/// <summary>Everything that one receive handed over. Its records are pooled; the object is not, so that a stale reference is always caught.</summary>
[MustRelease(AutoreleasedOnClose = true)]
public sealed partial class FragmentBatch : IDisposable
{
    private readonly DevmemSocket _socket;
    private BatchStore? _store;
    private int _linearBytes;
    private ushort _count;
    private bool _endOfStream;
    private volatile bool _released;

    internal FragmentBatch(DevmemSocket socket) => _socket = socket;

    /// <summary>How many fragments there are, linear ones included; 0 only at the end of the stream.</summary>
    /// <exception cref="ObjectDisposedException">The batch was released.</exception>
    [OwesNothingWhen(0)]
    public int Count
    {
        get
        {
            ThrowIfReleased();
            return _count;
        }
    }

    /// <summary>How many bytes of the caller's linear buffer are filled, from its start.</summary>
    /// <exception cref="ObjectDisposedException">The batch was released.</exception>
    public int LinearBytes
    {
        get
        {
            ThrowIfReleased();
            return _linearBytes;
        }
    }

    /// <summary>The peer has finished, and everything it sent was delivered before.</summary>
    /// <exception cref="ObjectDisposedException">The batch was released.</exception>
    [OwesNothingWhen(true)]
    public bool EndOfStream
    {
        get
        {
            ThrowIfReleased();
            return _endOfStream;
        }
    }

    /// <summary>A fragment, in stream order; also one whose token was detached.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ObjectDisposedException">The batch was released.</exception>
    public Fragment this[int index]
    {
        get
        {
            BatchStore? store = Volatile.Read(ref _store);
            ThrowIfReleased();
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _count);
            Fragment fragment = new(store!.Records[index]);

            // The store may have gone back to the pool on another thread while it was read; then what was read is not ours.
            LoadBarrier();
            ThrowIfReleased();
            return fragment;
        }
    }

    /// <summary>Yields the fragments in stream order.</summary>
    /// <exception cref="ObjectDisposedException">The batch was released.</exception>
    public Enumerator GetEnumerator()
    {
        ThrowIfReleased();
        return new Enumerator(this);
    }

    /// <summary>Takes a token out of the batch: the caller owns it from here on.</summary>
    /// <param name="index">The fragment's index; not of a linear one.</param>
    /// <exception cref="ObjectDisposedException">The batch was released.</exception>
    /// <exception cref="InvalidOperationException">The fragment is linear, or its token was detached before.</exception>
    [return: Owning, SameOwnerAs("this")]
    public DevmemToken Detach(int index)
    {
        lock (_socket.Stores)
        {
            ThrowIfReleased();
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _count);
            ref FragmentRecord record = ref _store!.Records[index];
            if (record.IsLinear)
                throw new InvalidOperationException("A linear fragment has no token: its bytes are in the linear buffer.");
            if (record.Gone)
                throw new InvalidOperationException("The token of this fragment was detached before.");
            int slot = _socket.Tokens.Issue(record, out ulong stamp);
            record.Gone = true;
            _socket.NoteDetached(record, index);
            return new DevmemToken(_socket, slot, stamp);
        }
    }

    [NotOwning]
    internal DevmemSocket Socket => _socket;

    internal bool IsReleased => _released;

    internal void Open(BatchStore? store, int linearBytes, bool endOfStream)
    {
        _count = (ushort)(store?.Count ?? 0);
        _linearBytes = linearBytes;
        _endOfStream = endOfStream;
        _store = store;
    }

    /// <summary>What was read above it is read before what is read below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void LoadBarrier()
    {
#if NET10_0_OR_GREATER
        Volatile.ReadBarrier(); // no instruction at all on x64
#else
        Thread.MemoryBarrier();
#endif
    }

    private void ThrowIfReleased() => ObjectDisposedException.ThrowIf(_released, this);
}
