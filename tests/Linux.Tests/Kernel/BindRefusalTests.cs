using System;
using Devmem.Backends;
using Devmem.Linux.Netlink;

namespace Devmem.Linux.Tests.Kernel;

/// <summary>Every refusal of a bind that loopback can show, through the handles and as bare requests.</summary>
public class BindRefusalTests
{
    public static TheoryData<string, int, string?, string?> BareRequests => new()
    {
        { "nothing", Errno.EINVAL, null, "missing attribute: dmabuf ifindex" },
        { "ifindex", Errno.EINVAL, null, "missing attribute: dmabuf fd" },
        { "ifindex fd", Errno.EINVAL, null, "missing attribute: dmabuf queues" },
        { "ifindex=0", Errno.ERANGE, "integer out of range", "attribute: dmabuf ifindex" },
        { "ifindex=byte", Errno.EINVAL, "invalid attribute length", "attribute: dmabuf ifindex" },
        { "ifindex fd queue-type=2", Errno.ERANGE, "integer out of range", "attribute: queue type" },
        { "ifindex fd queue-flat", Errno.EINVAL, "NLA_F_NESTED is missing", "attribute: dmabuf queues" },
        { "ifindex fd queue number=6", Errno.EINVAL, "Unknown attribute type", "attribute: dmabuf attribute 6" },
        { "ifindex=none fd queue", Errno.ENODEV, null, null },
        { "ifindex fd queue", Errno.EOPNOTSUPP, null, "attribute: dmabuf ifindex" },
    };

    [Theory]
    [MemberData(nameof(BareRequests))]
    public void A_bare_request_is_refused_in_words(string parts, int errno, string? text, string? attribute)
    {
        Assert.SkipUnless(RunningKernel.IsPrivileged(), "BIND_RX refuses this user before it looks at the request");
        if (errno == Errno.EOPNOTSUPP)
            RunningKernel.RequireDriverFirst();
        using NetdevClient netdev = RunningKernel.NetdevWithBinding();
        NetlinkRequest request = netdev.Request(Netdev.NETDEV_CMD_BIND_RX);
        foreach (string part in parts.Split(' '))
            Add(request, part);
        NetlinkStatus status = netdev.Bind(request, out uint id, out string? named);
        Assert.Equal(errno, status.Errno);
        Assert.Equal(text, status.Ack.Text);
        Assert.Equal(attribute, named);
        Assert.Equal(0u, id);
    }

    [Fact]
    public void Loopback_cannot_receive_into_a_dmabuf()
    {
        Assert.SkipUnless(RunningKernel.IsPrivileged(), "this user may not bind");
        RunningKernel.RequireDriverFirst();
        using DevmemDevice device = DevmemDevice.Open("lo");
        using Dmabuf dmabuf = Memfd.AsDmabuf();
        var refused = Assert.ThrowsAny<DevmemBindException>(() => device.BindRx(dmabuf, [0]));
        Assert.Equal(BindRefusal.DriverUnsupported, refused.Reason);
        Assert.Equal(Errno.EOPNOTSUPP, refused.Errno);
        Assert.Equal("attribute: dmabuf ifindex", refused.Attribute);
        Assert.Contains("mlx5", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Loopback_cannot_send_out_of_a_dmabuf()
    {
        RunningKernel.RequireTransmit();
        using DevmemDevice device = DevmemDevice.Open("lo");
        using Dmabuf dmabuf = Memfd.AsDmabuf();
        var refused = Assert.ThrowsAny<DevmemBindException>(() => device.BindTx(dmabuf));
        Assert.Equal(BindRefusal.DriverUnsupported, refused.Reason);
        Assert.Equal("Driver does not support netmem TX", refused.KernelMessage);
    }

    [Fact]
    public void Off_is_refused_before_any_call_where_the_kernel_has_only_On()
    {
        RunningKernel.NetdevWithBinding().Dispose();
        using DevmemDevice device = DevmemDevice.Open("lo");
        Assert.SkipWhen(device.Capabilities.CanTurnAutoreleaseOff, "this kernel has Off");
        using Dmabuf dmabuf = Memfd.AsDmabuf();
        Assert.Throws<NotSupportedException>(() => device.BindRx(dmabuf, [0], AutoreleaseMode.Off));
        Assert.ThrowsAny<DevmemBindException>(() => device.BindRx(dmabuf, [0], AutoreleaseMode.On));
    }

    [Theory]
    [InlineData("devmem-none0")]
    [InlineData("a-name-that-no-interface-can-have")]
    public void An_unknown_interface_is_named(string name)
    {
        RunningKernel.Require();
        var refused = Assert.ThrowsAny<DevmemBindException>(() => DevmemDevice.Open(name));
        Assert.Equal(BindRefusal.UnknownInterface, refused.Reason);
        Assert.Equal(Errno.ENODEV, refused.Errno);
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_descriptor_that_is_no_dmabuf_is_found_out_by_CPU_access()
    {
        RunningKernel.Require();
        using Dmabuf dmabuf = Memfd.AsDmabuf();
        var refused = Assert.Throws<DevmemException>(() => dmabuf.CopyTo(0, new byte[1]));
        Assert.Equal(Errno.ENOTTY, refused.Errno);
    }

    private static void Add(NetlinkRequest request, string part)
    {
        _ = part switch
        {
            "nothing" => request,
            "ifindex" => request.Add(Netdev.NETDEV_A_DMABUF_IFINDEX, RunningKernel.LoopbackIndex()),
            "ifindex=0" => request.Add(Netdev.NETDEV_A_DMABUF_IFINDEX, 0u),
            "ifindex=byte" => request.Add(Netdev.NETDEV_A_DMABUF_IFINDEX, (byte)1),
            "ifindex=none" => request.Add(Netdev.NETDEV_A_DMABUF_IFINDEX, 0x7ffffff0u),
            "fd" => request.Add(Netdev.NETDEV_A_DMABUF_FD, uint.MaxValue),
            "queue" => request.AddNest(Netdev.NETDEV_A_DMABUF_QUEUES, nest => Queue(nest, 0)),
            "queue-type=2" => request.AddNest(Netdev.NETDEV_A_DMABUF_QUEUES, nest => Queue(nest, 2)),
            "queue-flat" => request.Add(Netdev.NETDEV_A_DMABUF_QUEUES, [8, 0, 1, 0, 0, 0, 0, 0]),
            "number=6" => request.Add(6, 0u),
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "no such part"),
        };
    }

    private static void Queue(NetlinkRequest nest, uint type) =>
        nest.Add(Netdev.NETDEV_A_QUEUE_ID, 0u).Add(Netdev.NETDEV_A_QUEUE_TYPE, type);
}
