using System;
using System.Net.Sockets;
using Devmem.Linux.Binding;
using Devmem.Linux.Interop;
using Devmem.Linux.Sending;
using Devmem.Linux.Tests.Support;

namespace Devmem.Linux.Tests.Kernel;

/// <summary>A sender must know where the kernel's count of zero-copy sends stands.</summary>
public sealed class SendNumberingTests : IDisposable
{
    private readonly TcpPair _pair = new();
    private readonly TxBinding _binding;

    public SendNumberingTests()
    {
        RunningKernel.Require();
        _binding = new TxBinding(new LinuxTxBinding(new ZeroCopyOfOrdinaryMemory(), RunningKernel.Netdev(), 1, long.MaxValue, "lo"));
    }

    [Fact]
    public void A_socket_that_sent_with_MSG_ZEROCOPY_before_is_refused()
    {
        SenderOptions.Set(RunningKernel.Calls, _pair.Local.SafeHandle, interfaceName: null);
        Assert.Equal(4, RawCalls.Send(_pair.Local.SafeHandle, "zero"u8, type: 0, default, Sock.MSG_ZEROCOPY));
        var refused = Assert.Throws<InvalidOperationException>(() => _binding.Attach(_pair.Local));
        Assert.Contains("SO_ZEROCOPY", refused.Message, StringComparison.Ordinal);
        Assert.True(_pair.Local.SafeHandle.IsClosed);
    }

    [Fact]
    public void The_option_alone_does_no_harm()
    {
        SenderOptions.Set(RunningKernel.Calls, _pair.Local.SafeHandle, interfaceName: null);
        SendOne();
    }

    [Fact]
    public void Nor_do_ordinary_sends_without_it()
    {
        _pair.Local.Send("plain"u8);
        Assert.Equal(5, _pair.Peer.Receive(new byte[64]));
        SendOne();
    }

    public void Dispose()
    {
        _binding.Dispose();
        _pair.Dispose();
    }

    private void SendOne()
    {
        using DevmemSender sender = _binding.Attach(_pair.Local);
        using SendOperation send = sender.Send(0, 4096);
        Assert.Equal(4096, _pair.Peer.Receive(new byte[4096], SocketFlags.None));
        send.Wait();
    }
}
