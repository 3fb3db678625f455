using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Devmem.Samples.Shared;

/// <summary>The other side: four senders, of which one is healthy, one outdated, one announces a wrong length, and one sends measurements.</summary>
internal static class Peers
{
    public const int Count = 4;

    private const byte Version = 2;

    private static readonly byte[] s_keepAlive = [(byte)Message.KeepAlive];

    private static readonly byte[] s_end = [(byte)Message.End];

    public static Task RunAsync(EndPoint receiver) => Task.WhenAll(
        SendAsync(receiver, [[(byte)Message.Upload, Version], Block(10), s_keepAlive, Block(20), s_keepAlive, s_end, Trailer(30)]),
        SendAsync(receiver, [[(byte)Message.Upload, Version - 1]]),
        SendAsync(receiver, [[(byte)Message.Upload, Version], Block(7), s_end, Trailer(8)]),
        SendAsync(receiver, [[(byte)Message.Measure, Version], Sample(1), Sample(2), Sample(3)]));

    private static byte[] Block(byte length) => [(byte)Message.Block, .. Enumerable.Repeat((byte)1, length)];

    private static byte[] Trailer(byte length) => [(byte)Message.Trailer, length];

    private static byte[] Sample(byte value) => [(byte)Message.Sample, value];

    private static async Task SendAsync(EndPoint receiver, byte[][] messages)
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(receiver);
        byte[] answer = new byte[1];
        foreach (byte[] message in messages)
        {
            await socket.SendAsync(message);

            // Nobody waits for the answer to a last message.
            if (message != messages[^1] && await socket.ReceiveAsync(answer) == 0)
                return;
        }

        socket.Shutdown(SocketShutdown.Send);
    }
}
