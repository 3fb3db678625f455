using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;
using Devmem.Backends;
using Devmem.Linux.Interop;
using Devmem.Linux.Tests.Parsers;
using Devmem.Simulation;

namespace Devmem.Linux.Tests.Behaviour;

internal sealed unsafe partial class SimulatedCalls
{
    private const int ZeroCopyOrigin = 5;

    private readonly Dictionary<SafeHandle, SimulatedSender> _senders = [];

    internal void Add(SafeHandle handle, SimulatedSender sender) => _senders.Add(handle, sender);

    public override nint SendMessage(SafeHandle socket, MessageHeader* message, int flags)
    {
        if (!_senders.TryGetValue(socket, out SimulatedSender? sender))
            return base.SendMessage(socket, message, flags);
        var control = new ReadOnlySpan<byte>(message->Control, (int)message->ControlLength);
        Assert.True(ControlMessage.TryRead(ref control, out ControlMessage one, out bool malformed) && !malformed);
        bool isOdd = (one.Level, one.Type, one.Payload.Length) != (Sock.SOL_SOCKET, Sock.SCM_DEVMEM_DMABUF, sizeof(uint));
        SendFlags wrong = (isOdd ? SendFlags.OddMessage : 0) | ((flags & Sock.MSG_ZEROCOPY) == 0 ? SendFlags.WithoutZeroCopy : 0);
        try
        {
            int taken = sender.TrySend(MemoryMarshal.Read<uint>(one.Payload), (long)message->Vectors[0].Base, (int)message->Vectors[0].Length, wrong);
            return taken > 0 ? taken : -Errno.EAGAIN;
        }
        catch (DevmemException error)
        {
            return -error.Errno;
        }
    }

    /// <summary>The descriptor behind a sender has always room; the simulator's buffer may be full.</summary>
    public override int Poll(SafeHandle descriptor, short events, int milliseconds)
    {
        if (_senders.ContainsKey(descriptor))
            Thread.Sleep(1);
        return base.Poll(descriptor, events, milliseconds);
    }

    private nint ReceiveCompletion(SafeHandle socket, MessageHeader* message)
    {
        if (_senders[socket].TakeCompletion() is not { } range)
            return -Errno.EAGAIN;
        byte[] control = ControlBytes.ExtendedError(0, ZeroCopyOrigin, 0, range.First, range.Last);
        control.CopyTo(new Span<byte>(message->Control, (int)message->ControlLength));
        message->ControlLength = (nuint)control.Length;
        return 0;
    }
}
