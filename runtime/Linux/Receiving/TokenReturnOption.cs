using System;
using System.Runtime.InteropServices;
using Devmem.Backends;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Receiving;

/// <summary>SO_DEVMEM_DONTNEED: gives fragments back to the page pool of the queue.</summary>
internal static unsafe class TokenReturnOption
{
    /// <summary>One call, as the caller packed it: the kernel refuses more than 128 ranges as a whole and stops after 1,024 look-ups.</summary>
    /// <returns>How many fragments the kernel really released; a positive number is the success of this option.</returns>
    internal static int Call(ISystemCalls calls, SafeHandle socket, ReadOnlySpan<TokenRange> ranges)
    {
        fixed (TokenRange* first = ranges)
        {
            // Once more after a signal: no numbers were looked up, the option sleeps only for the memory of its copy, before that.
            int result;
            do
                result = calls.SetSocketOption(socket, Sock.SOL_SOCKET, Sock.SO_DEVMEM_DONTNEED, first, (uint)(ranges.Length * sizeof(TokenRange)));
            while (result == -Errno.EINTR);
            return result >= 0 ? result : throw Refused(-result);
        }
    }

    private static DevmemException Refused(int errno) => errno switch
    {
        Errno.EBADF => new DevmemException("Could not return tokens: the socket is no TCP socket.", errno),
        Errno.EOPNOTSUPP => new DevmemException("Could not return tokens: a multipath TCP socket holds none. Attach a plain TCP socket.", errno),
        Errno.ENOPROTOOPT => new DevmemException("Could not return tokens: this kernel is built without devmem TCP (CONFIG_NET_DEVMEM).", errno),
        Errno.EINVAL => new DevmemException(
            "Could not return tokens: the kernel took none of the ranges. Without autorelease it also says so on a socket that has not received from a binding yet.", errno),
        _ => new DevmemException("Could not return tokens.", errno),
    };
}
