using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Backends;
using Devmem.Linux.Interop;
using Devmem.Linux.Netlink;
using Devmem.Linux.Tests.Support;

namespace Devmem.Linux.Tests.Kernel;

/// <summary>A veth pair in a namespace of its own, as root, as an ordinary user and as root without the capability.</summary>
public class NamespaceTests
{
    [Fact]
    public void An_empty_namespace_has_no_other_interface()
    {
        PrivateNamespace.Run(() =>
        {
            RunningKernel.NetdevWithBinding().Dispose();
            Assert.Equal(BindRefusal.UnknownInterface, Assert.ThrowsAny<DevmemBindException>(() => DevmemDevice.Open("eth0")).Reason);
        });
    }

    [Fact]
    public void A_veth_pair_cannot_receive_into_a_dmabuf_whatever_is_asked()
    {
        RunningKernel.RequireDriverFirst();
        PrivateNamespace.Run(() =>
        {
            Pair(up: true);
            using DevmemDevice device = DevmemDevice.Open("devmem0");
            using Dmabuf dmabuf = Memfd.AsDmabuf();
            foreach (int queue in (int[])[0, 99])
            {
                var refused = Assert.ThrowsAny<DevmemBindException>(() => device.BindRx(dmabuf, [queue]));
                Assert.Equal(BindRefusal.DriverUnsupported, refused.Reason);
                Assert.Equal("attribute: dmabuf ifindex", refused.Attribute);
            }

            RunningKernel.RequireTransmit();
            var transmit = Assert.ThrowsAny<DevmemBindException>(() => device.BindTx(dmabuf));
            Assert.Equal("Driver does not support netmem TX", transmit.KernelMessage);
        });
    }

    [Fact]
    public void Queues_are_told_while_the_interface_is_up_only()
    {
        PrivateNamespace.Run(() =>
        {
            Pair(up: false, queues: 3);
            using NetdevClient netdev = RunningKernel.NetdevWithBinding();
            Assert.Equal(0, NetworkInterfaceControl.TryGetIndex(RunningKernel.Calls, "devmem0", out uint index));
            Assert.Equal(Errno.ENOENT, netdev.Queue(index, 0, out _).Errno);
            VirtualLinks.SetUp("devmem0");
            VirtualLinks.SetUp("devmem1");
            netdev.Queues(index, out List<NetdevQueue> queues);
            Assert.Equal([0u, 1u, 2u], queues.Where(queue => queue.IsReceive).Select(queue => queue.Id).Order());
            using DevmemDevice device = DevmemDevice.Open("devmem0");
            Assert.Equal(3, device.Capabilities.RxQueues);
        });
    }

    [Fact]
    public void A_device_that_cannot_reach_memory_is_told_so()
    {
        RunningKernel.RequireDriverFirst();
        PrivateNamespace.Run(() =>
        {
            VirtualLinks.Add("dummy", "devmem0");
            using DevmemDevice device = DevmemDevice.Open("devmem0");
            using Dmabuf dmabuf = Memfd.AsDmabuf();
            var refused = Assert.ThrowsAny<DevmemBindException>(() => device.BindRx(dmabuf, [0]));
            Assert.Equal(BindRefusal.DeviceCannotDma, refused.Reason);
            Assert.False(device.Capabilities.CanBindRx);
        });
    }

    [Theory]
    [InlineData(Identity.Nobody)]
    [InlineData(Identity.RootWithoutNetAdmin)]
    public void Without_privilege_a_bind_is_EPERM_before_anything_is_looked_at(Identity identity)
    {
        PrivateNamespace.Run(identity, () => Pair(up: true), () =>
        {
            using NetdevClient netdev = RunningKernel.NetdevWithBinding();
            Assert.Equal(Errno.EPERM, netdev.Bind(netdev.Request(Netdev.NETDEV_CMD_BIND_RX), out _, out _).Errno);
            using DevmemDevice device = DevmemDevice.Open("devmem0");
            using Dmabuf dmabuf = Memfd.AsDmabuf();
            var refused = Assert.ThrowsAny<DevmemBindException>(() => device.BindRx(dmabuf, [0]));
            Assert.Equal(BindRefusal.MissingPrivilege, refused.Reason);
            Assert.Contains("CAP_NET_ADMIN", refused.Message, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(Identity.Nobody)]
    [InlineData(Identity.RootWithoutNetAdmin)]
    public void Everything_but_the_receive_bind_is_open_to_every_user(Identity identity)
    {
        PrivateNamespace.Run(identity, () => Pair(up: true), () =>
        {
            using NetdevClient netdev = RunningKernel.NetdevWithBinding();
            Assert.NotNull(netdev.Policy(Netdev.NETDEV_CMD_BIND_RX));
            Assert.Equal(0, netdev.PagePools(out _).Errno);
            using DevmemDevice device = DevmemDevice.Open("devmem0");
            DevmemCapabilities capabilities = device.Capabilities;
            Assert.False(capabilities.HasPrivilege);
            Assert.Null(capabilities.CanBindRx);
            Assert.False(capabilities.CanBindTx);
            Assert.Equal(1, capabilities.RxQueues);
            RunningKernel.RequireTransmit();
            using Dmabuf dmabuf = Memfd.AsDmabuf();
            Assert.Equal(BindRefusal.DriverUnsupported, Assert.ThrowsAny<DevmemBindException>(() => device.BindTx(dmabuf)).Reason);
        });
    }

    [Fact]
    public void The_report_of_an_ordinary_user_names_the_privilege()
    {
        PrivateNamespace.Run(Identity.Nobody, () => Pair(up: true), () =>
        {
            RunningKernel.NetdevWithBinding().Dispose();
            PreflightReport report = DevmemDevice.Check("devmem0");
            Assert.False(report.IsReady);
            PreflightLine privilege = Assert.Single(report.Lines, line => line.Subject == "privilege");
            Assert.Equal(PreflightVerdict.Bad, privilege.Verdict);
            Assert.Contains("CAP_NET_ADMIN", privilege.Repair, StringComparison.Ordinal);
            Assert.Contains("\"veth\"", Assert.Single(report.Lines, line => line.Subject == "driver").Finding, StringComparison.Ordinal);
        });
    }

    private static void Pair(bool up, uint queues = 1)
    {
        VirtualLinks.AddPair("devmem0", "devmem1", queues);
        if (!up)
            return;
        VirtualLinks.SetUp("devmem0");
        VirtualLinks.SetUp("devmem1");
    }
}
