using System;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Backends;
using Devmem.Linux.Binding;
using Devmem.Linux.Interop;
using Devmem.Linux.Tests.Support;

namespace Devmem.Linux.Tests.Kernel;

/// <summary>Receiving ordinary traffic on loopback: with the flag the kernel copies it and sends no record.</summary>
public sealed class ReceiveTests : IDisposable
{
    private readonly TcpPair _pair = new();
    private readonly RxBinding _binding;

    public ReceiveTests()
    {
        // Loopback cannot be bound, so the binding is one in name: an open netlink socket and a number that no record will bear.
        RunningKernel.Require();
        _binding = new RxBinding(new LinuxRxBinding(RunningKernel.Calls, RunningKernel.Netdev(), 1, 1 << 20, AutoreleaseMode.On));
    }

    private static CancellationToken Patience => TestContext.Current.CancellationToken;

    public static TheoryData<int> ControlLengths => new(0, 8, 16, 39, 40, 4096, 65536);

    [Theory]
    [MemberData(nameof(ControlLengths))]
    public void The_flag_changes_nothing_for_ordinary_traffic(int controlLength)
    {
        _pair.Peer.Send("hello"u8);
        Span<byte> control = new byte[controlLength];
        byte[] data = new byte[64];
        Assert.True(_pair.Local.Poll(TimeSpan.FromSeconds(5), SelectMode.SelectRead));
        nint received = RawCalls.Receive(_pair.Local.SafeHandle, data, ref control, Sock.MSG_SOCK_DEVMEM, out int flags);
        Assert.Equal(5, received);
        Assert.Equal(0, flags);
        Assert.Equal(0, control.Length);
        Assert.Equal("hello"u8, data.AsSpan(0, 5));
    }

    [Fact]
    public void Ordinary_traffic_is_one_linear_fragment()
    {
        using DevmemSocket socket = _binding.Attach(_pair.Local);
        _pair.Peer.Send("ordinary"u8);
        byte[] linear = new byte[64];
        using FragmentBatch batch = socket.Receive(linear);
        Assert.Equal(1, batch.Count);
        Assert.True(batch[0].IsLinear);
        Assert.Equal(8, batch.LinearBytes);
        Assert.Equal("ordinary", Encoding.ASCII.GetString(linear, (int)batch[0].Offset, batch[0].Length));
    }

    [Fact]
    public void The_length_of_the_buffer_is_the_budget()
    {
        using DevmemSocket socket = _binding.Attach(_pair.Local);
        _pair.Peer.Send("0123456789"u8);
        Span<byte> linear = new byte[4];
        var text = new StringBuilder();
        while (text.Length < 10)
        {
            using FragmentBatch batch = socket.Receive(linear);
            Assert.InRange(batch.LinearBytes, 1, 4);
            text.Append(Encoding.ASCII.GetString(linear[..batch.LinearBytes]));
        }

        Assert.Equal("0123456789", text.ToString());
    }

    [Fact]
    public void Without_a_buffer_ordinary_traffic_is_EFAULT_and_stays()
    {
        using DevmemSocket socket = _binding.Attach(_pair.Local);
        _pair.Peer.Send("kept"u8);
        Assert.Equal(Errno.EFAULT, Assert.Throws<DevmemException>(() => socket.Receive(default)).Errno);
        using FragmentBatch batch = socket.Receive(new byte[16]);
        Assert.Equal(4, batch.LinearBytes);
    }

    [Fact]
    public void Nothing_there_is_no_batch_and_the_end_is_an_empty_one()
    {
        using DevmemSocket socket = _binding.Attach(_pair.Local);
        Assert.False(socket.TryReceive(new byte[16], out FragmentBatch? none));
        Assert.Null(none);
        _pair.Peer.Shutdown(SocketShutdown.Send);
        using FragmentBatch end = socket.Receive(new byte[16]);
        Assert.True(end.EndOfStream);
        Assert.Equal(0, end.Count);
    }

    [Fact]
    public async Task A_wait_ends_when_data_comes()
    {
        using DevmemSocket socket = _binding.Attach(_pair.Local);
        for (int i = 0; i < 20; i++)
        {
            ValueTask<FragmentBatch> receive = socket.ReceiveAsync(new byte[16], Patience);
            Assert.False(receive.IsCompleted);
            _pair.Peer.Send("now"u8);
            using FragmentBatch batch = await receive;
            Assert.Equal(3, batch.LinearBytes);
        }
    }

    [Fact]
    public async Task A_cancelled_wait_takes_nothing_and_the_next_goes_on()
    {
        using DevmemSocket socket = _binding.Attach(_pair.Local);
        for (int i = 0; i < 20; i++)
        {
            using var cancel = new CancellationTokenSource();
            ValueTask<FragmentBatch> receive = socket.ReceiveAsync(new byte[16], cancel.Token);
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => (await receive).Dispose());
            _pair.Peer.Send("again"u8);
            using FragmentBatch batch = await socket.ReceiveAsync(new byte[16], Patience);
            Assert.Equal(5, batch.LinearBytes);
        }
    }

    [Fact]
    public async Task A_reset_is_told_by_a_blocking_and_by_an_asynchronous_receive()
    {
        using DevmemSocket socket = _binding.Attach(_pair.Local);
        ValueTask<FragmentBatch> receive = socket.ReceiveAsync(new byte[16], Patience);
        _pair.Peer.LingerState = new LingerOption(true, 0);
        _pair.Peer.Dispose();
        var reset = await Assert.ThrowsAsync<DevmemException>(async () => (await receive).Dispose());
        Assert.Equal(Errno.ECONNRESET, reset.Errno);
    }

    [Fact]
    public async Task Closing_ends_a_blocked_receive_at_once()
    {
        DevmemSocket socket = _binding.Attach(_pair.Local);
        Task<Exception?> blocked = Task.Factory.StartNew(
            () => Record.Exception(() => socket.Receive(new byte[16]).Dispose()), Patience, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Thread.Sleep(50); // into the wait; too early would only test less
        socket.Close();
        Assert.IsType<ObjectDisposedException>(await blocked.WaitAsync(TimeSpan.FromSeconds(5), Patience));
    }

    [Fact]
    public async Task Closing_under_a_blocked_receive_says_goodbye_to_the_peer_and_does_not_reset()
    {
        DevmemSocket socket = _binding.Attach(_pair.Local);
        Task blocked = Task.Factory.StartNew(
            () => Record.Exception(() => socket.Receive(new byte[16]).Dispose()), Patience, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Thread.Sleep(50);
        socket.Close();
        await blocked.WaitAsync(TimeSpan.FromSeconds(5), Patience);
        Assert.Equal(0, await _pair.Peer.ReceiveAsync(new byte[1], Patience));
    }

    [Fact]
    public async Task Closing_ends_an_asynchronous_receive()
    {
        DevmemSocket socket = _binding.Attach(_pair.Local);
        ValueTask<FragmentBatch> receive = socket.ReceiveAsync(new byte[16], Patience);
        socket.Close();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => (await receive).Dispose());
    }

    [Fact]
    public async Task A_stream_arrives_whole_and_in_order()
    {
        using DevmemSocket socket = _binding.Attach(_pair.Local);
        byte[] sent = new byte[1 << 20];
        new Random(7).NextBytes(sent);
        Task send = Task.Run(() => _pair.Peer.Send(sent), Patience);
        byte[] linear = new byte[10_000];
        byte[] got = [];
        while (got.Length < sent.Length)
        {
            using FragmentBatch batch = await socket.ReceiveAsync(linear, Patience);
            got = [.. got, .. linear.AsSpan(0, batch.LinearBytes)];
        }

        await send;
        Assert.True(got.SequenceEqual(sent));
    }

    [Fact]
    public void Receiving_from_an_unconnected_socket_is_ENOTCONN()
    {
        using var lonely = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Span<byte> control = new byte[40];
        Assert.Equal(-Errno.ENOTCONN, RawCalls.Receive(lonely.SafeHandle, new byte[8], ref control, Sock.MSG_SOCK_DEVMEM | Sock.MSG_DONTWAIT, out _));
    }

    public void Dispose()
    {
        _binding.Dispose();
        _pair.Dispose();
    }
}
