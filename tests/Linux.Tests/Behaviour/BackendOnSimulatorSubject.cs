using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Backends;
using Devmem.Linux.Binding;
using Devmem.Linux.Receiving;
using Devmem.Runtime.Tests;
using Devmem.Simulation;

namespace Devmem.Linux.Tests.Behaviour;

/// <summary>The library's Linux backend with the simulator's kernel below the system calls: both are then held to one table.</summary>
internal sealed partial class BackendOnSimulatorSubject(string profile, BehaviourRow row) : KernelSubject
{
    private readonly SimulatedSubject _kernel = new(profile, row);
    private readonly SimulatedCalls _calls = new();

    internal override bool Offers(string need) => need != "wrap"; // the backend counts from 0, as the kernel does

    internal override DmabufMemory CreateMemory(int pages) => _kernel.CreateMemory(pages);

    internal override RxBindingBackend Bind(DmabufMemory memory, int queue, AutoreleaseMode? mode) =>
        Enter(new Binding(this, _kernel.Bind(memory, queue, mode), memory.Length), memory.Length);

    internal override SocketBackend ConnectPlain(Socket near) => Wrap(near, _kernel.ConnectPlain(near), dmabufId: 1, length: 0);

    internal override ReceiveStatus Receive(SocketBackend socket, Span<byte> linear, RecordBuffer records, ReceiveFlags flags) =>
        flags == ReceiveFlags.None ? socket.TryReceive(linear, records) : _kernel.Receive(Below(socket), linear, records, flags);

    internal override void Queue(SocketBackend socket) => _kernel.Queue(Below(socket));

    internal override void Steer(SocketBackend socket, RxBindingBackend binding) => _kernel.Steer(Below(socket), ((Binding)binding).Below);

    internal override int? FreePages(RxBindingBackend binding) => _kernel.FreePages(((Binding)binding).Below);

    internal override AutoreleaseMode? LockedMode() => _kernel.LockedMode();

    internal override void PassSecond() => _kernel.PassSecond();

    internal override void PeersRespond(bool respond) => _kernel.PeersRespond(respond);

    public override void Dispose() => _kernel.Dispose();

    private static SocketBackend Below(SocketBackend socket) => ((BothSockets)socket).Below;

    private Binding Enter(Binding binding, long length)
    {
        KnownBindings.Of(_calls).Add(binding.DmabufId, length);
        return binding;
    }

    private BothSockets Wrap(Socket near, SocketBackend below, uint dmabufId, long length)
    {
        _calls.Add(near.SafeHandle, below);
        return new BothSockets(below, new LinuxSocketBackend(_calls, near, new DevmemRecords(dmabufId, length, KnownBindings.Of(_calls))));
    }

    private sealed class Binding(BackendOnSimulatorSubject subject, RxBindingBackend below, long length) : RxBindingBackend
    {
        internal RxBindingBackend Below => below;

        internal override uint DmabufId => below.DmabufId;

        internal override AutoreleaseMode Autorelease => below.Autorelease;

        internal override SocketBackend Attach(Socket socket) => subject.Wrap(socket, below.Attach(socket), below.DmabufId, length);

        internal override void Unbind() => below.Unbind();
    }

    /// <summary>Receives and returns through the Linux backend; a close reaches the simulator too, which sees no descriptor closed.</summary>
    private sealed class BothSockets(SocketBackend below, LinuxSocketBackend above) : SocketBackend
    {
        internal SocketBackend Below => below;

        internal override ReceiveStatus TryReceive(Span<byte> linear, RecordBuffer records) => above.TryReceive(linear, records);

        internal override void WaitReadable() => throw new NotSupportedException();

        internal override ValueTask WaitReadableAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        internal override int ReturnTokens(ReadOnlySpan<TokenRange> ranges) => above.ReturnTokens(ranges);

        internal override void Close()
        {
            below.Close();
            above.Close();
        }
    }
}
