using System;
using Devmem.Backends;

namespace Devmem.Simulation;

internal sealed partial class SimulatedSocket
{
    /// <summary>Unreadable data: linear parts copied and packed, fragments handed over as tokens, in stream order, until budget, room or kind ends.</summary>
    private void Deliver(Span<byte> linear, int budget, RecordBuffer records, ReceiveFlags flags)
    {
        if ((flags & ReceiveFlags.Ordinary) != 0)
            throw new DevmemException("Devmem data cannot be received without MSG_SOCK_DEVMEM; it stays queued.", Errno.EFAULT);
        long batch = Kernel.NextNumber(HandleKind.Batch);
        int delivered = 0;
        for (int at = 0; at < _segments.Count && delivered < budget && !_segments[at].IsReadable;)
        {
            Segment segment = _segments[at];
            int error = DeliverSegment(ref segment, linear, budget - delivered, records, batch, out int taken);
            delivered += taken;
            int left = segment.Left;
            at = Advance(at, segment, taken, flags);
            if (error != 0 && delivered == 0)
                throw Refused(error);
            if (error != 0 || left > 0)
                return;
        }
    }

    private int DeliverSegment(ref Segment segment, Span<byte> linear, int budget, RecordBuffer records, long batch, out int taken)
    {
        taken = 0;
        if (segment.LinearLeft > 0)
        {
            int error = DeliverLinear(ref segment, linear, Math.Min(segment.LinearLeft, budget), records, ref taken);
            if (error != 0)
                return error;
        }

        return segment.PageLeft > 0 && taken < budget
            ? DeliverFragment(ref segment, Math.Min(segment.PageLeft, budget - taken), records, batch, ref taken)
            : 0;
    }

    private int DeliverLinear(ref Segment segment, Span<byte> linear, int count, RecordBuffer records, ref int taken)
    {
        if (linear.IsEmpty)
            return Errno.EFAULT;

        // As in the kernel the copy comes first, so a record without room leaves bytes in the buffer that count as unread.
        _bytes.Read(segment.LinearStart + segment.LinearTaken, linear.Slice(records.LinearBytes, count));
        if (records.Count == records.Room)
            return Errno.ETOOSMALL;
        records.AddLinear(count);
        segment.LinearTaken += count;
        taken += count;
        return 0;
    }

    private int DeliverFragment(ref Segment segment, int count, RecordBuffer records, long batch, ref int taken)
    {
        SimulatedPage page = segment.Page!;
        int error = Admit(page.Pool.Binding);
        if (error != 0)
            return error;
        if (records.Count == records.Room)
            return Errno.ETOOSMALL;
        if (!page.Pool.Binding.IsBound)
            Kernel.Harm.ReceivesAfterUnbind++;
        long offset = (long)PageStart(page) + segment.PageOffset + segment.PageTaken;
        uint token = TakeToken(page);
        Delivery delivery = Kernel.Deliveries.Add(this, page);
        delivery.Token = token;
        delivery.Offset = offset;
        delivery.Length = count;
        delivery.Batch = batch;
        delivery.ReceivedAt = records.Mark as AcquisitionSite;
        records.AddDmabuf(offset, count, token, page.Pool.Binding.DmabufId, delivery.Serial);
        segment.PageTaken += count;
        taken += count;
        return 0;
    }

    /// <summary>Off mode makes the socket a user of one binding for life, and of no binding that has no users left.</summary>
    private int Admit(SimulatedRxBinding binding)
    {
        if (binding.Autorelease == AutoreleaseMode.On || UserOf == binding)
            return 0;
        if (UserOf is not null)
            return Errno.EFAULT;
        if (!binding.TryAddUser())
            return Errno.ENODEV;
        UserOf = binding;
        return 0;
    }

    private uint TakeToken(SimulatedPage page)
    {
        if (page.Pool.Binding.Autorelease == AutoreleaseMode.On)
        {
            page.References++;
            page.Tokens++;
            return _tokens.Add(page);
        }

        // Only the step from 0 to 1 takes a reference. A count that a double release drove below zero passes it by.
        if (++page.Uref == 1)
            page.References++;
        return (uint)page.Index;
    }

    private DevmemException Refused(int errno)
    {
        if (errno != Errno.ETOOSMALL)
            Kernel.Harm.ReceivesRefused++;
        return new DevmemException(
            errno switch
            {
                Errno.ENODEV => "The binding was unbound before this socket received from it: what is queued can no longer be received.",
                Errno.ETOOSMALL => "There is no room for one record; nothing is lost.",
                _ when UserOf is null || UserOf.Autorelease == AutoreleaseMode.On => "A linear part has arrived and there is no linear buffer to copy it to; it stays queued.",
                _ => "What is queued belongs to another binding than the one this socket receives from, or needs a linear buffer; it stays queued.",
            },
            errno);
    }
}
