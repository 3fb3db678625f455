using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Backends;
using Devmem.Simulation;

namespace Devmem.Runtime.Tests;

public sealed class SendTests : IDisposable
{
    private const int Length = 16 * Rig.Page;

    private readonly Socket _peer;
    private readonly SimulatedDevice _device;
    private readonly Dmabuf _dmabuf;
    private readonly TxBinding _binding;
    private readonly DevmemSender _sender;
    private readonly byte[] _payload = Loopback.Pattern(Length);

    public SendTests()
        : this(SendCompletion.OnDemand)
    {
    }

    private SendTests(SendCompletion completion)
    {
        _device = new SimulatedDevice(new SimulationOptions { SendCompletion = completion });
        _dmabuf = _device.CreateDmabuf(Length);
        _dmabuf.CopyFrom(0, _payload);
        _binding = _device.BindTx(_dmabuf);
        (Socket near, _peer) = Loopback.Connect();
        _sender = _binding.Attach(near);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _sender.Dispose();
        _binding.Dispose();
        _dmabuf.Dispose();
        _device.Dispose();
        _peer.Dispose();
    }

    [Fact]
    public async Task What_is_sent_reaches_the_peer_in_order_and_byte_for_byte()
    {
        using SendTests own = new(SendCompletion.WhenSent);
        Task<byte[]> reading = Task.Run(() => own.ReadAll(40 * Length), Stop);
        for (int i = 0; i < 40; i++)
        {
            using SendOperation first = own._sender.Send(100, Length - 100);
            SendOperation second = own._sender.Send(0, 100);
            await second.WaitAsync(Stop);
            Assert.True(second.IsCompleted);
            first.Wait();
        }

        byte[] read = await reading;
        for (int i = 0; i < 40; i++)
        {
            Assert.True(read.AsSpan(i * Length, Length - 100).SequenceEqual(own._payload.AsSpan(100)));
            Assert.True(read.AsSpan(((i + 1) * Length) - 100, 100).SequenceEqual(own._payload.AsSpan(0, 100)));
        }

        Assert.Empty(own._device.Audit().SendOperations);
    }

    [Fact]
    public void A_send_is_pending_until_the_NIC_has_read_its_memory()
    {
        SendOperation operation = _sender.Send(0, 1000);
        SendOperation later = _sender.Send(1000, 1000);
        Assert.False(operation.IsCompleted);
        Assert.Equal(1, _device.CompleteSends(_sender, 1));
        Assert.True(operation.IsCompleted);
        Assert.False(later.IsCompleted);
        operation.Wait();
        operation.Dispose();
        Assert.Equal(1, _device.CompleteSends(_sender));
        later.Dispose();
        Assert.Equal(_payload.AsSpan(0, 2000).ToArray(), ReadAll(2000));
        Assert.Empty(_device.Audit().SendOperations);
    }

    [Fact]
    public void Memory_that_is_changed_too_early_goes_out_changed_and_is_counted()
    {
        using SendOperation operation = _sender.Send(0, 100);
        byte[] other = Loopback.Pattern(100, seed: 2);
        _dmabuf.CopyFrom(0, other);
        _dmabuf.CopyFrom(100, other);
        _device.CompleteSends(_sender);
        Assert.Equal(other, ReadAll(100));
        _dmabuf.CopyFrom(0, other);
        Assert.Equal(1, _device.Audit().Harm.WritesIntoPendingSends);
    }

    [Fact]
    public async Task Cancelling_the_wait_leaves_the_operation_pending()
    {
        SendOperation operation = _sender.Send(0, 100);
        using CancellationTokenSource cancel = new();
        Task waiting = operation.WaitAsync(cancel.Token).AsTask();
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Single(_device.Audit().SendOperations);
        _device.CompleteSends(_sender);
        await operation.WaitAsync(Stop);
        Assert.Empty(_device.Audit().SendOperations);
    }

    [Fact]
    public async Task A_wait_ends_with_the_completion_on_another_thread()
    {
        SendOperation operation = _sender.Send(0, 100);
        Task waiting = Task.Run(operation.Wait, Stop);
        await Task.Delay(30, Stop);
        Assert.False(waiting.IsCompleted);
        _device.CompleteSends(_sender);
        await waiting;
    }

    [Fact]
    public void After_the_close_of_the_sender_the_bytes_still_go_out_but_nobody_is_told()
    {
        SendOperation operation = _sender.Send(0, 500);
        SendOperation other = _sender.Send(500, 500);
        _sender.Close();
        _sender.Dispose();
        Assert.Throws<ObjectDisposedException>(operation.Wait);
        Assert.Throws<ObjectDisposedException>(() => operation.IsCompleted);
        Assert.Throws<ObjectDisposedException>(() => _sender.Send(0, 1));
        operation.Dispose();
        Assert.Equal(_payload.AsSpan(0, 1000).ToArray(), ReadAll(1000));
        Assert.Equal(0, _peer.Receive(new byte[1]));
        LeakReport report = _device.Audit();
        Assert.Equal(1, report.Harm.SendersClosedWithSendsPending);
        HeldHandle left = Assert.Single(report.SendOperations);
        Assert.Equal((true, 500L, 500L), (left.Stranded, left.Offset, left.Bytes));
        other.Dispose();
        Assert.Empty(_device.Audit().SendOperations);
    }

    [Theory]
    [InlineData(Length, 1)]
    [InlineData(Length - 10, 11)]
    [InlineData(long.MaxValue, 1)]
    public void A_range_outside_the_dmabuf_is_refused_and_nothing_is_sent(long offset, int length)
    {
        DevmemException error = Assert.Throws<DevmemException>(() => _sender.Send(offset, length));
        Assert.Equal(Errno.EFAULT, error.Errno);
        Assert.Empty(_device.Audit().SendOperations);
    }

    [Fact]
    public void After_the_unbind_a_send_is_refused_and_what_is_in_flight_goes_out()
    {
        using SendOperation operation = _sender.Send(0, 100);
        _binding.Unbind();
        DevmemException error = Assert.Throws<DevmemException>(() => _sender.Send(0, 100));
        Assert.Equal(Errno.EINVAL, error.Errno);
        _device.CompleteSends(_sender);
        Assert.Equal(_payload.AsSpan(0, 100).ToArray(), ReadAll(100));
        Assert.Equal(1, _device.Audit().Harm.TxUnbindsWithSendersOpen);
        (Socket near, Socket peer) = Loopback.Connect();
        Assert.Throws<ObjectDisposedException>(() => _binding.Attach(near));
        peer.Dispose();
    }

    [Fact]
    public void Lengths_and_offsets_that_mean_nothing_are_refused_at_once()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _sender.Send(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _sender.Send(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => _sender.Send(0, -1));
    }

    [Fact]
    public void A_driver_without_transmit_refuses_the_bind()
    {
        using SimulatedDevice device = new(new SimulationOptions { CanTransmit = false });
        using Dmabuf dmabuf = device.CreateDmabuf(Rig.Page);
        DevmemException error = Assert.ThrowsAny<DevmemException>(() => device.BindTx(dmabuf));
        Assert.Equal((Errno.EOPNOTSUPP, "Driver does not support netmem TX"), (error.Errno, error.KernelMessage));
    }

    private byte[] ReadAll(int length)
    {
        byte[] read = new byte[length];
        for (int at = 0; at < length;)
        {
            int count = _peer.Receive(read.AsSpan(at));
            Assert.NotEqual(0, count);
            at += count;
        }

        return read;
    }
}
