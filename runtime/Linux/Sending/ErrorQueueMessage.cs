using System;
using System.Runtime.InteropServices;
using Devmem.Linux.Interop;
using Devmem.Linux.Netlink;

namespace Devmem.Linux.Sending;

/// <summary>A completion: the zero-copy sends <paramref name="First"/> to <paramref name="Last"/>, both included, wrapping at 2^32.</summary>
/// <param name="WasCopied">The kernel copied the data after all, so nothing was gained (it is always so on loopback).</param>
internal readonly record struct SendCompletion(uint First, uint Last, bool WasCopied);

/// <summary>Reads struct sock_extended_err out of what recvmsg(MSG_ERRQUEUE) gave.</summary>
internal static class ErrorQueueMessage
{
    private const int ExtendedErrorLength = 16;
    private const byte SO_EE_ORIGIN_ZEROCOPY = 5;
    private const byte SO_EE_CODE_ZEROCOPY_COPIED = 1;

    /// <summary>False: the message tells of something else (an ICMP error, a time stamp).</summary>
    /// <exception cref="DevmemProtocolException">The bytes do not hold together.</exception>
    internal static bool TryParse(ReadOnlySpan<byte> control, out SendCompletion completion)
    {
        completion = default;
        bool found = false;
        bool malformed;
        while (ControlMessage.TryRead(ref control, out ControlMessage message, out malformed))
        {
            if (!found && IsExtendedError(message))
                found = TryRead(message.Payload, out completion);
        }

        return malformed ? throw Malformed.ErrorQueue("a message claims more bytes than there are") : found;
    }

    private static bool IsExtendedError(ControlMessage message) =>
        (message.Level == Sock.SOL_IP && message.Type == Sock.IP_RECVERR)
        || (message.Level == Sock.SOL_IPV6 && message.Type == Sock.IPV6_RECVERR);

    private static bool TryRead(ReadOnlySpan<byte> error, out SendCompletion completion)
    {
        completion = default;
        if (error.Length < ExtendedErrorLength)
            throw Malformed.ErrorQueue($"an extended error has {error.Length} bytes where {ExtendedErrorLength} are expected");
        if (MemoryMarshal.Read<uint>(error) != 0 || error[4] != SO_EE_ORIGIN_ZEROCOPY)
            return false;
        completion = new SendCompletion(
            MemoryMarshal.Read<uint>(error[8..]),
            MemoryMarshal.Read<uint>(error[12..]),
            error[6] == SO_EE_CODE_ZEROCOPY_COPIED);
        return true;
    }
}
