using System;
using System.Collections.Generic;
using System.Net.Sockets;
using Devmem.Backends;

namespace Devmem.Runtime.Tests;

/// <summary>One connection of a row, and the bytes that are under way on it.</summary>
internal sealed class BehaviourConnection(SocketBackend backend, Socket near, Socket peer) : IDisposable
{
    private readonly Queue<byte> _underWay = new();
    private int _sends;

    internal SocketBackend Backend { get; } = backend;

    internal Socket Near { get; } = near;

    internal Socket Peer { get; } = peer;

    internal void Send(int bytes)
    {
        byte[] payload = Loopback.Pattern(bytes, seed: 100 + _sends++);
        foreach (byte one in payload)
            _underWay.Enqueue(one);
        Assert.Equal(bytes, Peer.Send(payload));
    }

    /// <summary>Compares what came with what was sent next.</summary>
    internal void Check(ReadOnlySpan<byte> piece)
    {
        foreach (byte one in piece)
            Assert.Equal(_underWay.Dequeue(), one);
    }

    internal void Skip() => _underWay.Clear();

    public void Dispose()
    {
        Near.Dispose();
        Peer.Dispose();
    }
}
