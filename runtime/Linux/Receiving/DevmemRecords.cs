using System;
using System.Runtime.InteropServices;
using Devmem.Backends;
using Devmem.Linux.Interop;
using Devmem.Linux.Netlink;

namespace Devmem.Linux.Receiving;

/// <summary>Reads the records of one receive out of the raw control bytes.</summary>
/// <param name="dmabufId">The binding whose memory the socket delivers into.</param>
/// <param name="dmabufLength">Its size in bytes: no fragment may reach beyond.</param>
internal readonly struct DevmemRecords(uint dmabufId, long dmabufLength)
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
            throw Malformed.ControlMessage(fault);
    }

    private string? Add(ControlMessage message, int linearLength, RecordBuffer records, ref long told)
    {
        if (message.Payload.Length < Sock.DevmemRecordLength)
            return $"a record has {message.Payload.Length} bytes where {Sock.DevmemRecordLength} are expected";
        if (records.Count == records.Room)
            return $"there are more than {records.Room} records";
        uint size = MemoryMarshal.Read<uint>(message.Payload[8..]);
        told += size;
        return message.Type == Sock.SCM_DEVMEM_LINEAR
            ? AddLinear(size, linearLength, records)
            : AddDmabuf(message.Payload, size, records);
    }

    private static string? AddLinear(uint size, int linearLength, RecordBuffer records)
    {
        if (size == 0 || size > (uint)(linearLength - records.LinearBytes))
            return $"a linear record of {size} bytes does not fit behind the {records.LinearBytes} of {linearLength} already filled";
        records.AddLinear((int)size);
        return null;
    }

    private string? AddDmabuf(ReadOnlySpan<byte> record, uint size, RecordBuffer records)
    {
        ulong offset = MemoryMarshal.Read<ulong>(record);
        uint token = MemoryMarshal.Read<uint>(record[12..]);
        uint id = MemoryMarshal.Read<uint>(record[16..]);

        // Entered before it is judged: whatever is wrong with the rest, the token pins a page until it is returned.
        records.AddDmabuf((long)offset, (int)size, token, id);
        if (id != dmabufId)
            return $"a fragment lies in binding {id}, but this socket was attached to binding {dmabufId}; a socket may be fed by one binding only";
        if (size is 0 or > int.MaxValue || offset > (ulong)dmabufLength || size > (ulong)dmabufLength - offset)
            return $"a fragment of {size} bytes at {offset} does not lie in the dmabuf of {dmabufLength}";
        return null;
    }

    /// <summary>Ordinary traffic comes without any record: the kernel copied it to the linear buffer.</summary>
    private static string? AddOrdinary(long received, int linearLength, RecordBuffer records)
    {
        if (received > linearLength)
            return $"{received} bytes came without a record into a buffer of {linearLength}";
        records.AddLinear((int)received);
        return null;
    }
}
