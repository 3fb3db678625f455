using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using Devmem.Backends;
using Devmem.Linux.Interop;
using Devmem.Linux.Memory;
using Devmem.Linux.Netlink;
using Devmem.Linux.Receiving;
using Devmem.Linux.Tests.Support;
using Devmem.Runtime.Tests;
using Devmem.Simulation;

namespace Devmem.Linux.Tests.Behaviour;

/// <summary>The kernel of this machine with a NIC that delivers into a dmabuf as a subject of the rows, through the library's own backend.</summary>
internal sealed partial class DeliveringNicSubject : KernelSubject
{

    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(400);

    private const int LastQueue = 3;

    private readonly DeliveringNic _nic;
    private readonly LinuxDeviceBackend _device;
    private readonly List<Binding> _bindings = [];
    private readonly List<DmabufMemory> _memories = [];
    private readonly Dictionary<SocketBackend, Connection> _connections = [];
    private bool _isCut;

    internal DeliveringNicSubject(DeliveringNic nic, BehaviourRow row)
    {
        _nic = nic;
        _device = LinuxDeviceBackend.Open(LinuxSystemCalls.Instance, nic.Name);
        nic.Reset();
        if (!nic.HasOptions)
            return;
        foreach ((string option, int value) in row.Nic)
            nic.SetOption(option, value);
    }

    internal string Profile => _device.Capabilities.DefaultAutorelease == AutoreleaseMode.Off ? "off" : "released";

    internal override bool Offers(string need) =>
        need is "devmem" or "raw" or "books"
        || (need is "nic" or "silence" && _nic.HasOptions)
        || OffersToSend(need);

    internal override DmabufMemory CreateMemory(int pages)
    {
        DmabufMemory memory = Udmabuf.Create(LinuxSystemCalls.Instance, (long)pages * Environment.SystemPageSize);
        _memories.Add(memory);
        return memory;
    }

    internal override RxBindingBackend Bind(DmabufMemory memory, int queue, AutoreleaseMode? mode)
    {
        var binding = new Binding(this, _device.BindRx(memory, [queue + 1], mode), queue + 1, memory.Length);
        _bindings.Add(binding);
        return binding;
    }

    internal override (Socket Near, Socket Peer) Connect() => _nic.Connect();

    internal override SocketBackend ConnectPlain(Socket near) =>
        Keep(new LinuxSocketBackend(LinuxSystemCalls.Instance, near, default), near, default, rule: null);

    internal override ReceiveStatus Receive(SocketBackend socket, Span<byte> linear, RecordBuffer records, ReceiveFlags flags) =>
        flags == ReceiveFlags.None
            ? socket.TryReceive(linear, records)
            : FlaggedReceive.Call(_connections[socket].Near.SafeHandle, linear, records, flags, _connections[socket].Parser);

    internal override void Send(SocketBackend socket, int bytes, Action send)
    {
        Socket near = _connections[socket].Near;
        int wanted = near.Available + bytes;
        send();
        long start = Stopwatch.GetTimestamp();
        while (near.Available < wanted && Stopwatch.GetElapsedTime(start) < s_patience)
            Thread.Sleep(1);
    }

    internal override void Queue(SocketBackend socket) => Assert.True(_connections[socket].Near.Available > 0);

    internal override void Steer(SocketBackend socket, RxBindingBackend binding)
    {
        Connection connection = _connections[socket];
        if (connection.Rule is uint rule)
            _nic.Forget(rule);
        connection.Rule = _nic.Steer(connection.Near, ((Binding)binding).Queue);
    }

    /// <summary>No kernel tells: counted by filling them from a connection of its own, which then gives all back.</summary>
    internal override int? FreePages(RxBindingBackend binding)
    {
        const int Page = 4096;
        if (((Binding)binding).IsUnbound || _isCut)
            return null;
        (Socket near, Socket peer) = _nic.Connect();
        using (peer)
        {
            uint rule = _nic.Steer(near, ((Binding)binding).Queue);
            var socket = new LinuxSocketBackend(LinuxSystemCalls.Instance, near, ((Binding)binding).Parser);
            int pages = 0;
            for (; pages <= ((Binding)binding).Pages; pages++)
            {
                int before = near.Available;
                peer.Send(new byte[Page]);
                if (!SpinWait.SpinUntil(() => near.Available > before, s_patience))
                    break;
            }

            socket.Close(); // with unread data: a reset, which frees at once
            _nic.Forget(rule);
            return pages;
        }
    }

    /// <summary>What another binding is told. A released kernel has one mode and no lock; what lives as long is the page pool of a binding.</summary>
    internal override AutoreleaseMode? LockedMode()
    {
        if (Profile == "off")
            return RefusedMode();
        using NetdevClient netdev = NetdevClient.Open(LinuxSystemCalls.Instance);
        netdev.PagePools(out List<NetdevPagePool> pools);
        return pools.Any(pool => _bindings.Any(binding => pool.DmabufId == binding.DmabufId)) ? AutoreleaseMode.On : null;
    }

    private AutoreleaseMode? RefusedMode()
    {
        try
        {
            _device.BindRx(CreateMemory(1), [LastQueue], AutoreleaseMode.On).Unbind();
            return null;
        }
        catch (DevmemModeException refused)
        {
            return refused.Current;
        }
    }

    internal override void PassSecond() => Thread.Sleep(2200); // the pool's worker looks once a second

    internal override void PeersRespond(bool respond)
    {
        _isCut = !respond;
        _nic.SetOption("cut", respond ? 0 : 1);
    }

    public override void Dispose()
    {
        if (_nic.HasOptions)
            PeersRespond(true);
        foreach (Connection connection in _connections.Values)
        {
            if (connection.Rule is uint rule)
                _nic.Forget(rule);
        }

        foreach (Binding binding in _bindings)
            binding.Unbind();
        UndoTransmit();
        foreach (DmabufMemory memory in _memories)
            memory.Close();
    }

    private SocketBackend Keep(SocketBackend socket, Socket near, DevmemRecords parser, uint? rule)
    {
        _connections.Add(socket, new Connection(near, parser) { Rule = rule });
        return socket;
    }

    private sealed class Connection(Socket near, DevmemRecords parser)
    {
        internal Socket Near => near;

        internal DevmemRecords Parser => parser;

        internal uint? Rule { get; set; }
    }

    /// <summary>Steers what is attached to it, before its first data.</summary>
    private sealed class Binding(DeliveringNicSubject subject, RxBindingBackend below, int queue, long length) : RxBindingBackend
    {
        internal bool IsUnbound { get; private set; }

        internal int Queue => queue;

        internal int Pages => (int)(length / Environment.SystemPageSize);

        internal DevmemRecords Parser => new(DmabufId, length);

        internal override uint DmabufId => below.DmabufId;

        internal override AutoreleaseMode Autorelease => below.Autorelease;

        internal override SocketBackend Attach(Socket socket) =>
            subject.Keep(below.Attach(socket), socket, Parser, subject._nic.Steer(socket, queue));

        internal override void Unbind()
        {
            if (!IsUnbound)
                below.Unbind();
            IsUnbound = true;
        }
    }
}
