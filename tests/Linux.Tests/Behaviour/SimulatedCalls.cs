using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Devmem.Backends;
using Devmem.Linux.Interop;
using Devmem.Linux.Tests.Parsers;
using Devmem.Linux.Tests.Support;

namespace Devmem.Linux.Tests.Behaviour;

/// <summary>The simulator's kernel behind the bare system calls: records become control messages, exceptions become errnos.</summary>
internal sealed unsafe partial class SimulatedCalls : PassThroughCalls
{
    private readonly Dictionary<SafeHandle, SocketBackend> _sockets = [];

    internal void Add(SafeHandle handle, SocketBackend socket) => _sockets.Add(handle, socket);

    public override nint ReceiveMessage(SafeHandle socket, MessageHeader* message, int flags)
    {
        if ((flags & Sock.MSG_ERRQUEUE) != 0)
            return ReceiveCompletion(socket, message);
        Assert.Equal(Sock.MSG_SOCK_DEVMEM | Sock.MSG_DONTWAIT, flags);
        var records = new RecordBuffer((int)message->ControlLength / Sock.DevmemRecordSpace);
        Span<byte> linear = message->Vectors[0].Base is null
            ? default
            : new Span<byte>(message->Vectors[0].Base, (int)message->Vectors[0].Length);
        try
        {
            ReceiveStatus status = _sockets[socket].TryReceive(linear, records);
            Write(message, records);
            return status == ReceiveStatus.WouldBlock ? -Errno.EAGAIN : records.Records.ToArray().Sum(record => record.Length);
        }
        catch (DevmemException error)
        {
            return -error.Errno;
        }
    }

    public override int SetSocketOption(SafeHandle socket, int level, int name, void* value, uint length)
    {
        if (name is Sock.SO_ZEROCOPY or Sock.SO_BINDTODEVICE)
            return 0;
        Assert.Equal((Sock.SOL_SOCKET, Sock.SO_DEVMEM_DONTNEED), (level, name));
        try
        {
            return _sockets[socket].ReturnTokens(new ReadOnlySpan<TokenRange>(value, (int)length / sizeof(TokenRange)));
        }
        catch (DevmemException error)
        {
            return -error.Errno;
        }
    }

    private static void Write(MessageHeader* message, RecordBuffer records)
    {
        // Ordinary data never mixes with records, so it is the one linear record that stands alone; the kernel sends no record for it.
        bool ordinary = records.Count == 1 && records.Records[0].IsLinear && records.Room > 1;
        byte[] control = ordinary ? [] : ControlBytes.Of([.. records.Records.ToArray().Select(record => record.IsLinear
            ? ControlBytes.Linear((uint)record.Length)
            : ControlBytes.Dmabuf((ulong)record.Offset, (uint)record.Length, record.Token, record.DmabufId))]);
        control.CopyTo(new Span<byte>(message->Control, (int)message->ControlLength));
        message->ControlLength = (nuint)control.Length;
    }
}
