using System.Collections.Generic;
using System.Net.Sockets;
using Devmem.Backends;
using Devmem.Linux.Tests.Support;
using Devmem.Runtime.Tests;
using Devmem.Simulation;

namespace Devmem.Linux.Tests.Behaviour;

internal sealed partial class DeliveringNicSubject
{
    private readonly Dictionary<SenderBackend, Socket> _senders = [];
    private readonly List<TxBindingBackend> _transmit = [];

    internal override TxBindingBackend BindTx(DmabufMemory memory)
    {
        var binding = new OnceUnbound(_device.BindTx(memory));
        _transmit.Add(binding);
        return binding;
    }

    internal override (SenderBackend Sender, Socket Peer) ConnectSender(TxBindingBackend binding) => Connect(binding, _nic.Connect());

    /// <summary>Over loopback, to which this binding does not belong.</summary>
    internal override (SenderBackend Sender, Socket Peer) ConnectElsewhere(TxBindingBackend binding) => Connect(binding, Loopback.Connect());

    internal override int SendOnce(SenderBackend sender, uint dmabufId, long offset, int length, SendFlags flags) =>
        BareSend.Call(_senders[sender].SafeHandle, dmabufId, offset, length, flags);

    internal override SendRange? TakeCompletion(SenderBackend sender) => BareSend.TakeCompletion(_senders[sender].SafeHandle);

    /// <summary>With the wire cut nothing is acknowledged, so nothing completes.</summary>
    internal override void HoldSends(bool hold) => PeersRespond(!hold);

    internal override void LimitSendBuffer(SenderBackend sender, int bytes) => _senders[sender].SendBufferSize = bytes;

    internal override void TryBind(bool receive, DmabufMemory memory, Binder binder) => BareSend.As(binder, () =>
    {
        if (receive)
            _device.BindRx(memory, [LastQueue], null).Unbind();
        else
            _device.BindTx(memory).Unbind();
    });

    private bool OffersToSend(string need) => _device.Capabilities.CanBindTx == true
        && (need is "transmit" or "numbers" or "messages" || (need == "hold" && _nic.HasOptions));

    private void UndoTransmit() => _transmit.ForEach(static binding => binding.Unbind());

    private (SenderBackend Sender, Socket Peer) Connect(TxBindingBackend binding, (Socket Near, Socket Peer) sockets)
    {
        SenderBackend sender = binding.Attach(sockets.Near);
        _senders.Add(sender, sockets.Near);
        return (sender, sockets.Peer);
    }

    /// <summary>Rows may undo a binding that the end of the row undoes too.</summary>
    private sealed class OnceUnbound(TxBindingBackend below) : TxBindingBackend
    {
        private bool _isUnbound;

        internal override uint DmabufId => below.DmabufId;

        internal override SenderBackend Attach(Socket socket) => below.Attach(socket);

        internal override void Unbind()
        {
            if (!_isUnbound)
                below.Unbind();
            _isUnbound = true;
        }
    }
}
