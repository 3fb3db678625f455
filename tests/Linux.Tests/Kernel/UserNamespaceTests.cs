using System;
using Devmem.Backends;
using Devmem.Linux.Netlink;
using Devmem.Linux.Tests.Support;

namespace Devmem.Linux.Tests.Kernel;

/// <summary>Root of a user namespace of its own, as in a rootless container: all capabilities, but not in the initial namespace.</summary>
public class UserNamespaceTests
{
    private const string Prefix = "Devmem.Linux.Tests.Kernel.UserNamespaceTests.";

    // A process with several threads cannot enter a user namespace, and a managed one always has several, so it must begin there.
    private static readonly string[] s_wrapper = ["unshare", "--user", "--map-root-user", "--net"];

    [Fact]
    public void Its_root_is_refused_with_EPERM_and_told_which_capability_is_meant() =>
        Run(nameof(Its_root_is_refused_with_EPERM_and_told_which_capability_is_meant), () =>
        {
            using NetdevClient netdev = RunningKernel.NetdevWithBinding();
            VirtualLinks.AddPair("devmem0", "devmem1"); // it is root here: this is allowed
            using DevmemDevice device = DevmemDevice.Open("devmem0");
            using Dmabuf dmabuf = Memfd.AsDmabuf();
            var refused = Assert.IsAssignableFrom<DevmemBindException>(Record.Exception(() => device.BindRx(dmabuf, [0]).Dispose()));
            if (refused.Reason == BindRefusal.DriverUnsupported)
                return; // a later kernel, which asks for the privilege in the namespace of the interface only
            Assert.Equal((BindRefusal.MissingPrivilege, Errno.EPERM), (refused.Reason, refused.Errno));
            Assert.Contains("CAP_NET_ADMIN in the initial user namespace", refused.Message, StringComparison.Ordinal);
            Assert.False(device.Capabilities.HasPrivilege);
        });

    [Fact]
    public void Its_root_can_ask_for_a_transmit_binding() =>
        Run(nameof(Its_root_can_ask_for_a_transmit_binding), () =>
        {
            RunningKernel.RequireTransmit();
            using DevmemDevice device = DevmemDevice.Open("lo");
            using Dmabuf dmabuf = Memfd.AsDmabuf();
            Assert.Equal(BindRefusal.DriverUnsupported, Assert.ThrowsAny<DevmemBindException>(() => device.BindTx(dmabuf)).Reason);
        });

    private static void Run(string test, Action body) => ChildProcess.Run(Prefix + test, body, s_wrapper);
}
