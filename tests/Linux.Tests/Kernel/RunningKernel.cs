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

    /// <summary>False on 6.12, which looks at the dma-buf before it asks whether the driver can do it at all.</summary>
    internal static bool AsksTheDriverFirst()
    {
        using NetdevClient netdev = NetdevWithBinding();
        return netdev.BindRx(LoopbackIndex(), [0], -1, AutoreleaseAttribute.None, out _, out _).Errno != Backends.Errno.EBADF;
    }

    internal static bool IsPrivileged()
    {
        using NetdevClient netdev = NetdevWithBinding();
        return netdev.BindRx(LoopbackIndex(), [0], -1, AutoreleaseAttribute.None, out _, out _).Errno != Backends.Errno.EPERM;
    }
}
