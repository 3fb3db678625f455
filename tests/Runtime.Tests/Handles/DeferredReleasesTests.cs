using System;
using System.Threading;
using System.Threading.Tasks;

namespace Devmem.Runtime.Tests;

public class DeferredReleasesTests
{
    [Fact]
    public void Only_what_is_signalled_is_released()
    {
        using Rig rig = new();
        using Flow flow = rig.Open();
        using DeferredReleases deferred = new();
        Fence first = new();
        Fence second = new();
        deferred.Add(flow.SendAndReceive(), first);
        deferred.Add(Detach(flow), second);
        Assert.Equal(0, deferred.ReleaseCompleted());
        second.Signal();
        Assert.Equal(1, deferred.ReleaseCompleted());
        Assert.Single(rig.Device.Audit().Batches);
        Assert.Empty(rig.Device.Audit().Tokens);
        first.Signal();
        Assert.Equal(1, deferred.ReleaseCompleted());
        Assert.Equal(0, deferred.ReleaseCompleted());
        Assert.Empty(rig.Device.Audit().Pages);
    }

    [Fact]
    public async Task Dispose_waits_for_the_fences_and_a_second_one_does_nothing()
    {
        using Rig rig = new();
        using Flow flow = rig.Open();
        DeferredReleases deferred = new();
        Fence fence = new();
        deferred.Add(flow.SendAndReceive(), fence);
        Task disposing = Task.Run(deferred.Dispose, TestContext.Current.CancellationToken);
        await Task.Delay(30, TestContext.Current.CancellationToken);
        Assert.False(disposing.IsCompleted);
        fence.Signal();
        await disposing;
        deferred.Dispose();
        Assert.Empty(rig.Device.Audit().Pages);
        Assert.Throws<ObjectDisposedException>(() => deferred.ReleaseCompleted());
    }

    [Fact]
    public void What_is_added_after_the_dispose_is_released_behind_its_fence()
    {
        using Rig rig = new();
        using Flow flow = rig.Open();
        DeferredReleases deferred = new();
        deferred.Dispose();
        Fence fence = new();
        fence.Signal();
        Assert.Throws<ObjectDisposedException>(() => deferred.Add(flow.SendAndReceive(), fence));
        Assert.Throws<ObjectDisposedException>(() => deferred.Add(Detach(flow), fence));
        Assert.Empty(rig.Device.Audit().Pages);
    }

    [Fact]
    public void Without_a_fence_the_handle_is_released_and_the_call_refused()
    {
        using Rig rig = new();
        using Flow flow = rig.Open();
        using DeferredReleases deferred = new();
        Assert.Throws<ArgumentNullException>(() => deferred.Add(flow.SendAndReceive(), null!));
        Assert.Throws<ArgumentNullException>(() => deferred.Add((FragmentBatch)null!, new Fence()));
        Assert.Empty(rig.Device.Audit().Pages);
        deferred.Add(default(DevmemToken), new Fence());
        Assert.Equal(0, deferred.ReleaseCompleted());
    }

    [Fact]
    public void The_tokens_of_one_socket_go_back_together()
    {
        using FakeRig fake = new(AutoreleaseMode.On);
        using DeferredReleases deferred = new();
        Fence fence = new();
        fence.Signal();
        for (uint i = 0; i < 40; i++)
            deferred.Add(fake.Receive(1 + (i * 3), 2 + (i * 3), 3 + (i * 3)), fence);
        Assert.Equal(40, deferred.ReleaseCompleted());
        Assert.Equal([(1u, 120u)], Assert.Single(fake.Backend.Calls));
    }

    [Fact]
    public void What_the_kernel_refuses_waits_for_another_try()
    {
        using FakeRig fake = new(AutoreleaseMode.On);
        using DeferredReleases deferred = new();
        Fence fence = new();
        fence.Signal();
        deferred.Add(fake.Receive(1, 2), fence);
        deferred.Add(fake.Receive(5).Detach(0), fence);
        fake.Backend.Refuse = true;
        Assert.Throws<DevmemException>(() => deferred.ReleaseCompleted());
        Assert.Equal(3, fake.Backend.Held.Count);
        fake.Backend.Refuse = false;
        Assert.Equal(2, deferred.ReleaseCompleted());
        Assert.Empty(fake.Backend.Held);
    }

    [Fact]
    public void What_was_released_or_closed_meanwhile_is_passed_over()
    {
        using Rig rig = new(AutoreleaseMode.On);
        using Flow flow = rig.Open();
        using DeferredReleases deferred = new();
        Fence fence = new();
        FragmentBatch batch = flow.SendAndReceive();
        deferred.Add(batch, fence);
        deferred.Add(Detach(flow), fence);
        batch.Dispose();
        flow.Socket.Close();
        fence.Signal();
        Assert.Equal(2, deferred.ReleaseCompleted());
        Assert.Equal(0, deferred.ReleaseCompleted());
        Assert.Empty(rig.Device.Audit().Pages);
    }

    private static DevmemToken Detach(Flow flow)
    {
        using FragmentBatch batch = flow.SendAndReceive();
        return batch.Detach(0);
    }

    private sealed class Fence : IReleaseFence
    {
        private readonly ManualResetEventSlim _event = new();

        public bool IsSignalled => _event.IsSet;

        public void Wait() => _event.Wait();

        internal void Signal() => _event.Set();
    }
}
