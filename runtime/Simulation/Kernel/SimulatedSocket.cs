using System;
using System.Net.Sockets;
using System.Threading;
using Devmem.Backends;

namespace Devmem.Simulation;

/// <summary>A TCP socket in the simulated kernel's books. Its bytes come from a real socket, which is read when somebody asks.</summary>
internal sealed partial class SimulatedSocket : SocketBackend
{
    private readonly Socket _socket;
    private readonly NicModel _nic;
    private readonly SegmentQueue _segments = new();
    private readonly ByteQueue _bytes = new();
    private readonly TokenTable _tokens = new();
    private volatile bool _closed;

    internal SimulatedSocket(SimulatedRxBinding binding, Socket socket)
    {
        _socket = socket;
        Steering = binding;
        Device = binding.Device;
        Number = Kernel.NextNumber(HandleKind.Socket);
        Site = Device.Site();
        _nic = new NicModel(Device.Options, Number);
        binding.Steer(this);
        Device.Enter(this);
    }

    internal SimulatedInterface Device { get; }

    internal SimulatedKernel Kernel => Device.Kernel;

    internal long Number { get; }

    internal AcquisitionSite? Site { get; }

    /// <summary>Where the flow's packets go while it is bound.</summary>
    internal SimulatedRxBinding Steering { get; private set; }

    /// <summary>Off mode: the one binding that this socket has received from.</summary>
    internal SimulatedRxBinding? UserOf { get; private set; }

    internal bool IsClosed => _closed;

    internal bool IsDestroyed { get; private set; }

    /// <summary>Fragments that the program holds by its own account.</summary>
    internal int Held { get; set; }

    internal override bool KeepsBooks => true;

    /// <summary>For tests: an error between the system call and the hand-over.</summary>
    internal Action? HandOverFault { get; set; }

    internal override object? Mark(nint hint) => Device.Options.RecordAcquisitionSites ? CallSiteMemory.Caller(hint) : null;

    internal override void HandingOver(ReadOnlySpan<FragmentRecord> records) => HandOverFault?.Invoke();

    internal override void TokenDetached(in FragmentRecord record, object? mark)
    {
        lock (Kernel.Gate)
        {
            if (Kernel.Deliveries.Find(record.Serial) is not { } delivery)
                return;
            delivery.Detached = Kernel.NextNumber(HandleKind.Token);
            delivery.DetachedAt = mark as AcquisitionSite;
        }
    }

    internal override void TokenEnded(in FragmentRecord record)
    {
        lock (Kernel.Gate)
        {
            if (Kernel.Deliveries.Find(record.Serial) is { Stranded: false } delivery)
                Kernel.Deliveries.End(delivery);
        }
    }

    internal override void SecondReleaseRefused()
    {
        lock (Kernel.Gate)
            Kernel.Harm.DoubleReleasesRefused++;
    }

    internal override void ForeignTokenOffered(bool passedOn)
    {
        lock (Kernel.Gate)
            Kernel.Harm.ForeignTokensOffered++;
    }

    /// <summary>From now on the flow's packets go to another binding's queue.</summary>
    internal void SteerTo(SimulatedRxBinding binding)
    {
        Steering.Unsteer(this);
        Steering = binding;
        binding.Steer(this);
    }

    private void ThrowIfClosed() => ObjectDisposedException.ThrowIf(_closed, typeof(DevmemSocket));
}
