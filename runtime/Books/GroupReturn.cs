using System;
using System.Collections.Generic;
using Devmem.Backends;

namespace Devmem.Books;

/// <summary>Returns many batches and tokens of one socket in as few system calls as the limits allow. Made once and used again.</summary>
internal sealed class GroupReturn
{
    private readonly List<(FragmentBatch Batch, BatchStore Store)> _batches = [];
    private readonly List<(int Slot, FragmentRecord Record)> _tokens = [];
    private uint[] _numbers = new uint[64];
    private int _count;

    internal void Add([NotOwning] FragmentBatch batch)
    {
        if (!batch.TryTake(out BatchStore? store) || store is null)
            return;
        _batches.Add((batch, store));
        foreach (ref readonly FragmentRecord record in store.Span)
        {
            if (!record.IsLinear && !record.Gone)
                AddNumber(record.Token);
        }
    }

    internal void Add([NotOwning] DevmemToken token)
    {
        if (!token.Owner!.Tokens.TryClaim(token.Slot, token.Stamp, out FragmentRecord record))
            return;
        _tokens.Add((token.Slot, record));
        AddNumber(record.Token);
    }

    /// <summary>Returns what was added. Where the kernel refuses, what it did not see to is held as before.</summary>
    internal void Run(DevmemSocket socket)
    {
        int done = 0;
        Span<uint> numbers = _numbers.AsSpan(0, _count);
        try
        {
            if (!socket.IsClosed)
                TokenReturn.All(socket.Backend, numbers, ref done);
        }
        catch (ObjectDisposedException) when (socket.IsClosed)
        {
            // Nothing can be returned any more; the handles end all the same, as after any Dispose.
        }
        finally
        {
            StillHeld held = new(socket.IsClosed ? [] : numbers[done..]);
            Settle(socket, ref held);
            _batches.Clear();
            _tokens.Clear();
            _count = 0;
        }
    }

    private void Settle(DevmemSocket socket, ref StillHeld held)
    {
        foreach ((FragmentBatch batch, BatchStore store) in _batches)
        {
            if (socket.MarkGone(store.Span, ref held))
                socket.Stores.Return(store);
            else
                batch.Reopen(store);
        }

        foreach ((int slot, FragmentRecord record) in _tokens)
            socket.SettleToken(slot, record, held.Take(record.Token));
    }

    private void AddNumber(uint number)
    {
        if (_count == _numbers.Length)
            Array.Resize(ref _numbers, _numbers.Length * 2);
        _numbers[_count++] = number;
    }
}
