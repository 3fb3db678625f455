using System.Net.Sockets;
using Devmem.Backends;
using Devmem.Linux.Sending;
using Devmem.Runtime.Tests;
using Devmem.Simulation;

namespace Devmem.Linux.Tests.Behaviour;

internal sealed partial class BackendOnSimulatorSubject
{
    internal override TxBindingBackend BindTx(DmabufMemory memory) => new TransmitBinding(this, _kernel.BindTx(memory), memory.Length);

    internal override void TryBind(bool receive, DmabufMemory memory, Binder binder) => _kernel.TryBind(receive, memory, binder);

    internal override (SenderBackend Sender, Socket Peer) ConnectSender(TxBindingBackend binding)
    {
        (SenderBackend below, Socket peer) = _kernel.ConnectSender(((TransmitBinding)binding).Below);
        return (Wrap(below, (TransmitBinding)binding), peer);
    }

    internal override (SenderBackend Sender, Socket Peer) ConnectElsewhere(TxBindingBackend binding)
    {
        (SenderBackend below, Socket peer) = _kernel.ConnectElsewhere(((TransmitBinding)binding).Below);
        return (Wrap(below, (TransmitBinding)binding), peer);
    }

    internal override int SendOnce(SenderBackend sender, uint dmabufId, long offset, int length, SendFlags flags) =>
        _kernel.SendOnce(((Sender)sender).Below, dmabufId, offset, length, flags);

    internal override SendRange? TakeCompletion(SenderBackend sender) => _kernel.TakeCompletion(((Sender)sender).Below);

    internal override void HoldSends(bool hold) => _kernel.HoldSends(hold);

    internal override void LimitSendBuffer(SenderBackend sender, int bytes) => _kernel.LimitSendBuffer(((Sender)sender).Below, bytes);

    /// <summary>A socket of its own stands for the descriptor; the simulator has the one with the connection.</summary>
    private Sender Wrap(SenderBackend below, TransmitBinding binding)
    {
        (Socket near, Socket peer) = Loopback.Connect();
        _calls.Add(near.SafeHandle, (SimulatedSender)below);
        return new Sender(below, new LinuxSenderBackend(_calls, near, binding.DmabufId, binding.Length, interfaceName: null), peer);
    }

    private sealed class TransmitBinding(BackendOnSimulatorSubject subject, TxBindingBackend below, long length) : TxBindingBackend
    {
        internal TxBindingBackend Below => below;

        internal long Length => length;

        internal override uint DmabufId => below.DmabufId;

        internal override SenderBackend Attach(Socket socket) => subject.Wrap(below.Attach(socket), this);

        internal override void Unbind() => below.Unbind();
    }

    private sealed class Sender(SenderBackend below, LinuxSenderBackend above, Socket peer) : SenderBackend
    {
        internal SenderBackend Below => below;

        internal override SendRange Send(long offset, int length) => above.Send(offset, length);

        internal override bool IsCompleted(SendRange range) => above.IsCompleted(range);

        internal override void WaitCompleted(SendRange range) => above.WaitCompleted(range);

        internal override System.Threading.Tasks.ValueTask WaitCompletedAsync(SendRange range, System.Threading.CancellationToken cancellationToken) =>
            above.WaitCompletedAsync(range, cancellationToken);

        internal override void Close()
        {
            below.Close();
            above.Close();
            peer.Dispose();
        }
    }
}
