using System;
using Devmem.Linux.Interop;
using Devmem.Linux.Netlink;

namespace Devmem.Linux.Tests.Kernel;

/// <summary>Says what the kernel of this machine can show, and skips with the reason what it cannot.</summary>
internal static class RunningKernel
{
    internal static ISystemCalls Calls => LinuxSystemCalls.Instance;

    internal static void Require()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "not Linux");
        Assert.SkipUnless(DevmemPlatform.IsSupported, "neither x64 nor arm64");
    }

    /// <summary>The kernel's netdev family.</summary>
    internal static NetdevClient Netdev()
    {
        Require();
        try
        {
            return NetdevClient.Open(Calls);
        }
        catch (PlatformNotSupportedException missing)
        {
            Assert.Skip(missing.Message);
            throw;
        }
    }

    /// <summary>Skips unless this kernel can bind at all.</summary>
    internal static NetdevClient NetdevWithBinding()
    {
        NetdevClient netdev = Netdev();
        if (netdev.Family.Commands.Contains(Linux.Netlink.Netdev.NETDEV_CMD_BIND_RX))
            return netdev;
        netdev.Dispose();
        Assert.Skip("this kernel has no BIND_RX (older than 6.12)");
        throw new InvalidOperationException();
    }

    internal static uint LoopbackIndex()
    {
        int errno = NetworkInterfaceControl.TryGetIndex(Calls, "lo", out uint index);
        Assert.SkipUnless(errno == 0, "there is no loopback interface");
        return index;
    }

    /// <summary>Skips on 6.12, which looks at the dma-buf before it asks whether the driver can do it at all.</summary>
    internal static void RequireDriverFirst()
    {
        using NetdevClient netdev = NetdevWithBinding();
        int errno = netdev.BindRx(LoopbackIndex(), [0], -1, AutoreleaseAttribute.None, out _, out _).Errno;
        Assert.SkipWhen(errno == Backends.Errno.EBADF, "this kernel looks at the dma-buf before the driver (6.12)");
    }

    /// <summary>Skips before 6.16.</summary>
    internal static void RequireTransmit()
    {
        using NetdevClient netdev = NetdevWithBinding();
        Assert.SkipUnless(netdev.Family.Commands.Contains(Linux.Netlink.Netdev.NETDEV_CMD_BIND_TX), "this kernel has no BIND_TX (older than 6.16)");
    }

    internal static bool IsPrivileged()
    {
        using NetdevClient netdev = NetdevWithBinding();
        return netdev.BindRx(LoopbackIndex(), [0], -1, AutoreleaseAttribute.None, out _, out _).Errno != Backends.Errno.EPERM;
    }
}
