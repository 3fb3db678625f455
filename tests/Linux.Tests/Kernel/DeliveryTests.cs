using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Linux.Tests.Support;
using Devmem.Runtime.Tests;

namespace Devmem.Linux.Tests.Kernel;

/// <summary>The public handles on a NIC that really delivers into a dmabuf, where the machine has one.</summary>
[Collection("the delivering NIC")]
public partial class DeliveryTests
{
    private const int Page = 4096;

    private static CancellationToken Testing => TestContext.Current.CancellationToken;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("blocking")]
    [InlineData("trying")]
    [InlineData("awaiting")]
    public async Task A_stream_arrives_whole_in_a_small_dmabuf_when_every_batch_is_released(string how)
    {
        using Delivery delivery = new(pages: 16);
        (DevmemSocket socket, Socket peer) = delivery.Connect();
        using DevmemSocket closing = socket;
        byte[] sent = Loopback.Pattern(100 * Page, seed: 5);
        Task send = Task.Run(() =>
        {
            peer.Send(sent);
            peer.Shutdown(SocketShutdown.Send);
        }, Testing);
        byte[] linear = new byte[16 * Page];
        List<byte> got = [];
        int inDmabuf = 0;
        while (true)
        {
            using FragmentBatch batch = await Receive(socket, linear, how);
            if (batch.EndOfStream)
                break;
            got.AddRange(delivery.Read(batch, linear));
            for (int i = 0; i < batch.Count; i++)
                inDmabuf += batch[i].IsLinear ? 0 : batch[i].Length;
        }

        await send.WaitAsync(s_patience, Testing);
        Assert.True(sent.AsSpan().SequenceEqual(got.ToArray()));
        Assert.Equal(sent.Length, inDmabuf);
    }

    [Fact]
    public async Task Batches_released_on_other_threads_while_the_next_arrive_lose_no_page_and_no_byte()
    {
        using Delivery delivery = new(pages: 16);
        (DevmemSocket socket, Socket peer) = delivery.Connect();
        using DevmemSocket closing = socket;
        byte[] sent = Loopback.Pattern(300 * Page, seed: 6);
        Task send = Task.Run(() => peer.Send(sent), Testing);
        using BlockingCollection<FragmentBatch> received = [];
        Task[] releasers = [.. Enumerable.Range(0, 3).Select(kind => Task.Run(() => ReleaseAll(socket, received, kind), Testing))];
        List<byte> got = [];
        while (got.Count < sent.Length)
        {
            FragmentBatch batch = socket.Receive([]);
            got.AddRange(delivery.Read(batch, []));
            received.Add(batch, Testing);
        }

        received.CompleteAdding();
        await Task.WhenAll([send, .. releasers]).WaitAsync(s_patience, Testing);
        Assert.True(sent.AsSpan().SequenceEqual(got.ToArray()));
        Assert.Equal(16, Hold(socket, peer, pages: 16).Count);
    }

    private static void ReleaseAll(DevmemSocket socket, BlockingCollection<FragmentBatch> received, int kind)
    {
        foreach (FragmentBatch batch in received.GetConsumingEnumerable())
        {
            if (kind == 0)
            {
                batch.Release();
                continue;
            }

            DevmemToken[] tokens = [.. Enumerable.Range(0, batch.Count).Select(batch.Detach)];
            if (kind == 1)
                Assert.Equal(tokens.Length, socket.Release(tokens));
            else
                Array.ForEach(tokens, token => token.Release());
            batch.Release();
        }
    }

    [Fact]
    public void Detached_tokens_go_back_from_another_thread_and_are_counted()
    {
        using Delivery delivery = new(pages: 16);
        (DevmemSocket socket, Socket peer) = delivery.Connect();
        using DevmemSocket closing = socket;
        DevmemToken[] tokens = [.. Hold(socket, peer, pages: 12)];
        Assert.All(tokens, token => Assert.Equal(delivery.Binding.DmabufId, token.DmabufId));
        Assert.Equal(12, OnAnotherThread(() => socket.Release(tokens)));
        Assert.Throws<InvalidOperationException>(() => socket.Release(tokens));
        Assert.Equal(16, Hold(socket, peer, pages: 16).Count);
    }

    [Fact]
    public void Held_pages_starve_the_queue_until_they_are_released()
    {
        using Delivery delivery = new(pages: 8);
        (DevmemSocket socket, Socket peer) = delivery.Connect();
        using DevmemSocket closing = socket;
        List<DevmemToken> held = Hold(socket, peer, pages: 8);
        (DevmemSocket innocent, Socket other) = delivery.Connect();
        using DevmemSocket closingToo = innocent;
        other.Send(new byte[Page]);
        Thread.Sleep(300);
        Assert.False(innocent.TryReceive([], out FragmentBatch? nothing));
        Assert.Null(nothing);
        held.ForEach(token => token.Release());
        using FragmentBatch batch = innocent.Receive([]); // the peer's retransmission
        Assert.Equal(Page, batch[0].Length);
    }

    [Fact]
    public void A_close_with_tokens_out_leaves_nothing_behind_where_the_kernel_autoreleases()
    {
        using Delivery delivery = new(pages: 8);
        Assert.SkipUnless(delivery.Binding.Autorelease == AutoreleaseMode.On, "this kernel does not autorelease by itself");
        (DevmemSocket socket, Socket peer) = delivery.Connect();
        List<DevmemToken> held = Hold(socket, peer, pages: 8);
        socket.Close();
        held[0].Dispose();
        Assert.Throws<ObjectDisposedException>(() => held[1].Release());
        peer.Dispose();
        (DevmemSocket next, Socket other) = delivery.Connect();
        using DevmemSocket closing = next;
        Assert.Equal(8, Hold(next, other, pages: 8).Count);
    }

    [Fact]
    public void Data_queued_before_the_unbind_is_delivered_where_the_kernel_autoreleases()
    {
        using Delivery delivery = new(pages: 8);
        (DevmemSocket socket, Socket peer) = delivery.Connect();
        using DevmemSocket closing = socket;
        byte[] sent = Loopback.Pattern(2 * Page, seed: 9);
        peer.Send(sent);
        Assert.True(SpinWait.SpinUntil(() => socket.Socket.Available == sent.Length, s_patience));
        delivery.Binding.Unbind();
        byte[] linear = new byte[Page];
        if (delivery.Binding.Autorelease == AutoreleaseMode.Off)
        {
            // The scenario of the review: a socket that had not received yet is too late, whenever it asks.
            Assert.Equal(Backends.Errno.ENODEV, Assert.Throws<DevmemException>(() => socket.Receive(linear)).Errno);
            Assert.Equal(Backends.Errno.ENODEV, Assert.Throws<DevmemException>(() => socket.Receive(linear)).Errno);
            return;
        }

        using (FragmentBatch batch = socket.Receive([]))
        {
            Assert.True(sent.AsSpan().SequenceEqual(delivery.Read(batch, [])));
            Assert.Equal(delivery.Binding.DmabufId, batch[0].DmabufId);
        }

        peer.Send(sent.AsSpan(0, 100));
        using FragmentBatch ordinary = socket.Receive(linear);
        Assert.Equal((1, 100), (ordinary.Count, ordinary.LinearBytes));
    }

    [Fact]
    public void A_socket_that_has_received_outlives_the_unbind_and_its_tokens_return()
    {
        using Delivery delivery = new(pages: 8);
        (DevmemSocket socket, Socket peer) = delivery.Connect();
        using DevmemSocket closing = socket;
        List<DevmemToken> held = Hold(socket, peer, pages: 2);
        byte[] sent = Loopback.Pattern(2 * Page, seed: 8);
        peer.Send(sent);
        Assert.True(SpinWait.SpinUntil(() => socket.Socket.Available == sent.Length, s_patience));
        delivery.Binding.Unbind();
        using (FragmentBatch batch = socket.Receive([]))
            Assert.True(sent.AsSpan().SequenceEqual(delivery.Read(batch, [])));
        Assert.Equal(2, socket.Release(held.ToArray()));
    }

    [Fact]
    public void Without_autorelease_a_close_with_tokens_out_costs_the_binding_its_pages_until_it_ends()
    {
        using Delivery delivery = new(pages: 8);
        Assert.SkipUnless(delivery.Binding.Autorelease == AutoreleaseMode.Off, "this kernel autoreleases");
        (DevmemSocket socket, Socket peer) = delivery.Connect();
        Hold(socket, peer, pages: 8);
        socket.Close();
        (DevmemSocket next, Socket other) = delivery.Connect();
        using (next)
        {
            other.Send(new byte[Page]);
            Thread.Sleep(500);
            Assert.False(next.TryReceive([], out _));
        }
    }

    [Fact]
    public void The_mode_of_the_system_is_one_and_another_is_refused_by_name()
    {
        using Delivery delivery = new(pages: 8);
        Assert.SkipUnless(delivery.Device.Capabilities.CanTurnAutoreleaseOff, "this kernel has one mode");
        using Dmabuf memory = Dmabuf.CreateUdmabuf(8 * Page);
        var refused = Assert.Throws<DevmemModeException>(() => delivery.Device.BindRx(memory, [Delivery.Queue + 1], AutoreleaseMode.On).Dispose());
        Assert.Equal((AutoreleaseMode.On, AutoreleaseMode.Off), (refused.Requested, refused.Current));
        delivery.Binding.Dispose();
        RxBinding? on = null;
        Assert.True(SpinWait.SpinUntil(() => TryBind(delivery.Device, memory, out on), s_patience), "the lock stayed");
        Assert.Equal(AutoreleaseMode.On, on!.Autorelease);
        on.Dispose();
    }

    [Fact]
    public void A_flow_that_is_steered_to_a_second_binding_says_so_in_its_fragments()
    {
        using Delivery delivery = new(pages: 8);
        Assert.SkipUnless(delivery.Binding.Autorelease == AutoreleaseMode.On, "without autorelease a socket has one binding");
        (DevmemSocket socket, Socket peer) = delivery.Connect();
        using DevmemSocket closing = socket;
        using Dmabuf otherMemory = Dmabuf.CreateUdmabuf(4 * Page);
        using RxBinding other = delivery.Device.BindRx(otherMemory, [Delivery.Queue + 1]);
        Hold(socket, peer, pages: 1).ForEach(token => token.Release());
        delivery.ForgetRules();
        delivery.Steer(socket.Socket, Delivery.Queue + 1);
        byte[] sent = Loopback.Pattern(Page, seed: 3);
        peer.Send(sent);
        using FragmentBatch batch = socket.Receive([]);
        Assert.Equal(other.DmabufId, batch[0].DmabufId);
        byte[] got = new byte[Page];
        otherMemory.CopyTo(batch[0].Offset, got);
        Assert.Equal(sent, got);
    }

    [Fact]
    public void Linear_parts_are_packed_and_fragments_follow_in_stream_order()
    {
        using Delivery delivery = new(pages: 8);
        Assert.SkipUnless(delivery.Nic.HasOptions, "this NIC cannot be told how to split");
        delivery.Nic.SetOption("bytes", 50);
        delivery.Nic.SetOption("linear", 1);
        (DevmemSocket socket, Socket peer) = delivery.Connect();
        using DevmemSocket closing = socket;
        byte[] sent = Loopback.Pattern(2 * Page, seed: 4);
        peer.Send(sent);
        Assert.True(SpinWait.SpinUntil(() => socket.Socket.Available == sent.Length, s_patience));
        Assert.Equal(14, Assert.Throws<DevmemException>(() => socket.Receive([])).Errno); // EFAULT: no room for linear bytes, nothing is lost
        byte[] linear = new byte[16 * Page];
        using FragmentBatch batch = socket.Receive(linear);
        Assert.Equal(100, batch.LinearBytes);
        Assert.Equal([true, false, true, false], Enumerable.Range(0, batch.Count).Select(i => batch[i].IsLinear));
        Assert.True(sent.AsSpan().SequenceEqual(delivery.Read(batch, linear)));
    }

    [Fact]
    public async Task A_cancelled_receive_takes_nothing()
    {
        using Delivery delivery = new(pages: 8);
        (DevmemSocket socket, Socket peer) = delivery.Connect();
        using DevmemSocket closing = socket;
        byte[] linear = new byte[Page];
        for (int i = 0; i < 20; i++)
        {
            using CancellationTokenSource source = new();
            ValueTask<FragmentBatch> receive = socket.ReceiveAsync(linear, source.Token);
            byte[] sent = Loopback.Pattern(Page, seed: i);
            Task race = Task.Run(source.Cancel, Testing);
            peer.Send(sent);
            await race;
            FragmentBatch? batch = null;
            try
            {
                batch = await receive;
            }
            catch (OperationCanceledException)
            {
                batch = await socket.ReceiveAsync(linear, Testing);
            }

            Assert.True(sent.AsSpan().SequenceEqual(delivery.Read(batch, linear)));
            batch.Dispose();
        }
    }

    [Fact]
    public async Task A_close_under_a_blocked_receive_ends_it()
    {
        using Delivery delivery = new(pages: 8);
        (DevmemSocket socket, _) = delivery.Connect();
        Task receive = Task.Run(() => Assert.Throws<ObjectDisposedException>(() => socket.Receive([])), Testing);
        await Task.Delay(200, Testing);
        socket.Close();
        await receive.WaitAsync(s_patience, Testing);
    }

    private static async ValueTask<FragmentBatch> Receive(DevmemSocket socket, byte[] linear, string how)
    {
        if (how == "blocking")
            return socket.Receive(linear);
        if (how == "awaiting")
            return await socket.ReceiveAsync(linear, Testing);
        FragmentBatch? batch;
        while (!socket.TryReceive(linear, out batch))
            Thread.Sleep(1);
        return batch;
    }

    /// <summary>Has the peer send so many pages and keeps their tokens.</summary>
    private static List<DevmemToken> Hold(DevmemSocket socket, Socket peer, int pages)
    {
        peer.Send(Loopback.Pattern(pages * Page, seed: pages));
        List<DevmemToken> tokens = [];
        int got = 0;
        while (got < pages * Page)
        {
            using FragmentBatch batch = socket.Receive([]);
            for (int i = 0; i < batch.Count; i++)
            {
                got += batch[i].Length;
                tokens.Add(batch.Detach(i));
            }
        }

        return tokens;
    }

    private static int OnAnotherThread(Func<int> call)
    {
        int result = 0;
        var thread = new Thread(() => result = call());
        thread.Start();
        thread.Join();
        return result;
    }
}
