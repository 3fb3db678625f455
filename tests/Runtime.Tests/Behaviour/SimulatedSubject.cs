using System;
using System.Collections.Generic;
using System.Net.Sockets;
using Devmem.Backends;
using Devmem.Simulation;

namespace Devmem.Runtime.Tests;

/// <summary>The simulator as a subject of the rows: it offers everything.</summary>
internal sealed partial class SimulatedSubject : KernelSubject
{
    private readonly ManualClock _clock = new();
    private readonly SimulatedInterface _interface;
    private readonly AutoreleaseMode _mode;
    private readonly List<SimulatedSender> _senders = [];

    internal SimulatedSubject(string profile, BehaviourRow row)
    {
        _mode = profile == "off" ? AutoreleaseMode.Off : AutoreleaseMode.On;
        int Nic(string name, int otherwise) => row.Nic.GetValueOrDefault(name, otherwise);
        KernelProfile kernel = profile == "released" ? KernelProfile.Released : KernelProfile.AutoreleaseSeriesV10;
        _interface = new SimulatedInterface(new SimulationOptions
        {
            Kernel = new SimulatedKernel(kernel, _clock),
            ReadableSegmentInterval = Nic("readable", 0),
            LinearSegmentInterval = Nic("linear", 0),
            LinearPartBytes = Nic("bytes", 64),
            SegmentsPerPage = Nic("share", 1),
            SendCompletion = row.Needs.Contains("hold") ? SendCompletion.OnDemand : SendCompletion.WhenSent,
        });
    }

    internal override bool Offers(string need) => true;

    internal override DmabufMemory CreateMemory(int pages) => new SimulatedMemory(_interface.Kernel, pages * Rig.Page);

    internal override RxBindingBackend Bind(DmabufMemory memory, int queue, AutoreleaseMode? mode) => _interface.BindRx(memory, [queue], mode);

    internal override SocketBackend ConnectPlain(Socket near)
    {
        // Steered to a queue of its own whose binding is gone.
        RxBindingBackend other = _interface.BindRx(CreateMemory(1), [7], _mode);
        SocketBackend socket = other.Attach(near);
        other.Unbind();
        return socket;
    }

    internal override ReceiveStatus Receive(SocketBackend socket, Span<byte> linear, RecordBuffer records, ReceiveFlags flags) =>
        ((SimulatedSocket)socket).Receive(linear, records, flags);

    internal override void Queue(SocketBackend socket)
    {
        lock (_interface.Kernel.Gate)
            ((SimulatedSocket)socket).TakeInWhatArrived();
    }

    internal override void Steer(SocketBackend socket, RxBindingBackend binding) => ((SimulatedSocket)socket).SteerTo((SimulatedRxBinding)binding);

    internal override int? FreePages(RxBindingBackend binding)
    {
        PagePool pool = ((SimulatedRxBinding)binding).Pool;
        return pool.Pages.Length - pool.Inflight;
    }

    internal override AutoreleaseMode? LockedMode() => _interface.Kernel.LockedMode();

    internal override void PassSecond() => _clock.Advance(TimeSpan.FromSeconds(1));

    internal override void PeersRespond(bool respond) => _interface.SetPeersRespond(respond);

    public override void Dispose() => _interface.Close();

    private sealed class ManualClock : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

        public override DateTimeOffset GetUtcNow() => _now;

        internal void Advance(TimeSpan time) => _now += time;
    }
}
