using System.Collections.Generic;
using Devmem.Backends;
using Devmem.Linux.Netlink;

namespace Devmem.Linux.Tests.Kernel;

/// <summary>Generic netlink on the running kernel: resolving, policies, dumps.</summary>
public class FamilyTests
{
    [Fact]
    public void The_family_is_resolved_with_its_commands()
    {
        using NetdevClient netdev = RunningKernel.NetdevWithBinding();
        Assert.True(netdev.Family.Id > Genl.GENL_ID_CTRL);
        Assert.Contains(Netdev.NETDEV_CMD_QUEUE_GET, netdev.Family.Commands);
        Assert.Contains(Netdev.NETDEV_CMD_PAGE_POOL_GET, netdev.Family.Commands);
    }

    [Fact]
    public void An_unknown_family_is_ENOENT()
    {
        RunningKernel.Require();
        using var client = new NetlinkClient(RunningKernel.Calls, Nl.NETLINK_GENERIC);
        Assert.Null(NetlinkFamily.Resolve(client, "devmem-none", out NetlinkStatus status));
        Assert.Equal(Errno.ENOENT, status.Errno);
    }

    [Fact]
    public void The_policy_of_BIND_RX_is_read_with_its_nest()
    {
        using NetdevClient netdev = RunningKernel.NetdevWithBinding();
        CommandPolicy policy = Assert.IsType<CommandPolicy>(netdev.Policy(Netdev.NETDEV_CMD_BIND_RX));
        Assert.Equal(new AttributePolicy(NetlinkAttributeType.U32, 1, uint.MaxValue, null), policy[Netdev.NETDEV_A_DMABUF_IFINDEX]);
        Assert.Equal(NetlinkAttributeType.U32, policy[Netdev.NETDEV_A_DMABUF_FD]?.Type);
        Assert.Equal(NetlinkAttributeType.Nested, policy[Netdev.NETDEV_A_DMABUF_QUEUES]?.Type);
        Assert.Equal(NetlinkAttributeType.U32, policy.Nested(Netdev.NETDEV_A_DMABUF_QUEUES, Netdev.NETDEV_A_QUEUE_ID)?.Type);
        Assert.Equal(1ul, policy.Nested(Netdev.NETDEV_A_DMABUF_QUEUES, Netdev.NETDEV_A_QUEUE_TYPE)?.Maximum);
        Assert.Null(policy[Netdev.NETDEV_A_DMABUF_ID]); // answers only
    }

    [Fact]
    public void What_the_policy_shows_as_attribute_5_is_what_BIND_RX_takes()
    {
        using NetdevClient netdev = RunningKernel.NetdevWithBinding();
        FifthAttribute fifth = FifthAttributes.Classify(netdev.Policy(Netdev.NETDEV_CMD_BIND_RX));
        NetlinkRequest request = netdev.Request(Netdev.NETDEV_CMD_BIND_RX)
            .Add(Netdev.NETDEV_A_DMABUF_IFINDEX, RunningKernel.LoopbackIndex())
            .Add(Netdev.NETDEV_A_DMABUF_FIVE, (byte)1);
        NetlinkStatus status = netdev.Bind(request, out _, out _);
        Assert.SkipWhen(status.Errno == Errno.EPERM, "BIND_RX refuses this user before it looks at attributes");
        if (fifth == FifthAttribute.Absent)
            Assert.Equal("Unknown attribute type", status.Ack.Text);
        else
            Assert.NotEqual("Unknown attribute type", status.Ack.Text);
    }

    [Fact]
    public void A_command_without_a_policy_gives_none()
    {
        using NetdevClient netdev = RunningKernel.Netdev();
        Assert.Null(netdev.Policy(99));
    }

    [Fact]
    public void Queues_of_loopback_are_dumped()
    {
        using NetdevClient netdev = RunningKernel.Netdev();
        NetlinkStatus status = netdev.Queues(RunningKernel.LoopbackIndex(), out List<NetdevQueue> queues);
        Assert.Equal(0, status.Errno);
        NetdevQueue queue = Assert.Single(queues, queue => queue.IsReceive);
        Assert.Equal(0u, queue.Id);
        Assert.False(queue.IsTaken);
    }

    [Fact]
    public void A_queue_that_is_not_there_is_EINVAL()
    {
        using NetdevClient netdev = RunningKernel.Netdev();
        NetlinkStatus status = netdev.Queue(RunningKernel.LoopbackIndex(), 999, out NetdevQueue? queue);
        Assert.Null(queue);
        Assert.Equal(Errno.EINVAL, status.Errno);
    }

    [Fact]
    public void Page_pools_are_dumped()
    {
        using NetdevClient netdev = RunningKernel.Netdev();
        Assert.Equal(0, netdev.PagePools(out List<NetdevPagePool> pools).Errno);
        Assert.All(pools, pool => Assert.NotEqual(0u, pool.Id));
    }

    [Fact]
    public void A_dump_of_BIND_RX_and_an_unknown_command_are_EOPNOTSUPP()
    {
        using NetdevClient netdev = RunningKernel.NetdevWithBinding();
        Assert.Equal(Errno.EOPNOTSUPP, netdev.Bind(netdev.Request(99), out _, out _).Errno);
        Assert.Equal(Errno.EOPNOTSUPP, netdev.Bind(netdev.Request(Netdev.NETDEV_CMD_BIND_RX, Nl.NLM_F_DUMP), out _, out _).Errno);
    }
}
