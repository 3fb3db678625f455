using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using Devmem.Backends;
using Devmem.Books;

namespace Devmem;

public sealed partial class DevmemSocket
{
    private const int FewTokens = 64; // on the stack rather than out of the pool

    /// <summary>Returns tokens that were detached from their batches, in as few system calls as the kernel's limits allow.</summary>
    /// <param name="tokens">Any number. Default tokens are passed over.</param>
    /// <returns>
    /// How many the kernel says were held. A token that another socket received is not held here: it is passed over and stays its
    /// owner's, but in <see cref="AutoreleaseMode.Off"/> any socket that received from the same binding may return it.
    /// </returns>
    /// <exception cref="InvalidOperationException">One of the tokens was returned before, or is named twice. Nothing was returned.</exception>
    /// <exception cref="ObjectDisposedException">The socket was closed.</exception>
    /// <exception cref="DevmemException">The kernel refused; what it did not see to is held as before.</exception>
    public int Release([Releases] ReadOnlySpan<DevmemToken> tokens)
    {
        ThrowIfClosed();
        uint[] values = ArrayPool<uint>.Shared.Rent(Math.Max(1, tokens.Length));
        bool[] claimed = ArrayPool<bool>.Shared.Rent(Math.Max(1, tokens.Length));
        try
        {
            int count = Claim(tokens, values, claimed);
            return ReturnClaimed(tokens, values.AsSpan(0, count), claimed);
        }
        finally
        {
            ArrayPool<uint>.Shared.Return(values);
            ArrayPool<bool>.Shared.Return(claimed);
        }
    }

    internal void ReleaseOne(in DevmemToken token)
    {
        if (!Tokens.TryClaim(token.Slot, token.Stamp, out FragmentRecord record))
        {
            SecondReleaseRefused();
            throw AlreadyReleased(record.Token);
        }

        EndClaimed(token.Slot, record, returnIt: true);
    }

    internal void DisposeOne(in DevmemToken token)
    {
        if (Tokens.TryClaim(token.Slot, token.Stamp, out FragmentRecord record))
            EndClaimed(token.Slot, record, returnIt: !IsClosed);
    }

    /// <summary>Returns every token still in a store. Throws with those still held unmarked.</summary>
    [SkipLocalsInit]
    internal int ReturnRecords(Span<FragmentRecord> records)
    {
        if (records.Length <= FewTokens)
            return ReturnRecords(records, stackalloc uint[FewTokens]);
        uint[] values = ArrayPool<uint>.Shared.Rent(records.Length);
        try
        {
            return ReturnRecords(records, values);
        }
        finally
        {
            ArrayPool<uint>.Shared.Return(values);
        }
    }

    /// <summary>The socket was closed before: nothing can be returned, so the records only leave the books.</summary>
    internal void GiveUp(BatchStore store)
    {
        StillHeld none = default;
        MarkGone(store.Span, ref none);
        Stores.Return(store);
    }

    /// <summary>Marks what was returned: everything but as many of each number as are still held. True: nothing is.</summary>
    internal bool MarkGone(Span<FragmentRecord> records, ref StillHeld held)
    {
        bool all = true;
        foreach (ref FragmentRecord record in records)
        {
            if (record.IsLinear || record.Gone)
                continue;
            if (held.Take(record.Token))
            {
                all = false;
                continue;
            }

            record.Gone = true;
            NoteEnded(record);
        }

        return all;
    }

    /// <summary>A claimed token is held as before, or has ended.</summary>
    internal void SettleToken(int slot, in FragmentRecord record, bool stillHeld)
    {
        if (stillHeld)
        {
            Tokens.Unclaim(slot);
            return;
        }

        Tokens.Settle(slot);
        NoteEnded(record);
    }

    internal void NoteDetached(in FragmentRecord record, int index)
    {
        if (Backend.KeepsBooks)
            Backend.TokenDetached(record, Backend.Mark(HashCode.Combine(index, Call.Detach)));
    }

    internal void NoteEnded(in FragmentRecord record)
    {
        if (Backend.KeepsBooks)
            Backend.TokenEnded(record);
    }

    internal void SecondReleaseRefused()
    {
        if (Backend.KeepsBooks)
            Backend.SecondReleaseRefused();
    }

    private static InvalidOperationException AlreadyReleased(uint value) =>
        new($"The token (last seen as number {value}) was released before. A second release could hand back a page that is in use.");

    private void EndClaimed(int slot, in FragmentRecord record, bool returnIt)
    {
        bool ended = !returnIt;
        try
        {
            if (returnIt)
            {
                ThrowIfClosed();
                uint value = record.Token;
                int done = 0;
                TokenReturn.All(Backend, new Span<uint>(ref value), ref done);
                ended = true;
            }
        }
        finally
        {
            SettleToken(slot, record, stillHeld: !ended && !IsClosed);
        }
    }

    private int ReturnRecords(Span<FragmentRecord> records, Span<uint> values)
    {
        int count = 0;
        foreach (ref FragmentRecord record in records)
        {
            if (!record.IsLinear && !record.Gone)
                values[count++] = record.Token;
        }

        return count == 0 ? 0 : ReturnValues(records, values[..count]);
    }

    private int ReturnValues(Span<FragmentRecord> records, Span<uint> values)
    {
        int done = 0;
        try
        {
            return TokenReturn.All(Backend, values, ref done);
        }
        finally
        {
            StillHeld held = new(values[done..]);
            MarkGone(records, ref held);
        }
    }
}
