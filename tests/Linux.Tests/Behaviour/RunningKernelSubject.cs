using System;
using System.Collections.Generic;
using System.Net.Sockets;
using Devmem.Backends;
using Devmem.Linux.Binding;
using Devmem.Linux.Interop;
using Devmem.Linux.Netlink;
using Devmem.Linux.Receiving;
using Devmem.Linux.Tests.Kernel;
using Devmem.Linux.Tests.Support;
using Devmem.Runtime.Tests;
using Devmem.Simulation;

namespace Devmem.Linux.Tests.Behaviour;

/// <summary>The kernel of this machine as a subject of the rows: bare calls on loopback, which no NIC delivers into a dmabuf.</summary>
internal sealed partial class RunningKernelSubject : KernelSubject
{
    private const uint NoId = 1;

    private readonly NetdevClient _netdev = RunningKernel.NetdevWithBinding();
    private readonly Dictionary<SocketBackend, Socket> _sockets = [];

    /// <summary>The profile of this kernel by its own policy.</summary>
    internal string Profile =>
        FifthAttributes.Classify(_netdev.Policy(Netdev.NETDEV_CMD_BIND_RX)).IsAutorelease() ? "off" : "released";

    internal override bool Offers(string need) => need == "raw" || (need is "numbers" or "messages" or "refusals" && CanSend);

    internal override RxBindingBackend Bind(DmabufMemory memory, int queue, AutoreleaseMode? mode) => throw new NotSupportedException();

    internal override SocketBackend ConnectPlain(Socket near)
    {
        SocketBackend socket = new LinuxRxBinding(RunningKernel.Calls, _netdev, NoId, dmabufLength: 0, AutoreleaseMode.On).Attach(near);
        _sockets.Add(socket, near);
        return socket;
    }

    internal override ReceiveStatus Receive(SocketBackend socket, Span<byte> linear, RecordBuffer records, ReceiveFlags flags)
    {
        if (flags == ReceiveFlags.None)
            return socket.TryReceive(linear, records);
        return FlaggedReceive.Call(_sockets[socket].SafeHandle, linear, records, flags, new DevmemRecords(NoId, dmabufLength: 0));
    }

    internal override void Queue(SocketBackend socket) => Assert.True(_sockets[socket].Poll(TimeSpan.FromSeconds(5), SelectMode.SelectRead));

    public override void Dispose() => _netdev.Dispose();
}
