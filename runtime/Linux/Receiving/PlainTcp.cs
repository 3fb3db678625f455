using System;
using System.Runtime.InteropServices;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Receiving;

/// <summary>Devmem works on plain TCP only, and the kernel does not always say so: on UDP it ignores the message and sends process memory.</summary>
internal static unsafe class PlainTcp
{
    /// <exception cref="ArgumentException">The descriptor is something else: UDP, a Unix socket, multipath TCP.</exception>
    internal static void Require(ISystemCalls calls, SafeHandle socket)
    {
        int type = Option(calls, socket, Sock.SO_TYPE);
        int protocol = Option(calls, socket, Sock.SO_PROTOCOL);
        if (type == Sock.SOCK_STREAM && protocol == Sock.IPPROTO_TCP)
            return;
        string found = protocol == Sock.IPPROTO_MPTCP ? "a multipath TCP socket" : $"a socket of type {type} and protocol {protocol}";
        throw new ArgumentException($"Devmem works on plain TCP sockets only; this is {found}.", nameof(socket));
    }

    private static int Option(ISystemCalls calls, SafeHandle socket, int name)
    {
        int value = 0;
        uint length = sizeof(int);
        int result = calls.GetSocketOption(socket, Sock.SOL_SOCKET, name, &value, ref length);
        return result >= 0 ? value : throw KernelError.Exception("ask the socket for its type", -result);
    }
}
