using System;
using System.Net.Sockets;

namespace Devmem.Runtime.Tests;

/// <summary>One connection: the devmem socket and its peer.</summary>
internal sealed class Flow(Rig rig, DevmemSocket socket, Socket peer) : IDisposable
{
    internal DevmemSocket Socket { get; } = socket;

    internal Socket Peer { get; } = peer;

    internal byte[] Send(int bytes, int seed = 1)
    {
        byte[] payload = Loopback.Pattern(bytes, seed);
        Assert.Equal(bytes, Peer.Send(payload));
        return payload;
    }

    /// <summary>Sends that many pages, each another pattern, and receives them.</summary>
    internal FragmentBatch SendAndReceive(int bytes = Rig.Page)
    {
        Send(bytes);
        return Socket.Receive(rig.Linear);
    }

    /// <summary>What a batch brought, in stream order.</summary>
    internal byte[] Payload(FragmentBatch batch, Dmabuf? dmabuf = null)
    {
        byte[] all = [];
        foreach (Fragment fragment in batch)
        {
            byte[] piece = new byte[fragment.Length];
            if (fragment.IsLinear)
                rig.Linear.AsSpan((int)fragment.Offset, fragment.Length).CopyTo(piece);
            else
                (dmabuf ?? rig.Dmabuf).CopyTo(fragment.Offset, piece);
            all = [.. all, .. piece];
        }

        return all;
    }

    public void Dispose()
    {
        Socket.Dispose();
        Peer.Dispose();
    }
}
