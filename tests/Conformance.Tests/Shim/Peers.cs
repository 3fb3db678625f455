using System.Net;
using System.Net.Sockets;
using Devmem.Conformance.Running;

namespace Devmem;

/// <summary>The other ends of the connections of a run.</summary>
internal static class Peers
{
    /// <summary>A connected socket, whose peer the run keeps.</summary>
    internal static Socket Connect(Run run)
    {
        Socket peer = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = new LingerOption(true, 0) };
        peer.Connect(run.World.Listener.LocalEndPoint!);
        Socket near = run.World.Listener.Accept();
        run.World.Connections.Add((near, peer));
        return near;
    }

    internal static Socket PeerOf(Socket near) => Run.Current.World.Connections.Find(connection => connection.Near == near).Peer;
}
