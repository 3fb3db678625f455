using System;
using System.Linq;
using System.Runtime.InteropServices;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Tests.Parsers;

/// <summary>Control messages as the kernel lays them out on 64-bit Linux.</summary>
internal static class ControlBytes
{
    internal static byte[] Of(params byte[][] messages) => [.. messages.SelectMany(message => message)];

    internal static byte[] Message(int level, int type, ReadOnlySpan<byte> payload)
    {
        byte[] bytes = new byte[(ControlMessage.HeaderLength + payload.Length + 7) & ~7];
        MemoryMarshal.Write(bytes, (ulong)(ControlMessage.HeaderLength + payload.Length));
        MemoryMarshal.Write(bytes.AsSpan(8), level);
        MemoryMarshal.Write(bytes.AsSpan(12), type);
        payload.CopyTo(bytes.AsSpan(ControlMessage.HeaderLength));
        return bytes;
    }

    internal static byte[] Dmabuf(ulong offset, uint size, uint token, uint id) =>
        Message(Sock.SOL_SOCKET, Sock.SCM_DEVMEM_DMABUF, Record(offset, size, token, id));

    internal static byte[] Linear(uint size) => Message(Sock.SOL_SOCKET, Sock.SCM_DEVMEM_LINEAR, Record(0, size, 0, 0));

    /// <summary>struct sock_extended_err, and the address behind it.</summary>
    internal static byte[] ExtendedError(uint errno, byte origin, byte code, uint first, uint last, bool v6 = false)
    {
        byte[] error = new byte[v6 ? 16 + 28 : 16 + 16];
        MemoryMarshal.Write(error, errno);
        error[4] = origin;
        error[6] = code;
        MemoryMarshal.Write(error.AsSpan(8), first);
        MemoryMarshal.Write(error.AsSpan(12), last);
        return Message(v6 ? Sock.SOL_IPV6 : Sock.SOL_IP, v6 ? Sock.IPV6_RECVERR : Sock.IP_RECVERR, error);
    }

    private static byte[] Record(ulong offset, uint size, uint token, uint id)
    {
        byte[] record = new byte[Sock.DevmemRecordLength];
        MemoryMarshal.Write(record, offset);
        MemoryMarshal.Write(record.AsSpan(8), size);
        MemoryMarshal.Write(record.AsSpan(12), token);
        MemoryMarshal.Write(record.AsSpan(16), id);
        return record;
    }
}
