using System;
using System.Runtime.InteropServices;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Sending;

/// <summary>
/// Completions name sends by number, and the kernel numbers all zero-copy sends of a socket from its first. It tells nobody where the
/// count stands, so a sender must be sure that it stands at 0: wrongly counted, a completion of an earlier send would free memory that the
/// NIC still reads.
/// </summary>
internal static unsafe class SendNumbering
{
    // struct tcp_info of include/uapi/linux/tcp.h; there since Linux 4.19.
    private const int NotSentOffset = 144; // u32 tcpi_notsent_bytes
    private const int BytesSentOffset = 200; // u64 tcpi_bytes_sent, retransmissions included
    private const int InfoLength = BytesSentOffset + sizeof(ulong);

    /// <summary>Before SO_ZEROCOPY is set: without it, or without a byte sent, no send was numbered yet.</summary>
    /// <exception cref="InvalidOperationException">Sends may have been numbered.</exception>
    internal static void RequireFresh(ISystemCalls calls, SafeHandle socket)
    {
        int zeroCopy = 0;
        uint length = sizeof(int);
        int result = calls.GetSocketOption(socket, Sock.SOL_SOCKET, Sock.SO_ZEROCOPY, &zeroCopy, ref length);
        if (result < 0)
            throw KernelError.Exception("ask the socket for SO_ZEROCOPY", -result);
        if (zeroCopy == 0 || !HasSent(calls, socket))
            return;
        throw new InvalidOperationException(
            "The socket had SO_ZEROCOPY on and has sent data before it was attached, so the kernel may have numbered sends that the sender cannot "
            + "know of. Leave SO_ZEROCOPY to Attach (an accepted socket inherits it from its listener), or attach before the first send.");
    }

    private static bool HasSent(ISystemCalls calls, SafeHandle socket)
    {
        byte* info = stackalloc byte[InfoLength];
        new Span<byte>(info, InfoLength).Clear();
        uint length = InfoLength;
        int result = calls.GetSocketOption(socket, Sock.IPPROTO_TCP, Sock.TCP_INFO, info, ref length);
        if (result < 0)
            throw KernelError.Exception("ask the socket for TCP_INFO", -result);
        return length < InfoLength || *(uint*)(info + NotSentOffset) != 0 || *(ulong*)(info + BytesSentOffset) != 0;
    }
}
