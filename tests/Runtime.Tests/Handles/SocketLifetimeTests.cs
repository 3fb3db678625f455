using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Backends;
using Devmem.Simulation;

namespace Devmem.Runtime.Tests;

public class SocketLifetimeTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void After_the_close_a_socket_is_disposed_and_a_second_close_does_nothing()
    {
        using Rig rig = new();
        using Flow flow = rig.Open();
        flow.Socket.Close();
        flow.Socket.Close();
        flow.Socket.Dispose();
        Assert.Throws<ObjectDisposedException>(() => flow.Socket.Receive(rig.Linear));
        Assert.Throws<ObjectDisposedException>(() => flow.Socket.TryReceive(rig.Linear, out _));
        Assert.True(flow.Socket.ReceiveAsync(rig.Linear, Stop).AsTask().Exception!.InnerException is ObjectDisposedException);
        Assert.Same(rig.Binding, flow.Socket.Binding);
        Assert.Equal(0, flow.Peer.Receive(new byte[1]));
    }

    [Fact]
    public void After_the_unbind_nothing_can_be_attached_and_the_refused_socket_is_closed()
    {
        using Rig rig = new();
        rig.Binding.Unbind();
        rig.Binding.Unbind();
        rig.Binding.Dispose();
        (Socket near, Socket peer) = Loopback.Connect();
        Assert.Throws<ObjectDisposedException>(() => rig.Binding.Attach(near));
        Assert.Equal(0, peer.Receive(new byte[1]));
        peer.Dispose();
    }

    [Fact]
    public void Only_a_connected_TCP_socket_can_be_attached()
    {
        using Rig rig = new();
        using TxBinding transmit = rig.Device.BindTx(rig.Dmabuf);
        Socket Udp() => new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        Socket Unconnected() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Assert.Throws<ArgumentException>(() => rig.Binding.Attach(Udp()));
        Assert.Throws<ArgumentException>(() => rig.Binding.Attach(Unconnected()));
        Assert.Throws<ArgumentException>(() => transmit.Attach(Udp()));
        Assert.Throws<ArgumentNullException>(() => rig.Binding.Attach(null!));
        Assert.Empty(rig.Device.Audit().Sockets);
    }

    [Fact]
    public void TryReceive_does_not_wait()
    {
        using Rig rig = new();
        using Flow flow = rig.Open();
        Assert.False(flow.Socket.TryReceive(rig.Linear, out FragmentBatch? none));
        Assert.Null(none);
        flow.Send(10);
        Assert.True(flow.Socket.TryReceive(rig.Linear, out FragmentBatch? batch));
        batch.Dispose();
    }

    [Fact]
    public async Task Receive_waits_for_the_peer()
    {
        using Rig rig = new();
        using Flow flow = rig.Open();
        Task<int> receiving = Task.Run(
            () =>
            {
                using FragmentBatch batch = flow.Socket.Receive(rig.Linear);
                return batch[0].Length;
            },
            Stop);
        await Task.Delay(30, Stop);
        Assert.False(receiving.IsCompleted);
        flow.Send(77);
        Assert.Equal(77, await receiving);
    }

    [Fact]
    public async Task A_waiting_receive_ends_with_the_close_of_its_socket()
    {
        using Rig rig = new();
        using Flow blocked = rig.Open();
        using Flow awaited = rig.Open();
        Task receiving = Task.Run(() => blocked.Socket.Receive(rig.Linear), Stop);
        Task<FragmentBatch> pending = awaited.Socket.ReceiveAsync(rig.Linear, Stop).AsTask();
        await Task.Delay(30, Stop);
        blocked.Socket.Close();
        awaited.Socket.Close();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => receiving);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pending);
    }

    [Fact]
    public async Task ReceiveAsync_waits_and_can_be_cancelled_without_losing_anything()
    {
        using Rig rig = new();
        using Flow flow = rig.Open();
        using CancellationTokenSource cancel = new();
        Task<FragmentBatch> receiving = flow.Socket.ReceiveAsync(rig.Linear, cancel.Token).AsTask();
        Assert.False(receiving.IsCompleted);
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving);
        Task<FragmentBatch> again = flow.Socket.ReceiveAsync(rig.Linear, Stop).AsTask();
        byte[] sent = flow.Send(5000);
        using FragmentBatch batch = await again;
        Assert.Equal(sent[..batch[0].Length], flow.Payload(batch)[..batch[0].Length]);
        Assert.True(rig.Device.Audit().Batches.Count == 1);
    }

    [Fact]
    public async Task Cancelling_while_data_arrives_neither_loses_nor_doubles_a_byte()
    {
        using Rig rig = new();
        using Flow flow = rig.Open();
        byte[] sent = Loopback.Pattern(400_000);
        Task sending = Task.Run(
            () =>
            {
                for (int at = 0; at < sent.Length; at += 1000)
                    flow.Peer.Send(sent, at, 1000, SocketFlags.None);
                flow.Peer.Shutdown(SocketShutdown.Send);
            },
            Stop);
        byte[] received = [];
        for (bool end = false; !end;)
        {
            using CancellationTokenSource cancel = new(TimeSpan.FromTicks(500));
            try
            {
                using FragmentBatch batch = await flow.Socket.ReceiveAsync(rig.Linear, cancel.Token);
                end = batch.EndOfStream;
                received = [.. received, .. flow.Payload(batch)];
            }
            catch (OperationCanceledException)
            {
            }
        }

        await sending;
        Assert.True(sent.AsSpan().SequenceEqual(received));
        Assert.True(rig.Device.Audit().Pages.Count == 0);
    }

    [Fact]
    public void A_cancelled_token_receives_nothing()
    {
        using Rig rig = new();
        using Flow flow = rig.Open();
        flow.Send(100);
        ValueTask<FragmentBatch> receiving = flow.Socket.ReceiveAsync(rig.Linear, new CancellationToken(canceled: true));
        Assert.True(receiving.IsCanceled);
        Assert.True(rig.Device.Audit().Pages.Count == 0);
    }

    [Fact]
    public void A_reset_connection_surfaces_with_its_errno()
    {
        using Rig rig = new();
        using Flow flow = rig.Open();
        flow.Peer.Close(timeout: 0);
        DevmemException error = Assert.Throws<DevmemException>(() => flow.Socket.Receive(rig.Linear));
        Assert.Equal(Errno.ECONNRESET, error.Errno);
    }

    [Fact]
    public void The_receive_timeout_of_the_socket_bounds_the_wait()
    {
        using Rig rig = new(pages: 1);
        using Flow flow = rig.Open();
        flow.Socket.Socket.ReceiveTimeout = 60;
        SocketException idle = Assert.Throws<SocketException>(() => flow.Socket.Receive(rig.Linear));
        Assert.Equal(SocketError.TimedOut, idle.SocketErrorCode);
        flow.Send(2 * Rig.Page);
        using FragmentBatch all = flow.Socket.Receive(rig.Linear);
        SocketException starved = Assert.Throws<SocketException>(() => flow.Socket.Receive(rig.Linear));
        Assert.Equal(SocketError.TimedOut, starved.SocketErrorCode);
    }
}
