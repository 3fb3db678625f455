using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Backends;
using Devmem.Linux.Binding;
using Devmem.Linux.Interop;
using Devmem.Linux.Sending;
using Devmem.Linux.Tests.Support;

namespace Devmem.Linux.Tests.Kernel;

/// <summary>What sendmsg refuses on loopback, and the completions of ordinary zero-copy sends, which number as those of a dmabuf do.</summary>
public sealed class SendTests : IDisposable
{
    private const uint UnknownId = 0x7ffffff1;

    private readonly TcpPair _pair = new();

    private static CancellationToken Patience => TestContext.Current.CancellationToken;

    [Fact]
    public void Without_SO_ZEROCOPY_the_message_is_EINVAL()
    {
        RunningKernel.Require();
        Assert.Equal(-Errno.EINVAL, RawCalls.SendOffset(_pair.Local.SafeHandle, 0, 8, Sock.SCM_DEVMEM_DMABUF, Id(UnknownId), Sock.MSG_ZEROCOPY));
    }

    [Theory]
    [InlineData(Sock.SCM_DEVMEM_DMABUF, 4, Sock.MSG_ZEROCOPY)]
    [InlineData(Sock.SCM_DEVMEM_DMABUF, 4, 0)]
    [InlineData(Sock.SCM_DEVMEM_DMABUF, 8, Sock.MSG_ZEROCOPY)]
    [InlineData(Sock.SCM_DEVMEM_LINEAR, 4, Sock.MSG_ZEROCOPY)]
    public void Unknown_ids_and_odd_messages_are_EINVAL(int type, int payload, int flags)
    {
        RunningKernel.Require();
        SenderOptions.Set(RunningKernel.Calls, _pair.Local.SafeHandle, interfaceName: null);
        byte[] content = new byte[payload];
        Id(UnknownId).CopyTo(content, 0);
        Assert.Equal(-Errno.EINVAL, RawCalls.SendOffset(_pair.Local.SafeHandle, 0, 8, type, content, flags));
    }

    [Fact]
    public void The_library_never_sends_with_id_0()
    {
        RunningKernel.Require();
        SenderOptions.Set(RunningKernel.Calls, _pair.Local.SafeHandle, interfaceName: null);
        Assert.Equal(-Errno.EINVAL, DevmemSend.Try(RunningKernel.Calls, _pair.Local.SafeHandle, dmabufId: 0, 0, 8));
        Assert.Equal(0, _pair.Peer.Available);
    }

    [Fact]
    public void An_unknown_binding_is_said_so_through_the_handles()
    {
        using var binding = new TxBinding(new LinuxTxBinding(RunningKernel.Calls, RunningKernel.Netdev(), UnknownId, long.MaxValue, "lo"));
        using DevmemSender sender = binding.Attach(_pair.Local);
        var refused = Assert.Throws<DevmemException>(() => sender.Send(0, 4096));
        Assert.Equal(Errno.EINVAL, refused.Errno);
        Assert.Contains("binding", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void On_UDP_the_kernel_ignores_the_message_so_the_library_never_gets_there()
    {
        RunningKernel.RequireTransmit(); // before, the message itself is unknown
        using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        udp.Connect(udp.LocalEndPoint!);
        Assert.Equal(4, RawCalls.Send(udp.SafeHandle, "oops"u8, Sock.SCM_DEVMEM_DMABUF, Id(UnknownId), 0));
        using var binding = new TxBinding(new LinuxTxBinding(RunningKernel.Calls, RunningKernel.Netdev(), UnknownId, long.MaxValue, "lo"));
        Assert.Throws<ArgumentException>(() => binding.Attach(udp));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Completions_come_as_inclusive_ranges(string address)
    {
        RunningKernel.Require();
        IPAddress local = IPAddress.Parse(address);
        Assert.SkipWhen(local.AddressFamily == AddressFamily.InterNetworkV6 && !HasLoopbackV6(), "no IPv6 loopback");
        using var pair = new TcpPair(local);
        SenderOptions.Set(RunningKernel.Calls, pair.Local.SafeHandle, interfaceName: null);
        var book = new CompletionBook();
        byte[] data = GC.AllocateArray<byte>(4096, pinned: true);
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(4096, RawCalls.Send(pair.Local.SafeHandle, data, type: 0, default, Sock.MSG_ZEROCOPY));
            book.Issue();
        }

        bool copied = false;
        SpinWait.SpinUntil(
            () =>
            {
                while (ErrorQueueReader.TryRead(RunningKernel.Calls, pair.Local.SafeHandle, out SendCompletion? completion))
                {
                    book.Complete(completion!.Value);
                    copied |= completion.Value.WasCopied;
                }

                return book.AllComplete;
            },
            TimeSpan.FromSeconds(5));
        Assert.True(book.AllComplete);
        Assert.True(book.IsComplete(new SendRange(0, 4)));
        Assert.True(copied, "loopback always copies");
    }

    [Fact]
    public async Task Waits_for_completions_end_with_and_without_a_thread()
    {
        RunningKernel.Require();
        SenderOptions.Set(RunningKernel.Calls, _pair.Local.SafeHandle, interfaceName: null);
        var completions = new SendCompletions(new ZeroCopyOfOrdinaryMemory(), _pair.Local.SafeHandle);
        for (int i = 0; i < 50; i++)
        {
            Assert.Equal(4096, completions.Send(UnknownId, 0, 4096, out uint number));
            Assert.Equal((uint)i, number);
            var range = new SendRange(number, number);
            if (i % 2 == 0)
                completions.Wait(range);
            else
                await completions.WaitAsync(range, Patience);
            Assert.True(completions.IsComplete(range));
            Assert.Equal(4096, _pair.Peer.Receive(new byte[4096]));
        }

        completions.Close();
    }

    [Fact]
    public async Task A_send_larger_than_the_send_buffer_goes_on_until_all_is_queued()
    {
        RunningKernel.Require();
        const int Length = 16 << 20;
        var sender = new LinuxSenderBackend(new ZeroCopyOfOrdinaryMemory(), _pair.Local, UnknownId, long.MaxValue, interfaceName: null);
        Task<SendRange> send = Task.Factory.StartNew(() => sender.Send(0, Length), Patience, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        byte[] buffer = new byte[1 << 20];
        for (int received = 0; received < Length;)
            received += await _pair.Peer.ReceiveAsync(buffer, Patience);
        SendRange range = await send.WaitAsync(TimeSpan.FromSeconds(10), Patience);
        Assert.Equal(0u, range.First);
        Assert.InRange(range.Last, (uint)(Length / (1 << 16)) - 1, uint.MaxValue); // at least as many calls as pieces
        await sender.WaitCompletedAsync(range, Patience).AsTask().WaitAsync(TimeSpan.FromSeconds(10), Patience);
        Assert.Equal(0, _pair.Peer.Available);
        sender.Close();
    }

    [Fact]
    public async Task Closing_ends_a_send_that_waits_for_room()
    {
        RunningKernel.Require();
        var sender = new LinuxSenderBackend(new ZeroCopyOfOrdinaryMemory(), _pair.Local, UnknownId, long.MaxValue, interfaceName: null);
        Task send = Task.Factory.StartNew(() => sender.Send(0, int.MaxValue), Patience, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Thread.Sleep(100); // until nobody takes what is sent; too early would only test less
        sender.Close();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => send.WaitAsync(TimeSpan.FromSeconds(10), Patience));
    }

    [Fact]
    public async Task Closing_and_cancelling_end_a_wait_for_a_completion()
    {
        RunningKernel.Require();
        var completions = new SendCompletions(RunningKernel.Calls, _pair.Local.SafeHandle);
        var never = new SendRange(0, 0);
        using var cancel = new CancellationTokenSource();
        ValueTask cancelled = completions.WaitAsync(never, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await cancelled);
        ValueTask closed = completions.WaitAsync(never, Patience);
        Task blocked = Task.Factory.StartNew(() => completions.Wait(never), Patience, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        completions.Close();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await closed);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => blocked.WaitAsync(TimeSpan.FromSeconds(5), Patience));
    }

    [Fact]
    public void A_wait_whose_thread_is_interrupted_can_be_made_again()
    {
        RunningKernel.Require();
        SenderOptions.Set(RunningKernel.Calls, _pair.Local.SafeHandle, interfaceName: null);
        var completions = new SendCompletions(new ZeroCopyOfOrdinaryMemory(), _pair.Local.SafeHandle);
        var first = new SendRange(0, 0);
        Exception? ended = null;
        var waiting = new Thread(() => ended = Record.Exception(() => completions.Wait(first)));
        waiting.Start();
        Thread.Sleep(50); // too early would only interrupt its next wait
        waiting.Interrupt();
        Assert.True(waiting.Join(TimeSpan.FromSeconds(10)));
        Assert.IsType<ThreadInterruptedException>(ended);
        Assert.Equal(4096, completions.Send(UnknownId, 0, 4096, out uint number));
        Assert.Equal(0u, number);
        Assert.Equal(4096, _pair.Peer.Receive(new byte[4096]));
        completions.Wait(first);
        completions.Close();
    }

    public void Dispose() => _pair.Dispose();

    private static byte[] Id(uint id) => BitConverter.GetBytes(id);

    private static bool HasLoopbackV6()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
