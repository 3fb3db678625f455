using System;
using System.Text;
using Devmem.Backends;

namespace Devmem.Linux.Interop;

/// <summary>The two old interface ioctls that need no privilege: the index of a name, and the name of its driver.</summary>
internal static unsafe class NetworkInterfaceControl
{
    private const int IFNAMSIZ = 16;
    private const int RequestLength = 40; // struct ifreq on 64-bit
    private const uint SIOCGIFINDEX = 0x8933;
    private const uint SIOCETHTOOL = 0x8946;
    private const uint ETHTOOL_GDRVINFO = 3;
    private const int DriverInfoLength = 196; // struct ethtool_drvinfo: u32 cmd, char driver[32], ...
    private const int DriverNameLength = 32;

    /// <summary>0, or the errno: ENODEV when the namespace of this thread has no such interface.</summary>
    internal static int TryGetIndex(ISystemCalls calls, string name, out uint index)
    {
        index = 0;
        byte* request = stackalloc byte[RequestLength];
        int result = Ask(calls, name, SIOCGIFINDEX, request, argument: null);
        if (result >= 0)
            index = *(uint*)(request + IFNAMSIZ);
        return result < 0 ? -result : 0;
    }

    /// <summary>Null where the driver does not tell.</summary>
    internal static string? TryGetDriver(ISystemCalls calls, string name)
    {
        byte* information = stackalloc byte[DriverInfoLength];
        new Span<byte>(information, DriverInfoLength).Clear();
        *(uint*)information = ETHTOOL_GDRVINFO;
        byte* request = stackalloc byte[RequestLength];
        if (Ask(calls, name, SIOCETHTOOL, request, information) < 0)
            return null;
        var driver = new ReadOnlySpan<byte>(information + sizeof(uint), DriverNameLength);
        int end = driver.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? driver : driver[..end]);
    }

    private static int Ask(ISystemCalls calls, string name, uint code, byte* request, void* argument)
    {
        var bytes = new Span<byte>(request, RequestLength);
        bytes.Clear();
        if (Encoding.UTF8.GetByteCount(name) >= IFNAMSIZ)
            return -Errno.ENODEV; // longer than any name can be
        Encoding.UTF8.GetBytes(name, bytes);
        *(void**)(request + IFNAMSIZ) = argument;
        using SafeDescriptor? socket = SafeDescriptor.TryOpen(
            calls, c => c.Socket(Sock.AF_INET, Sock.SOCK_DGRAM | Sock.SOCK_CLOEXEC, 0), out int errno);
        return socket is null ? -errno : calls.Control(socket, code, request);
    }
}
