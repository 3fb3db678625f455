using System;
using System.Net;
using System.Net.Sockets;
using Devmem.Backends;
using Devmem.Linux.Interop;
using Devmem.Linux.Tests.Support;

namespace Devmem.Linux.Tests.Kernel;

/// <summary>SO_DEVMEM_DONTNEED on the running kernel.</summary>
public class SocketOptionTests
{
    private const uint TokenLength = 8;

    [Theory]
    [InlineData(0u, -Errno.EINVAL)]
    [InlineData(3u, -Errno.EINVAL)]
    [InlineData(4u, -Errno.EINVAL)]
    [InlineData(12u, -Errno.EINVAL)]
    [InlineData(129 * TokenLength, -Errno.EINVAL)]
    [InlineData(uint.MaxValue, -Errno.EINVAL)]
    [InlineData(TokenLength, 0)]
    [InlineData(128 * TokenLength, 0)]
    public void The_length_decides_before_anything_is_released(uint length, int expected)
    {
        RequireOption();
        using var pair = new TcpPair();
        Assert.Equal(expected, RawCalls.SetOption(pair.Local.SafeHandle, Sock.SO_DEVMEM_DONTNEED, new byte[256 * TokenLength], length));
    }

    [Fact]
    public void An_unreadable_pointer_is_EFAULT()
    {
        RequireOption();
        using var pair = new TcpPair();
        Assert.Equal(-Errno.EFAULT, RawCalls.SetOptionAtBadAddress(pair.Local.SafeHandle, Sock.SO_DEVMEM_DONTNEED, TokenLength));
    }

    [Theory]
    [InlineData(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)]
    [InlineData(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)]
    public void Only_TCP_has_tokens(AddressFamily family, SocketType type, ProtocolType protocol)
    {
        RequireOption();
        using var socket = new Socket(family, type, protocol);
        Assert.Equal(-Errno.EBADF, RawCalls.SetOption(socket.SafeHandle, Sock.SO_DEVMEM_DONTNEED, new byte[TokenLength], TokenLength));
    }

    [Fact]
    public void Multipath_TCP_is_EOPNOTSUPP()
    {
        RequireOption();
        using SafeDescriptor? socket = SafeDescriptor.TryOpen(
            LinuxSystemCalls.Instance, calls => calls.Socket(Sock.AF_INET, Sock.SOCK_STREAM | Sock.SOCK_CLOEXEC, Sock.IPPROTO_MPTCP), out int errno);
        Assert.SkipWhen(socket is null, $"no multipath TCP here ({Errno.Describe(errno)})");
        Assert.Equal(-Errno.EOPNOTSUPP, RawCalls.SetOption(socket!, Sock.SO_DEVMEM_DONTNEED, new byte[TokenLength], TokenLength));
    }

    [Fact]
    public void An_unconnected_and_a_listening_socket_release_nothing()
    {
        RequireOption();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Assert.Equal(0, RawCalls.SetOption(socket.SafeHandle, Sock.SO_DEVMEM_DONTNEED, new byte[TokenLength], TokenLength));
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        Assert.Equal(0, RawCalls.SetOption(socket.SafeHandle, Sock.SO_DEVMEM_DONTNEED, new byte[TokenLength], TokenLength));
    }

    [Fact]
    public void The_numbers_of_the_control_messages_are_no_options()
    {
        RequireOption();
        using var pair = new TcpPair();
        Assert.Equal(-Errno.ENOPROTOOPT, RawCalls.SetOption(pair.Local.SafeHandle, Sock.SCM_DEVMEM_LINEAR, new byte[TokenLength], TokenLength));
        Assert.Equal(-Errno.ENOPROTOOPT, RawCalls.SetOption(pair.Local.SafeHandle, Sock.SCM_DEVMEM_DMABUF, new byte[TokenLength], TokenLength));
        Assert.Equal(-Errno.ENOPROTOOPT, RawCalls.GetOption(pair.Local.SafeHandle, Sock.SO_DEVMEM_DONTNEED));
    }

    [Fact]
    public void The_library_refuses_what_is_no_plain_TCP_socket()
    {
        RunningKernel.Require();
        using SafeDescriptor? multipath = SafeDescriptor.TryOpen(
            LinuxSystemCalls.Instance, calls => calls.Socket(Sock.AF_INET, Sock.SOCK_STREAM | Sock.SOCK_CLOEXEC, Sock.IPPROTO_MPTCP), out int errno);
        Assert.SkipWhen(multipath is null, $"no multipath TCP here ({Errno.Describe(errno)})");
        var refused = Assert.Throws<ArgumentException>(() => Receiving.PlainTcp.Require(LinuxSystemCalls.Instance, multipath!));
        Assert.Contains("multipath", refused.Message, StringComparison.Ordinal);
    }

    private static void RequireOption()
    {
        RunningKernel.Require();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        int result = RawCalls.SetOption(socket.SafeHandle, Sock.SO_DEVMEM_DONTNEED, new byte[TokenLength], TokenLength);
        Assert.SkipWhen(result == -Errno.ENOPROTOOPT, "this kernel has no SO_DEVMEM_DONTNEED (older than 6.12, or built without it)");
    }
}
