using System.Collections.Generic;
using Devmem.Backends;
using Devmem.Linux.Netlink;
using Devmem.Linux.Preflight;

namespace Devmem.Linux.Tests.Parsers;

/// <summary>What a bind without a dma-buf tells of the driver, on kernels that check in different orders.</summary>
public class DriverProbeTests
{
    [Theory]
    [InlineData(Errno.EBADF, Errno.EOPNOTSUPP, true)] // the driver first: it was passed
    [InlineData(Errno.EBADF, Errno.EBADF, null)] // 6.12: the dma-buf first, whatever the driver
    [InlineData(Errno.EOPNOTSUPP, Errno.EOPNOTSUPP, false)]
    [InlineData(Errno.EPERM, Errno.EPERM, null)]
    [InlineData(Errno.EEXIST, Errno.EBADF, null)]
    [InlineData(Errno.ENODEV, Errno.EOPNOTSUPP, null)]
    public void The_answer_is_weighed_against_that_for_loopback(int errno, int loopback, bool? canBind) =>
        Assert.Equal(canBind, Facts(new(errno, ExtendedAck.None), loopback).CanBindRx);

    [Theory]
    [InlineData(Errno.EBUSY)]
    [InlineData(Errno.EINVAL)]
    public void A_mode_that_is_in_the_way_is_no_fault_of_the_driver(int errno)
    {
        NetlinkStatus conflict = new(errno, ExtendedAck.None with { Text = "System already configured with autorelease=1" });
        Assert.True(Facts(conflict, Errno.EOPNOTSUPP).CanBindRx);
        Assert.Null((Facts(conflict, 0) with { LoopbackProbe = conflict }).CanBindRx); // said before the driver was asked
    }

    private static InterfaceFacts Facts(NetlinkStatus probe, int loopback) => new()
    {
        Kernel = "Linux",
        Family = new NetlinkFamily(1, new HashSet<uint>(), new HashSet<uint>()),
        RxProbe = probe,
        LoopbackProbe = new(loopback, ExtendedAck.None),
    };
}
