using System.Threading.Tasks;
using Devmem.Backends;

namespace Devmem.Runtime.Tests;

public class LinkTests
{
    [Fact]
    public void A_queue_names_its_binding_while_it_is_bound_and_the_link_is_up()
    {
        using Rig rig = new();
        Assert.Equal(rig.Binding.DmabufId, rig.Device.BoundTo(0));
        Assert.Null(rig.Device.BoundTo(1));
        Assert.Equal(Errno.EINVAL, Assert.Throws<DevmemException>(() => rig.Device.BoundTo(8)).Errno);
        rig.Device.IsLinkUp = false;
        Assert.Equal(Errno.ENOENT, Assert.Throws<DevmemException>(() => rig.Device.BoundTo(0)).Errno);
        rig.Device.IsLinkUp = true;
        rig.Binding.Unbind();
        Assert.Null(rig.Device.BoundTo(0));
    }

    [Fact]
    public async Task Binding_and_tokens_survive_a_link_that_goes_down_and_up()
    {
        using Rig rig = new();
        using Flow flow = rig.Open();
        using FragmentBatch before = flow.SendAndReceive(100);
        rig.Device.IsLinkUp = false;
        byte[] sent = flow.Send(Rig.Page);
        Assert.False(flow.Socket.TryReceive(rig.Linear, out _));
        Task<FragmentBatch> pending = flow.Socket.ReceiveAsync(rig.Linear, TestContext.Current.CancellationToken).AsTask();
        using DevmemToken token = before.Detach(0);
        token.Release();
        Assert.False(pending.IsCompleted);
        rig.Device.IsLinkUp = true;
        using FragmentBatch batch = await pending;
        Assert.Equal(sent, flow.Payload(batch));
        Assert.Equal(0, rig.Device.Audit().Harm.Starvations);
    }

    [Theory]
    [InlineData(AutoreleaseMode.On)]
    [InlineData(AutoreleaseMode.Off)]
    public void After_the_removal_tokens_can_be_returned_and_nothing_can_be_bound(AutoreleaseMode mode)
    {
        using Rig rig = new(mode);
        Flow flow = rig.Open();
        FragmentBatch batch = flow.SendAndReceive();
        rig.Device.Remove();
        Assert.Equal(Errno.ENODEV, Assert.ThrowsAny<DevmemException>(() => rig.Device.BindRx(rig.Dmabuf, [0], mode)).Errno);
        Assert.Equal(Errno.ENODEV, Assert.ThrowsAny<DevmemException>(() => rig.Device.BindTx(rig.Dmabuf)).Errno);
        Assert.Equal(Errno.ENODEV, Assert.Throws<DevmemException>(() => rig.Device.BoundTo(0)).Errno);
        Assert.False(flow.Socket.TryReceive(rig.Linear, out _));
        batch.Release();
        flow.Dispose();
        rig.Binding.Unbind();
        Assert.True(rig.Device.Audit().IsClean);
    }

    [Theory]
    [InlineData(AutoreleaseMode.On, 0)]
    [InlineData(AutoreleaseMode.Off, 1)]
    public void What_is_held_at_the_removal_is_lost_for_good_in_off_mode(AutoreleaseMode mode, int lost)
    {
        using Rig rig = new(mode);
        Flow flow = rig.Open();
        FragmentBatch batch = flow.SendAndReceive();
        rig.Device.Remove();
        flow.Dispose();
        batch.Dispose();
        rig.Binding.Unbind();
        Assert.Equal(lost, rig.Device.Audit().Pages.Count);
    }
}
