using System;
using System.Runtime.InteropServices;
using System.Text;
using Devmem.Backends;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Sending;

/// <summary>What a socket needs before it can send out of a dmabuf.</summary>
internal static unsafe class SenderOptions
{
    /// <param name="interfaceName">
    /// Tied to the socket so that no change of route moves the flow to a device that cannot reach the memory: such packets are dropped at
    /// transmit and the connection stalls. A refusal (a socket that is tied elsewhere already) is no failure: the send itself then says ENODEV.
    /// </param>
    internal static void Set(ISystemCalls calls, SafeHandle socket, string? interfaceName)
    {
        int one = 1;
        int result = calls.SetSocketOption(socket, Sock.SOL_SOCKET, Sock.SO_ZEROCOPY, &one, sizeof(int));
        if (result < 0)
            throw KernelError.Exception("turn on zero-copy sending (SO_ZEROCOPY)", -result);
        if (interfaceName is null)
            return;
        fixed (byte* name = Encoding.UTF8.GetBytes(interfaceName))
            _ = calls.SetSocketOption(socket, Sock.SOL_SOCKET, Sock.SO_BINDTODEVICE, name, (uint)interfaceName.Length);
    }
}
