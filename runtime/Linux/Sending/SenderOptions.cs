using System;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Devmem.Backends;
using Devmem.Linux.Interop;
using Devmem.Linux.Netlink;

namespace Devmem.Linux.Sending;

/// <summary>What a socket needs before it can send out of a dmabuf.</summary>
internal static unsafe class SenderOptions
{
    /// <summary>
    /// Turns on zero-copy sends and ties the socket to its interface, so that no change of route moves the flow to a device that cannot
    /// reach the memory: such packets are dropped at transmit and the connection stalls. A flow that already leaves through another
    /// interface is left alone: tied to this one it would hear its peer no more, while the send itself says ENODEV. So it does where the
    /// kernel refuses, because the socket is tied elsewhere.
    /// </summary>
    internal static void Set(ISystemCalls calls, Socket socket, string? interfaceName) =>
        Set(calls, socket.SafeHandle, interfaceName is not null && LeavesThrough(calls, socket, interfaceName) ? interfaceName : null);

    internal static void Set(ISystemCalls calls, SafeHandle socket, string? interfaceName)
    {
        int one = 1;
        int result = calls.SetSocketOption(socket, Sock.SOL_SOCKET, Sock.SO_ZEROCOPY, &one, sizeof(int));
        if (result < 0)
            throw KernelError.Exception("turn on zero-copy sending (SO_ZEROCOPY)", -result);
        if (interfaceName is null)
            return;
        byte[] name = Encoding.UTF8.GetBytes(interfaceName);
        fixed (byte* bytes = name)
            _ = calls.SetSocketOption(socket, Sock.SOL_SOCKET, Sock.SO_BINDTODEVICE, bytes, (uint)name.Length);
    }

    private static bool LeavesThrough(ISystemCalls calls, Socket socket, string interfaceName) =>
        socket.LocalEndPoint is IPEndPoint near && socket.RemoteEndPoint is IPEndPoint far
        && NetworkInterfaceControl.TryGetIndex(calls, interfaceName, out uint index) == 0
        && RouteQuery.Interface(calls, near.Address, far.Address) == index;
}
