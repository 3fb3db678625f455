using System.Linq;
using System.Net.Sockets;
using Devmem.Backends;

namespace Devmem.Simulation;

/// <summary>A transmit binding in the simulated kernel's books. It neither sets nor tests the autorelease mode.</summary>
internal sealed class SimulatedTxBinding : TxBindingBackend
{
    internal SimulatedTxBinding(SimulatedInterface device, SimulatedMemory memory, uint id)
    {
        Device = device;
        Memory = memory;
        DmabufId = id;
        Number = device.Kernel.NextNumber(HandleKind.TxBinding);
        Site = device.Site();
    }

    internal override uint DmabufId { get; }

    internal SimulatedInterface Device { get; }

    internal SimulatedMemory Memory { get; }

    internal long Number { get; }

    internal AcquisitionSite? Site { get; }

    internal bool IsBound { get; private set; } = true;

    internal override SenderBackend Attach(Socket socket)
    {
        lock (Device.Kernel.Gate)
        {
            SimulatedSender sender = new(this, socket);
            Device.Senders.Add(sender);
            return sender;
        }
    }

    internal override void Unbind()
    {
        lock (Device.Kernel.Gate)
        {
            if (Device.Senders.Any(sender => sender.Binding == this && !sender.IsClosed))
                Device.Kernel.Harm.TxUnbindsWithSendersOpen++;
            IsBound = false;
            Device.TxBindings.Remove(this);
            Device.Kernel.Forget(this);
        }
    }
}
