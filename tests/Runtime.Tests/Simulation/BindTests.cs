using System;
using Devmem.Backends;
using Devmem.Simulation;

namespace Devmem.Runtime.Tests;

public class BindTests
{
    [Fact]
    public void A_conflict_of_modes_names_both_and_ends_with_the_last_binding()
    {
        using SimulatedDevice device = new();
        using Dmabuf dmabuf = device.CreateDmabuf(Rig.Page);
        RxBinding off = device.BindRx(dmabuf, [0]);
        Assert.Equal(AutoreleaseMode.Off, off.Autorelease);
        DevmemModeException error = Assert.Throws<DevmemModeException>(() => device.BindRx(dmabuf, [1], AutoreleaseMode.On));
        Assert.Equal((AutoreleaseMode.On, AutoreleaseMode.Off, Errno.EBUSY), (error.Requested, error.Current, error.Errno));
        Assert.Equal("System already configured with autorelease=0", error.KernelMessage);
        Assert.Contains("autorelease On", error.Message, StringComparison.Ordinal);
        Assert.Contains("autorelease Off", error.Message, StringComparison.Ordinal);
        off.Unbind();
        using RxBinding on = device.BindRx(dmabuf, [1], AutoreleaseMode.On);
        Assert.Equal(AutoreleaseMode.On, on.Autorelease);
        Assert.Throws<DevmemModeException>(() => device.BindRx(dmabuf, [0]));
        Assert.Equal(2, device.Audit().Harm.ModeConflicts);
    }

    [Fact]
    public void A_released_kernel_has_one_mode()
    {
        using SimulatedDevice device = new(new SimulationOptions { Profile = KernelProfile.Released });
        using Dmabuf dmabuf = device.CreateDmabuf(Rig.Page);
        using RxBinding own = device.BindRx(dmabuf, [0]);
        using RxBinding on = device.BindRx(dmabuf, [1], AutoreleaseMode.On);
        Assert.Equal((AutoreleaseMode.On, AutoreleaseMode.On), (own.Autorelease, on.Autorelease));
        Assert.Throws<NotSupportedException>(() => device.BindRx(dmabuf, [2], AutoreleaseMode.Off));
        Assert.False(device.Capabilities.CanTurnAutoreleaseOff);
        Assert.Equal(AutoreleaseMode.On, device.Capabilities.DefaultAutorelease);
    }

    [Fact]
    public void Devices_that_share_a_kernel_share_its_mode_and_its_ids()
    {
        SimulatedKernel kernel = new();
        using SimulatedDevice first = new(new SimulationOptions { Kernel = kernel });
        using SimulatedDevice second = new(new SimulationOptions { Kernel = kernel, Name = "sim1" });
        using Dmabuf dmabuf = first.CreateDmabuf(Rig.Page);
        using RxBinding receive = first.BindRx(dmabuf, [0], AutoreleaseMode.On);
        using TxBinding transmit = second.BindTx(dmabuf);
        Assert.Throws<DevmemModeException>(() => second.BindRx(dmabuf, [0], AutoreleaseMode.Off));
        using RxBinding other = second.BindRx(dmabuf, [0], AutoreleaseMode.On);
        Assert.Equal([1u, 2u, 3u], [receive.DmabufId, transmit.DmabufId, other.DmabufId]);
        Assert.Equal(("sim0", "sim1"), (first.Name, second.Name));
    }

    public static TheoryData<string, int, string?, bool> Refusals => new()
    {
        { "privilege", Errno.EPERM, null, false },
        { "queue", Errno.EINVAL, null, false },
        { "memory", Errno.EINVAL, null, false },
        { "split", Errno.EINVAL, "tcp-data-split is disabled", true },
        { "threshold", Errno.EINVAL, "hds-thresh is not zero", true },
        { "xdp", Errno.EEXIST, "unable to custom memory provider to device with XDP program attached", true },
        { "taken", Errno.EEXIST, "designated queue already memory provider bound", true },
    };

    [Theory, MemberData(nameof(Refusals))]
    public void A_refusal_bears_errno_and_text_and_burns_an_id_if_it_comes_late(string what, int errno, string? text, bool burns)
    {
        SimulatedKernel kernel = new();
        using SimulatedDevice good = new(new SimulationOptions { Kernel = kernel });
        using SimulatedDevice device = new(new SimulationOptions
        {
            Kernel = kernel,
            HasPrivilege = what != "privilege",
            HasHeaderSplit = what != "split",
            HeaderSplitThreshold = what == "threshold" ? 1 : 0,
            HasXdpProgram = what == "xdp",
        });
        using SimulatedDevice stranger = new();
        using Dmabuf dmabuf = (what == "memory" ? stranger : device).CreateDmabuf(Rig.Page);
        int[] queues = what switch { "queue" => [99], "taken" => [1, 1], _ => [1] };
        DevmemException error = Assert.ThrowsAny<DevmemException>(() => device.BindRx(dmabuf, queues));
        Assert.Equal((errno, text), (error.Errno, error.KernelMessage));
        Assert.Contains(Errno.Describe(errno), error.Message, StringComparison.Ordinal);
        Assert.IsType(
            what switch
            {
                "privilege" => typeof(DevmemPrivilegeException),
                "memory" => typeof(DevmemWrongDescriptorException),
                "split" or "threshold" => typeof(DevmemHeaderSplitException),
                "xdp" => typeof(DevmemXdpException),
                "taken" => typeof(DevmemQueueTakenException),
                _ => typeof(DevmemBindException),
            },
            error);
        using Dmabuf own = good.CreateDmabuf(Rig.Page);
        using RxBinding next = good.BindRx(own, [1]);
        Assert.Equal(burns ? 2u : 1u, next.DmabufId);
    }

    [Fact]
    public void A_binding_takes_all_queues_or_none_and_gives_them_back()
    {
        using SimulatedDevice device = new();
        using Dmabuf dmabuf = device.CreateDmabuf(Rig.Page);
        using RxBinding first = device.BindRx(dmabuf, [3]);
        Assert.ThrowsAny<DevmemException>(() => device.BindRx(dmabuf, [2, 3]));
        using RxBinding second = device.BindRx(dmabuf, [2]);
        first.Unbind();
        using RxBinding third = device.BindRx(dmabuf, [3]);
        Assert.NotEqual(first.DmabufId, third.DmabufId);
    }

    [Fact]
    public void Arguments_that_mean_nothing_are_refused_at_once()
    {
        using SimulatedDevice device = new();
        using Dmabuf dmabuf = device.CreateDmabuf(Rig.Page);
        Assert.Throws<ArgumentException>(() => device.BindRx(dmabuf, []));
        Assert.Throws<ArgumentNullException>(() => device.BindRx(null!, [0]));
        Assert.Throws<ArgumentNullException>(() => device.BindTx(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => device.BindRx(dmabuf, [0], (AutoreleaseMode)2));
        Assert.Throws<ArgumentOutOfRangeException>(() => device.CreateDmabuf(0));
        Assert.Equal(Errno.EINVAL, Assert.Throws<DevmemException>(() => device.CreateDmabuf(Rig.Page + 1)).Errno);
    }

    [Fact]
    public void A_dmabuf_may_be_disposed_after_the_bind_and_a_device_before_its_bindings()
    {
        using Rig rig = new();
        rig.Dmabuf.Dispose();
        rig.Dmabuf.Dispose();
        rig.Device.Dispose();
        using Flow flow = rig.Open();
        using FragmentBatch batch = flow.SendAndReceive();
        Assert.Equal(1, batch.Count);
        Assert.Throws<ObjectDisposedException>(() => rig.Dmabuf.CopyTo(0, new byte[1]));
        Assert.Throws<ObjectDisposedException>(() => rig.Device.BindRx(rig.Dmabuf, [0]));
    }

    [Fact]
    public void CPU_access_stays_inside_the_dmabuf()
    {
        using SimulatedDevice device = new();
        using Dmabuf dmabuf = device.CreateDmabuf(Rig.Page);
        byte[] two = [1, 2];
        dmabuf.CopyFrom(Rig.Page - 2, two);
        byte[] read = new byte[2];
        dmabuf.CopyTo(Rig.Page - 2, read);
        Assert.Equal(two, read);
        Assert.Throws<ArgumentOutOfRangeException>(() => dmabuf.CopyTo(Rig.Page - 1, read));
        Assert.Throws<ArgumentOutOfRangeException>(() => dmabuf.CopyTo(-1, read));
        Assert.Throws<ArgumentOutOfRangeException>(() => dmabuf.CopyFrom(long.MaxValue, two));
        Assert.Equal(Rig.Page, dmabuf.Length);
    }
}
