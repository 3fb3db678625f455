using System;
using System.Collections.Generic;
using System.Net.Sockets;

namespace Devmem.Linux.Tests.Support;

/// <summary>The public handles on a NIC that delivers: a udmabuf bound to one queue, and connections steered there.</summary>
internal sealed class Delivery : IDisposable
{
    internal const int Queue = 1;

    private readonly List<uint> _rules = [];
    private readonly List<Socket> _peers = [];

    internal Delivery(int pages = 64)
    {
        Nic = DeliveringNic.Require();
        Nic.Reset();
        Device = DevmemDevice.Open(Nic.Name);
        Memory = Dmabuf.CreateUdmabuf((long)pages * Environment.SystemPageSize);
        Binding = Device.BindRx(Memory, [Queue]);
    }

    internal DeliveringNic Nic { get; }

    internal DevmemDevice Device { get; }

    internal Dmabuf Memory { get; }

    internal RxBinding Binding { get; }

    /// <summary>A connection whose data goes to the binding's queue.</summary>
    internal (DevmemSocket Socket, Socket Peer) Connect(int queue = Queue)
    {
        (Socket near, Socket peer) = Nic.Connect();
        _peers.Add(peer);
        Steer(near, queue);
        return (Binding.Attach(near), peer);
    }

    internal void Steer(Socket near, int queue) => _rules.Add(Nic.Steer(near, queue));

    internal void ForgetRules()
    {
        _rules.ForEach(Nic.Forget);
        _rules.Clear();
    }

    /// <summary>The bytes of a batch in stream order, read out of dmabuf and linear buffer.</summary>
    internal byte[] Read(FragmentBatch batch, ReadOnlySpan<byte> linear)
    {
        List<byte> bytes = [];
        foreach (Fragment fragment in batch)
        {
            byte[] piece = new byte[fragment.Length];
            if (fragment.IsLinear)
                linear.Slice((int)fragment.Offset, fragment.Length).CopyTo(piece);
            else
                Memory.CopyTo(fragment.Offset, piece);
            bytes.AddRange(piece);
        }

        return [.. bytes];
    }

    public void Dispose()
    {
        ForgetRules();
        _peers.ForEach(peer => peer.Dispose());
        Binding.Dispose();
        Memory.Dispose();
        Device.Dispose();
        Nic.Dispose();
    }
}
