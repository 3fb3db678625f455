using System;
using System.Collections.Generic;
using System.Net.Sockets;
using Devmem.Backends;
using Devmem.Linux.Binding;
using Devmem.Linux.Netlink;
using Devmem.Linux.Sending;
using Devmem.Linux.Tests.Kernel;
using Devmem.Linux.Tests.Support;
using Devmem.Runtime.Tests;
using Devmem.Simulation;

namespace Devmem.Linux.Tests.Behaviour;

/// <summary>Loopback cannot be bound, but takes zero-copy sends of ordinary memory, which are numbered and completed alike, and refuses messages.</summary>
internal sealed partial class RunningKernelSubject
{
    private const uint UnknownId = 0x7ffffff0;

    private readonly Dictionary<SenderBackend, Socket> _senders = [];

    private bool CanSend => _netdev.Family.Commands.Contains(Netdev.NETDEV_CMD_BIND_TX);

    internal override DmabufMemory CreateMemory(int pages) => new PinnedMemory(pages * Environment.SystemPageSize);

    internal override TxBindingBackend BindTx(DmabufMemory memory) => new StandIn((PinnedMemory)memory);

    internal override (SenderBackend Sender, Socket Peer) ConnectSender(TxBindingBackend binding)
    {
        (Socket near, Socket peer) = Connect();
        SenderBackend sender = binding.Attach(near);
        _senders.Add(sender, near);
        return (sender, peer);
    }

    internal override int SendOnce(SenderBackend sender, uint dmabufId, long offset, int length, SendFlags flags) =>
        BareSend.Call(_senders[sender].SafeHandle, dmabufId, offset, length, flags);

    internal override SendRange? TakeCompletion(SenderBackend sender) => BareSend.TakeCompletion(_senders[sender].SafeHandle);

    internal override void LimitSendBuffer(SenderBackend sender, int bytes) => _senders[sender].SendBufferSize = bytes;

    /// <summary>Of loopback, whose driver can neither; the descriptor is no dma-buf, which no kernel gets to.</summary>
    internal override void TryBind(bool receive, DmabufMemory memory, Binder binder)
    {
        RunningKernel.RequireDriverFirst();
        using Dmabuf noDmabuf = Memfd.AsDmabuf();
        BareSend.As(binder, () =>
        {
            LinuxDeviceBackend loopback = LinuxDeviceBackend.Open(RunningKernel.Calls, "lo");
            if (receive)
                loopback.BindRx(noDmabuf.Memory, [0], null).Unbind();
            else
                loopback.BindTx(noDmabuf.Memory).Unbind();
        });
    }

    /// <summary>The library's sender, whose sends go out of ordinary memory.</summary>
    private sealed class StandIn(PinnedMemory memory) : TxBindingBackend
    {
        internal override uint DmabufId => UnknownId;

        internal override SenderBackend Attach(Socket socket) => new LinuxSenderBackend(
            new ZeroCopyOfOrdinaryMemory(memory.Bytes), socket, UnknownId, memory.Length, interfaceName: null);

        internal override void Unbind()
        {
        }
    }

    private sealed class PinnedMemory(int length) : DmabufMemory
    {
        internal byte[] Bytes { get; } = GC.AllocateArray<byte>(length, pinned: true);

        internal override long Length => Bytes.Length;

        internal override void Read(long offset, Span<byte> destination) => Bytes.AsSpan((int)offset, destination.Length).CopyTo(destination);

        internal override void Write(long offset, ReadOnlySpan<byte> source) => source.CopyTo(Bytes.AsSpan((int)offset));

        internal override void Close()
        {
        }
    }
}
