using System;
using System.Threading.Tasks;
using Devmem.Backends;
using Devmem.Simulation;

namespace Devmem.Runtime.Tests;

/// <summary>What the books say of each misuse, seen through the handles.</summary>
public class HarmTests
{
    [Fact]
    public void A_close_with_tokens_out_is_counted_and_off_mode_keeps_their_pages()
    {
        using Rig rig = new(AutoreleaseMode.Off, pages: 4);
        using Flow flow = rig.Open();
        FragmentBatch batch = flow.SendAndReceive(2 * Rig.Page);
        _ = batch.Detach(0);
        flow.Socket.Close();
        LeakReport report = rig.Device.Audit();
        Assert.Equal((1, 2), (report.Harm.ClosesWithTokensOut, report.Harm.TokensOutAtClose));
        Assert.True(Assert.Single(report.Batches).Stranded);
        Assert.True(Assert.Single(report.Tokens).Stranded);
        Assert.Equal(2, report.Pages.Count);
        Assert.All(report.Pages, page => Assert.NotNull(page.Site));
        batch.Dispose();
        Assert.Equal(2, rig.Device.Audit().Pages.Count);
        rig.Binding.Unbind();
        Assert.True(rig.Device.Audit().IsClean);
    }

    [Fact]
    public void A_close_with_tokens_out_is_counted_and_on_mode_returns_them()
    {
        using Rig rig = new(AutoreleaseMode.On, pages: 4);
        using Flow flow = rig.Open();
        FragmentBatch batch = flow.SendAndReceive(2 * Rig.Page);
        flow.Socket.Close();
        LeakReport report = rig.Device.Audit();
        Assert.Equal((1, 2), (report.Harm.ClosesWithTokensOut, report.Harm.TokensOutAtClose));
        Assert.Empty(report.Batches);
        Assert.Empty(report.Pages);
        Assert.Throws<ObjectDisposedException>(batch.Release);
    }

    [Fact]
    public void A_short_answer_of_the_kernel_leads_to_no_second_return()
    {
        using Rig rig = new(AutoreleaseMode.On);
        using Flow flow = rig.Open();
        FragmentBatch batch = flow.SendAndReceive(4 * Rig.Page);
        Assert.Equal(1, flow.Socket.Backend.ReturnTokens([new TokenRange(batch[1].TokenValue, 1)]));
        batch.Release();
        LeakReport report = rig.Device.Audit();
        Assert.Equal((1, 0), (report.Harm.UnheldReturns, report.Pages.Count));
    }

    [Fact]
    public void A_token_of_another_socket_is_not_sent_in_on_mode_and_stays_held()
    {
        using Rig rig = new(AutoreleaseMode.On);
        using Flow one = rig.Open();
        using Flow other = rig.Open();
        using FragmentBatch others = other.SendAndReceive();
        FragmentBatch batch = one.SendAndReceive();
        DevmemToken token = batch.Detach(0);
        Assert.Equal(others[0].TokenValue, token.Value);
        Assert.Equal(0, other.Socket.Release([token]));
        Assert.Equal(2, rig.Device.Audit().Pages.Count);
        Assert.Equal(1, rig.Device.Audit().Harm.ForeignTokensOffered);
        Assert.Equal(1, one.Socket.Release([token]));
    }

    [Fact]
    public void A_token_of_another_socket_is_returned_in_off_mode_once_that_socket_has_received()
    {
        using Rig rig = new(AutoreleaseMode.Off);
        using Flow one = rig.Open();
        using Flow other = rig.Open();
        FragmentBatch batch = one.SendAndReceive();
        DevmemToken token = batch.Detach(0);
        DevmemException error = Assert.Throws<DevmemException>(() => other.Socket.Release([token]));
        Assert.Equal(Errno.EINVAL, error.Errno);
        Assert.Single(rig.Device.Audit().Tokens);
        other.SendAndReceive().Release();
        Assert.Equal(1, other.Socket.Release([token]));
        Assert.Throws<InvalidOperationException>(token.Release);
        Assert.Empty(rig.Device.Audit().Pages);
    }

    [Theory]
    [InlineData(AutoreleaseMode.Off)]
    [InlineData(AutoreleaseMode.On)]
    public void A_token_of_another_binding_is_never_sent(AutoreleaseMode mode)
    {
        using Rig rig = new(mode);
        using Dmabuf dmabuf = rig.Device.CreateDmabuf(Rig.Page);
        using RxBinding binding = rig.Device.BindRx(dmabuf, [1], mode);
        using Flow one = rig.Open();
        using Flow other = rig.Open(binding);
        other.SendAndReceive().Release();
        using FragmentBatch batch = one.SendAndReceive();
        using DevmemToken token = batch.Detach(0);
        Assert.Equal(0, other.Socket.Release([token]));
        Assert.Equal(0, rig.Device.Audit().Harm.UnheldReturns);
    }

    [Fact]
    public void Unbinding_under_a_socket_that_has_not_received_refuses_it_for_ever_in_off_mode()
    {
        using Rig rig = new(AutoreleaseMode.Off);
        using Flow flow = rig.Open();
        flow.Send(Rig.Page);
        rig.Binding.Unbind();
        for (int i = 0; i < 2; i++)
            Assert.Equal(Errno.ENODEV, Assert.Throws<DevmemException>(() => flow.Socket.Receive(rig.Linear)).Errno);
        LeakReport report = rig.Device.Audit();
        Assert.Equal((1, 2), (report.Harm.UnbindsWithSocketsOpen, report.Harm.ReceivesRefused));
    }

    [Fact]
    public void Unbinding_under_a_socket_delivers_what_was_queued_in_on_mode_and_keeps_the_binding()
    {
        using Rig rig = new(AutoreleaseMode.On);
        using Flow flow = rig.Open();
        byte[] sent = flow.Send(Rig.Page);
        rig.Binding.Unbind();
        using FragmentBatch batch = flow.Socket.Receive(rig.Linear);
        Assert.Equal(sent, flow.Payload(batch));
        LeakReport report = rig.Device.Audit();
        Assert.Equal((1, 1), (report.Harm.UnbindsWithSocketsOpen, report.Harm.ReceivesAfterUnbind));
        Assert.Single(report.Pages);
        Assert.Empty(report.Bindings);
        Assert.Throws<DevmemModeException>(() => rig.Device.BindRx(rig.Dmabuf, [1], AutoreleaseMode.Off));
    }

    [Fact]
    public async Task A_starved_receive_waits_until_a_page_comes_back()
    {
        using Rig rig = new(pages: 2);
        using Flow hoarder = rig.Open();
        using Flow starved = rig.Open();
        FragmentBatch all = hoarder.SendAndReceive(2 * Rig.Page);
        byte[] sent = starved.Send(Rig.Page);
        Assert.False(starved.Socket.TryReceive(rig.Linear, out _));
        Task<FragmentBatch> awaited = starved.Socket.ReceiveAsync(rig.Linear, TestContext.Current.CancellationToken).AsTask();
        await Task.Delay(30, TestContext.Current.CancellationToken);
        Assert.False(awaited.IsCompleted);
        Assert.InRange(rig.Device.Audit().Harm.Starvations, 1, 100);
        all.Release();
        using FragmentBatch batch = await awaited;
        Assert.Equal(sent, starved.Payload(batch));
    }

    [Fact]
    public void A_second_binding_feeds_a_socket_in_on_mode_and_says_which_memory_it_is_in()
    {
        using Rig rig = new(AutoreleaseMode.On);
        using Dmabuf second = rig.Device.CreateDmabuf(4 * Rig.Page);
        using RxBinding binding = rig.Device.BindRx(second, [1], AutoreleaseMode.On);
        using Flow flow = rig.Open();
        flow.SendAndReceive().Release();
        rig.Device.Steer(flow.Socket, binding);
        byte[] sent = flow.Send(Rig.Page, seed: 9);
        using FragmentBatch batch = flow.Socket.Receive(rig.Linear);
        Assert.Equal(binding.DmabufId, batch[0].DmabufId);
        Assert.Equal(sent, flow.Payload(batch, second));
    }

    [Fact]
    public void Without_a_linear_buffer_a_linear_byte_is_refused_and_stays()
    {
        using Rig rig = new(options: new SimulationOptions { LinearSegmentInterval = 2, LinearPartBytes = 8 });
        using Flow flow = rig.Open();
        flow.Send(Rig.Page);
        flow.Socket.Receive([]).Release();
        byte[] sent = flow.Send(100);
        Assert.Equal(Errno.EFAULT, Assert.Throws<DevmemException>(() => flow.Socket.Receive([])).Errno);
        using FragmentBatch batch = flow.Socket.Receive(rig.Linear);
        Assert.Equal(sent, flow.Payload(batch));
    }

    [Fact]
    public void Lingering_connections_keep_their_tokens_until_the_peer_answers()
    {
        using Rig rig = new(AutoreleaseMode.On);
        using Flow flow = rig.Open();
        FragmentBatch batch = flow.SendAndReceive();
        rig.Device.PeersRespond = false;
        flow.Socket.Close();
        batch.Dispose();
        Assert.Single(rig.Device.Audit().Pages);
        rig.Device.PeersRespond = true;
        Assert.Empty(rig.Device.Audit().Pages);
    }
}
