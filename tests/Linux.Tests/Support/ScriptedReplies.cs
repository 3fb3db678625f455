using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Devmem.Backends;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Tests.Support;

/// <summary>A netlink socket whose answers a test writes: for each request in turn, datagrams made from its sequence number.</summary>
internal sealed unsafe class ScriptedReplies(params Func<uint, byte[][]>[] answers) : PassThroughCalls
{
    private const int MSG_PEEK = 0x2;
    private const int MSG_TRUNC = 0x20;

    private readonly Queue<byte[]> _queue = new();

    internal int Requests { get; private set; }

    public override int Connect(SafeHandle socket, void* address, uint length) => 0;

    public override nint SendMessage(SafeHandle socket, MessageHeader* message, int flags)
    {
        foreach (byte[] datagram in answers[Requests++](((uint*)message->Vectors[0].Base)[2]))
            _queue.Enqueue(datagram);
        return (nint)message->Vectors[0].Length;
    }

    public override nint ReceiveMessage(SafeHandle socket, MessageHeader* message, int flags)
    {
        if (_queue.Count == 0)
            return -Errno.EAGAIN;
        byte[] datagram = (flags & MSG_PEEK) != 0 ? _queue.Peek() : _queue.Dequeue();
        int room = (int)message->Vectors[0].Length;
        datagram.AsSpan(0, Math.Min(room, datagram.Length)).CopyTo(new Span<byte>(message->Vectors[0].Base, room));
        if (datagram.Length > room)
            message->Flags |= MSG_TRUNC;
        return (flags & MSG_TRUNC) != 0 ? datagram.Length : Math.Min(room, datagram.Length);
    }
}
