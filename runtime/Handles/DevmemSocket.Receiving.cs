using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Devmem.Backends;
using Devmem.Books;

namespace Devmem;

public sealed partial class DevmemSocket
{
    /// <summary>One system call and the hand-over of what it brought.</summary>
    private bool TryReceiveOnce(Span<byte> linear, object? mark, [NotNullWhen(true), Owning, OutlivedBy("this")] out FragmentBatch? batch)
    {
        ThrowIfClosed();

        // Made before the call, so that running out of memory loses nothing. A spare was never handed over, so no stale reference to it exists.
        FragmentBatch fresh = Interlocked.Exchange(ref _spare, null) ?? new FragmentBatch(this);
        try
        {
            if (TryReceiveInto(fresh, linear, mark))
            {
                batch = fresh;
                return true;
            }
        }
        catch
        {
            fresh.Discard();
            throw;
        }

        _spare = fresh;
        batch = null;
        return false;
    }

    private bool TryReceiveInto(FragmentBatch fresh, Span<byte> linear, object? mark)
    {
        RecordBuffer records = ReceiveScratch.Rent();
        try
        {
            records.Mark = mark;
            ReceiveStatus status = Backend.TryReceive(linear, records);
            if (status == ReceiveStatus.WouldBlock)
                return false;
            HandOver(fresh, records, status == ReceiveStatus.EndOfStream);
            return true;
        }
        finally
        {
            ReceiveScratch.Return(records);
        }
    }

    /// <summary>Nothing between the system call and the caller's hands loses a token: what cannot be handed over is returned.</summary>
    private void HandOver(FragmentBatch fresh, RecordBuffer records, bool endOfStream)
    {
        try
        {
            if (Backend.KeepsBooks)
                Backend.HandingOver(records.Records);
            BatchStore? store = null;
            if (records.Count > 0)
            {
                store = Stores.Rent(records.Count);
                store.Fill(records.Records);
            }

            fresh.Open(store, records.LinearBytes, endOfStream);
        }
        catch
        {
            ReturnRecords(records.Records);
            throw;
        }
    }
}
