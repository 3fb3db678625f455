using System;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Backends;
using Devmem.Linux.Binding;
using Devmem.Linux.Interop;
using Devmem.Linux.Sending;
using Devmem.Linux.Tests.Support;
using Devmem.Runtime.Tests;

namespace Devmem.Linux.Tests.Kernel;

/// <summary>Sending out of a dmabuf through the public handles, on a NIC that really fetches the bytes there.</summary>
[Collection("the delivering NIC")]
public class TransmitTests
{
    private const int Page = 4096;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Testing => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, Page)]
    [InlineData(100, Page)]
    [InlineData(Page - 1, 2)]
    [InlineData(3, (15 * Page) + 17)]
    [InlineData(0, 16 * Page)]
    public async Task A_range_arrives_byte_for_byte_and_completes(int offset, int length)
    {
        using Transmission transmission = new();
        (DevmemSender sender, Socket peer) = transmission.Connect();
        using DevmemSender closing = sender;
        using SendOperation operation = sender.Send(offset, length);
        Assert.Equal(transmission.Range(offset, length), Transmission.Take(peer, length));
        await operation.WaitAsync(Testing).AsTask().WaitAsync(s_patience, Testing);
        Assert.True(operation.IsCompleted);
    }

    [Fact]
    public void The_NIC_fetches_the_bytes_and_the_kernel_copies_none()
    {
        using Transmission transmission = new();
        (Socket near, Socket peer) = transmission.Nic.Connect();
        using Socket closing = near, closingToo = peer;
        SenderOptions.Set(RunningKernel.Calls, near.SafeHandle, transmission.Nic.Name);
        var completions = new CompletionBook();
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(Page, DevmemSend.Try(RunningKernel.Calls, near.SafeHandle, transmission.Binding.DmabufId, i * Page, Page));
            completions.Issue();
        }

        Assert.Equal(transmission.Range(0, 5 * Page), Transmission.Take(peer, 5 * Page));
        bool copied = false;
        Assert.True(SpinWait.SpinUntil(() => TakeIn(near, completions, ref copied).AllComplete, s_patience));
        Assert.False(copied);
    }

    [Fact]
    public async Task Sends_that_are_more_than_the_send_buffer_go_on_in_parts_until_all_is_queued()
    {
        const int Pages = 2048; // 8 MiB
        using Transmission transmission = new(Pages);
        (Socket near, Socket peer) = transmission.Nic.Connect();
        near.SendBufferSize = 64 * 1024;
        using Socket far = peer;
        using DevmemSender sender = transmission.Binding.Attach(near);
        Task<byte[]> taking = Task.Run(() => Transmission.Take(peer, Pages * Page), Testing);
        SendRange range = sender.Backend.Send(0, Pages * Page);
        Assert.True(range.Last > range.First, "the kernel took all at once");
        byte[] taken = await taking.WaitAsync(s_patience, Testing);
        Assert.True(transmission.Content.AsSpan().SequenceEqual(taken));
        sender.Backend.WaitCompleted(range);
    }

    [Fact]
    public async Task The_memory_is_read_until_the_peer_has_acknowledged()
    {
        using Transmission transmission = new();
        Assert.SkipUnless(transmission.Nic.HasOptions, "the wire of this NIC cannot be cut");
        (DevmemSender sender, Socket peer) = transmission.Connect();
        using DevmemSender closing = sender;
        transmission.Nic.SetOption("cut", 1);
        SendOperation operation = sender.Send(0, 3 * Page);
        await Task.Delay(300, Testing);
        Assert.False(operation.IsCompleted);
        using (CancellationTokenSource soon = new(TimeSpan.FromMilliseconds(100)))
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await operation.WaitAsync(soon.Token));
        transmission.Nic.SetOption("cut", 0);
        operation.Wait();
        Assert.Equal(transmission.Range(0, 3 * Page), Transmission.Take(peer, 3 * Page));
    }

    [Fact]
    public async Task Memory_that_is_filled_anew_after_each_completion_carries_a_long_stream()
    {
        using Transmission transmission = new(pages: 4);
        (DevmemSender sender, Socket peer) = transmission.Connect();
        using DevmemSender closing = sender;
        for (int i = 0; i < 40; i++)
        {
            byte[] block = Loopback.Pattern(2 * Page, seed: i);
            int half = i % 2 * 2 * Page;
            transmission.Memory.CopyFrom(half, block);
            await using (Completion(sender.Send(half, block.Length), i))
                Assert.True(block.AsSpan().SequenceEqual(Transmission.Take(peer, block.Length)), $"block {i}");
        }
    }

    [Fact]
    public void What_does_not_lie_in_the_dmabuf_is_refused_whole_and_nothing_of_it_is_sent()
    {
        using Transmission transmission = new(pages: 40); // more than one segment's worth before the end
        (DevmemSender sender, Socket peer) = transmission.Connect();
        using DevmemSender closing = sender;
        foreach ((long offset, int length) in ((long, int)[])[(40 * Page, 1), (39 * Page, Page + 1), (0, (40 * Page) + 1), (1L << 40, 8), (long.MaxValue, 8)])
        {
            var refused = Assert.Throws<DevmemException>(() => sender.Send(offset, length).Dispose());
            Assert.Equal(Errno.EFAULT, refused.Errno);
        }

        using SendOperation good = sender.Send((40 * Page) - 5, 5);
        Assert.Equal(transmission.Content[^5..], Transmission.Take(peer, 5));
        Assert.Equal(0, peer.Available);
    }

    [Fact]
    public void After_the_unbind_what_was_queued_still_arrives_and_nothing_more_is_taken()
    {
        using Transmission transmission = new();
        (DevmemSender sender, Socket peer) = transmission.Connect();
        using DevmemSender closing = sender;
        if (transmission.Nic.HasOptions)
            transmission.Nic.SetOption("cut", 1);
        using SendOperation operation = sender.Send(Page, 2 * Page);
        transmission.Binding.Unbind();
        Assert.Equal(Errno.EINVAL, Assert.Throws<DevmemException>(() => sender.Send(0, 8).Dispose()).Errno);
        transmission.Nic.Reset();
        Assert.Equal(transmission.Range(Page, 2 * Page), Transmission.Take(peer, 2 * Page));
        operation.Wait();
    }

    [Fact]
    public void A_closed_sender_still_sends_what_was_queued()
    {
        using Transmission transmission = new();
        (DevmemSender sender, Socket peer) = transmission.Connect();
        SendOperation operation = sender.Send(0, 8 * Page);
        sender.Close();
        Assert.Equal(transmission.Range(0, 8 * Page), Transmission.Take(peer, 8 * Page));
        Assert.Equal(0, peer.Receive(new byte[1]));
        operation.Dispose();
    }

    [Fact]
    public async Task A_reset_by_the_peer_ends_the_wait_for_what_was_under_way()
    {
        using Transmission transmission = new();
        Assert.SkipUnless(transmission.Nic.HasOptions, "the wire of this NIC cannot be cut");
        (DevmemSender sender, Socket peer) = transmission.Connect();
        using DevmemSender closing = sender;
        transmission.Nic.SetOption("cut", 1);
        SendOperation operation = sender.Send(0, 4 * Page);
        peer.LingerState = new LingerOption(enable: true, seconds: 0);
        peer.Close();
        transmission.Nic.SetOption("cut", 0);
        await Task.Run(operation.Wait, Testing).WaitAsync(s_patience, Testing);
        Assert.Contains(Assert.Throws<DevmemException>(() => sender.Send(0, 8).Dispose()).Errno, new[] { Errno.EPIPE, Errno.ECONNRESET });
    }

    [Fact]
    public void A_flow_that_leaves_through_another_interface_is_refused()
    {
        using Transmission transmission = new();
        using TcpPair pair = new();
        using DevmemSender sender = transmission.Binding.Attach(pair.Local);
        var refused = Assert.Throws<DevmemException>(() => sender.Send(0, 8).Dispose());
        Assert.Equal(Errno.ENODEV, refused.Errno);
        Assert.Contains("interface", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, pair.Peer.Available);
    }

    [Fact]
    public void Threads_with_senders_of_their_own_share_a_binding()
    {
        using Transmission transmission = new(pages: 64);
        (DevmemSender Sender, Socket Peer)[] connections = [.. Enumerable.Range(0, 4).Select(_ => transmission.Connect())];
        Parallel.For(0, connections.Length, worker =>
        {
            (DevmemSender sender, Socket peer) = connections[worker];
            using DevmemSender closing = sender;
            for (int i = 0; i < 30; i++)
            {
                int offset = ((worker * 30) + i) * 997 % (60 * Page);
                using SendOperation operation = sender.Send(offset, 3 * Page);
                Assert.True(transmission.Content.AsSpan(offset, 3 * Page).SequenceEqual(Transmission.Take(peer, 3 * Page)));
            }
        });
    }

    [Fact]
    public async Task A_thousand_sends_that_nobody_waits_for_in_between_all_complete()
    {
        using Transmission transmission = new();
        (DevmemSender sender, Socket peer) = transmission.Connect();
        using DevmemSender closing = sender;
        Task<byte[]> taking = Task.Run(() => Transmission.Take(peer, 1000 * 64), Testing);
        SendOperation[] operations = [.. Enumerable.Range(0, 1000).Select(i => sender.Send(i * 61, 64))];
        byte[] taken = await taking.WaitAsync(s_patience, Testing);
        Assert.True(taken.AsSpan().SequenceEqual(Enumerable.Range(0, 1000).SelectMany(i => transmission.Range(i * 61, 64)).ToArray()));
        Array.ForEach(operations, operation => operation.Dispose());
        Assert.All(operations, operation => Assert.True(operation.IsCompleted));
    }

    [Fact]
    public async Task What_was_received_into_a_dmabuf_is_sent_on_from_where_it_lies()
    {
        using Delivery delivery = new(pages: 16);
        Assert.SkipUnless(delivery.Device.Capabilities.CanBindTx == true, "this kernel or driver cannot send out of a dmabuf");
        using TxBinding forward = delivery.Device.BindTx(delivery.Memory); // one dma-buf, bound for both
        Assert.NotEqual(delivery.Binding.DmabufId, forward.DmabufId);
        (DevmemSocket socket, Socket source) = delivery.Connect();
        using DevmemSocket closing = socket;
        (Socket near, Socket sink) = delivery.Nic.Connect();
        using Socket closingToo = sink;
        sink.ReceiveTimeout = (int)s_patience.TotalMilliseconds;
        using DevmemSender sender = forward.Attach(near);
        byte[] sent = Loopback.Pattern(40 * Page, seed: 12);
        Task send = Task.Run(() => source.Send(sent), Testing);
        Task<byte[]> taking = Task.Run(() => Transmission.Take(sink, sent.Length), Testing);
        for (int got = 0; got < sent.Length;)
        {
            using FragmentBatch batch = socket.Receive([]);
            foreach (Fragment fragment in batch)
            {
                using SendOperation operation = sender.Send(fragment.Offset, fragment.Length); // waits before the batch goes back
                got += fragment.Length;
            }
        }

        await send.WaitAsync(s_patience, Testing);
        byte[] taken = await taking.WaitAsync(s_patience, Testing);
        Assert.True(sent.AsSpan().SequenceEqual(taken));
    }

    [Fact]
    public void A_receive_binding_is_none_to_send_out_of()
    {
        using Delivery delivery = new(pages: 8);
        Assert.SkipUnless(delivery.Device.Capabilities.CanBindTx == true, "this kernel or driver cannot send out of a dmabuf");
        (Socket near, Socket peer) = delivery.Nic.Connect();
        using Socket closing = near, closingToo = peer;
        SenderOptions.Set(RunningKernel.Calls, near.SafeHandle, delivery.Nic.Name);
        Assert.Equal(-Errno.EINVAL, DevmemSend.Try(RunningKernel.Calls, near.SafeHandle, delivery.Binding.DmabufId, 0, 8));
    }

    [Fact]
    public void A_transmit_binding_takes_no_privilege()
    {
        using Transmission transmission = new();
        Exception? failure = null;
        var nobody = new Thread(() => failure = Record.Exception(() =>
        {
            ThreadIdentity.Become(Identity.Nobody);
            using TxBinding binding = transmission.Device.BindTx(transmission.Memory);
            Assert.NotEqual(transmission.Binding.DmabufId, binding.DmabufId);
        }));
        nobody.Start();
        nobody.Join();
        Assert.Null(failure);
    }

    [Fact]
    public void Each_refusal_of_a_transmit_binding_has_its_reason()
    {
        using Transmission transmission = new();
        using Dmabuf noDmabuf = Memfd.AsDmabuf();
        Assert.Equal(
            BindRefusal.WrongDescriptor,
            Assert.ThrowsAny<DevmemBindException>(() => transmission.Device.BindTx(noDmabuf).Dispose()).Reason);
    }

    private static CompletionBook TakeIn(Socket near, CompletionBook book, ref bool copied)
    {
        while (ErrorQueueReader.TryRead(RunningKernel.Calls, near.SafeHandle, out SendCompletion? completion))
        {
            book.Complete(completion!.Value);
            copied |= completion.Value.WasCopied;
        }

        return book;
    }

    /// <summary>Waits at the end of the block, in one of the three ways.</summary>
    private static Ending Completion(SendOperation operation, int way) => new(operation, way % 3);

    private readonly struct Ending(SendOperation operation, int way) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (way == 0)
                operation.Wait();
            else if (way == 1)
                await operation.WaitAsync(Testing);
            operation.Dispose();
        }
    }
}
