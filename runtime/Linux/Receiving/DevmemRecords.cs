using System;
using System.Runtime.InteropServices;
using Devmem.Backends;
using Devmem.Linux.Binding;
using Devmem.Linux.Interop;
using Devmem.Linux.Netlink;

namespace Devmem.Linux.Receiving;

/// <summary>Reads the records of one receive out of the raw control bytes.</summary>
/// <param name="dmabufId">The binding whose memory the socket delivers into.</param>
/// <param name="dmabufLength">Its size in bytes: no fragment may reach beyond.</param>
/// <param name="others">Other bindings that may feed the socket too; null where the kernel allows one only.</param>
internal readonly struct DevmemRecords(uint dmabufId, long dmabufLength, KnownBindings? others = null)
{
    /// <summary>Adds what the kernel delivered to <paramref name="records"/>, in stream order.</summary>
    /// <param name="control">The control buffer, up to the length the kernel gave back.</param>
    /// <param name="received">The result of recvmsg, above 0.</param>
    /// <param name="linearLength">The length of the caller's linear buffer.</param>
    /// <exception cref="DevmemProtocolException">
    /// The bytes do not hold together. Every token that could be read is in <paramref name="records"/>: the caller returns them.
    /// </exception>
    internal void Parse(ReadOnlySpan<byte> control, long received, int linearLength, RecordBuffer records)
    {
        long told = 0;
        string? fault = null;
        bool malformed;
        ReadWhole(ref control, records, ref told);
        while (ControlMessage.TryRead(ref control, out ControlMessage message, out malformed))
        {
            if (message.Level == Sock.SOL_SOCKET && message.Type is Sock.SCM_DEVMEM_DMABUF or Sock.SCM_DEVMEM_LINEAR)
                fault = Add(message, linearLength, records, ref told) ?? fault; // read on: the tokens behind are ours too
        }

        if (malformed)
            fault ??= "a message claims more bytes than there are";
        if (fault is null && records.Count == 0)
            fault = AddOrdinary(received, linearLength, records);
        else if (fault is null && told != received)
            fault = $"the records tell of {told} bytes where {received} were received";
        if (fault is not null)
            throw Malformed.ControlMessage(fault, received);
    }

    /// <summary>The common case, in one look: whole DMABUF records of our binding, one behind the other. It stops at anything else.</summary>
    private void ReadWhole(ref ReadOnlySpan<byte> control, RecordBuffer records, ref long told)
    {
        ReadOnlySpan<WholeRecord> whole = MemoryMarshal.Cast<byte, WholeRecord>(control);
        int count = 0;
        foreach (ref readonly WholeRecord one in whole[..Math.Min(whole.Length, records.Room)])
        {
            if (one.Length != Sock.DevmemRecordSpace || one.Level != Sock.SOL_SOCKET || one.Type != Sock.SCM_DEVMEM_DMABUF || !IsOurs(one.Record))
                break;
            records.AddDmabuf((long)one.Record.Offset, (int)one.Record.Size, one.Record.Token, one.Record.DmabufId);
            told += one.Record.Size;
            count++;
        }

        control = control[(count * Sock.DevmemRecordSpace)..];
    }

    private bool IsOurs(in DmabufControlMessage record) =>
        record.DmabufId == dmabufId && Fits(record, dmabufLength);

    private static bool Fits(in DmabufControlMessage record, long length) =>
        record.Size is not 0 and <= int.MaxValue
        && record.Offset <= (ulong)length && record.Size <= (ulong)length - record.Offset;

    private string? Add(ControlMessage message, int linearLength, RecordBuffer records, ref long told)
    {
        if (message.Payload.Length < Sock.DevmemRecordLength)
            return $"a record has {message.Payload.Length} bytes where {Sock.DevmemRecordLength} are expected";
        if (records.Count == records.Room)
            return $"there are more than {records.Room} records";
        var record = MemoryMarshal.Read<DmabufControlMessage>(message.Payload);
        told += record.Size;
        return message.Type == Sock.SCM_DEVMEM_LINEAR
            ? AddLinear(record.Size, linearLength, records)
            : AddDmabuf(record, records);
    }

    private static string? AddLinear(uint size, int linearLength, RecordBuffer records)
    {
        if (size == 0 || size > (uint)(linearLength - records.LinearBytes))
            return $"a linear record of {size} bytes does not fit behind the {records.LinearBytes} of {linearLength} already filled";
        records.AddLinear((int)size);
        return null;
    }

    private string? AddDmabuf(in DmabufControlMessage record, RecordBuffer records)
    {
        // Entered before it is judged: whatever is wrong with the rest, the token pins a page until it is returned.
        records.AddDmabuf((long)record.Offset, (int)record.Size, record.Token, record.DmabufId);
        if (IsOurs(record))
            return null;
        long length = dmabufLength;
        if (record.DmabufId != dmabufId && others?.TryGetLength(record.DmabufId, out length) is not true)
            return $"a fragment lies in binding {record.DmabufId}, but this socket was attached to binding {dmabufId} and {(others is null ? "may be fed by one only" : "this process made no such binding")}";
        return Fits(record, length) ? null : $"a fragment of {record.Size} bytes at {record.Offset} does not lie in the dmabuf of {length}";
    }

    /// <summary>Ordinary traffic comes without any record: the kernel copied it to the linear buffer.</summary>
    private static string? AddOrdinary(long received, int linearLength, RecordBuffer records)
    {
        if (received > linearLength)
            return $"{received} bytes came without a record into a buffer of {linearLength}";
        records.AddLinear((int)received);
        return null;
    }

    /// <summary>struct dmabuf_cmsg of the uAPI.</summary>
    [StructLayout(LayoutKind.Sequential, Size = Sock.DevmemRecordLength)]
    private readonly struct DmabufControlMessage
    {
        internal readonly ulong Offset;
        internal readonly uint Size;
        internal readonly uint Token;
        internal readonly uint DmabufId;
        internal readonly uint Flags; // reserved
    }

    /// <summary>struct cmsghdr and the record behind it: 40 bytes, no padding.</summary>
    [StructLayout(LayoutKind.Sequential, Size = Sock.DevmemRecordSpace)]
    private readonly struct WholeRecord
    {
        internal readonly ulong Length;
        internal readonly int Level;
        internal readonly int Type;
        internal readonly DmabufControlMessage Record;
    }
}
