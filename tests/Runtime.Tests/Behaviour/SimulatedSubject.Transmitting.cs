using System;
using System.Net.Sockets;
using Devmem.Backends;
using Devmem.Simulation;

namespace Devmem.Runtime.Tests;

internal sealed partial class SimulatedSubject
{
    internal override TxBindingBackend BindTx(DmabufMemory memory) => _interface.BindTx(memory);

    internal override void TryBind(bool receive, DmabufMemory memory, Binder binder)
    {
        SimulatedInterface other = Other(binder);
        if (receive)
            other.BindRx(memory, [0], _mode).Unbind();
        else
            other.BindTx(memory).Unbind();
    }

    internal override (SenderBackend Sender, Socket Peer) ConnectSender(TxBindingBackend binding) => Connect(binding);

    internal override (SenderBackend Sender, Socket Peer) ConnectElsewhere(TxBindingBackend binding) =>
        Connect(Other(Binder.Able).BindTx(CreateMemory(1)));

    internal override int SendOnce(SenderBackend sender, uint dmabufId, long offset, int length, SendFlags flags) =>
        ((SimulatedSender)sender).TrySend(dmabufId, offset, length, flags);

    internal override SendRange? TakeCompletion(SenderBackend sender) => ((SimulatedSender)sender).TakeCompletion();

    /// <summary>With completions on demand nothing leaves by itself.</summary>
    internal override void HoldSends(bool hold)
    {
        if (hold)
            return;
        lock (_interface.Kernel.Gate)
            _senders.ForEach(static sender => sender.Allow(int.MaxValue));
    }

    internal override void LimitSendBuffer(SenderBackend sender, int bytes) => ((SimulatedSender)sender).SendBuffer = bytes;

    internal override void StartCount(SenderBackend sender, uint number) => ((SimulatedSender)sender).StartCount(number);

    private (SenderBackend Sender, Socket Peer) Connect(TxBindingBackend binding)
    {
        (Socket near, Socket peer) = Connect();
        SimulatedSender sender = (SimulatedSender)binding.Attach(near);
        _senders.Add(sender);
        return (sender, peer);
    }

    /// <summary>Another interface of the same kernel.</summary>
    private SimulatedInterface Other(Binder binder) => new(new SimulationOptions
    {
        Name = "sim1",
        Kernel = _interface.Kernel,
        HasPrivilege = !binder.HasFlag(Binder.Unprivileged),
        CanTransmit = !binder.HasFlag(Binder.IncapableDriver),
    });
}
