using System;
using System.Runtime.InteropServices;
using Devmem.Backends;
using Devmem.Linux.Interop;
using Devmem.Linux.Receiving;
using Devmem.Linux.Tests.Support;
using Devmem.Simulation;

namespace Devmem.Linux.Tests.Behaviour;

/// <summary>A bare receive with flags that the handles never use.</summary>
internal static class FlaggedReceive
{
    private const int MSG_PEEK = 0x2;
    private const int MSG_TRUNC = 0x20;

    internal static ReceiveStatus Call(SafeHandle socket, Span<byte> linear, RecordBuffer records, ReceiveFlags flags, DevmemRecords parser)
    {
        int bits = (flags.HasFlag(ReceiveFlags.Ordinary) ? 0 : Sock.MSG_SOCK_DEVMEM)
            | (flags.HasFlag(ReceiveFlags.Peek) ? MSG_PEEK : 0)
            | (flags.HasFlag(ReceiveFlags.Truncate) ? MSG_TRUNC : 0);
        Span<byte> control = new byte[records.Room * Sock.DevmemRecordSpace];
        nint received = RawCalls.Receive(socket, linear, ref control, bits | Sock.MSG_DONTWAIT, out _);
        if (received == -Errno.EAGAIN)
            return ReceiveStatus.WouldBlock;
        if (received < 0)
            throw new DevmemException("receive", (int)-received);
        if (received == 0)
            return ReceiveStatus.EndOfStream;
        if (!flags.HasFlag(ReceiveFlags.Truncate))
            parser.Parse(control, received, linear.Length, records);
        return ReceiveStatus.Received;
    }
}
