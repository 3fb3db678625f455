using System;
using System.Runtime.InteropServices;
using Devmem.Linux.Interop;

namespace Devmem.Benchmarks.Runtime;

/// <summary>
/// The real calls, and after each full recvmsg the records of a NIC that delivers into a dmabuf: loopback has none. The comparison
/// program in C writes the same bytes at the same place.
/// </summary>
internal sealed unsafe class ScriptedRecords(int records, int bytes) : ISystemCalls
{
    internal const uint DmabufId = 7;

    private static readonly LinuxSystemCalls s_real = LinuxSystemCalls.Instance;
    private readonly byte[] _control = Script(records, bytes);

    public nint ReceiveMessage(SafeHandle socket, MessageHeader* message, int flags)
    {
        nint received = s_real.ReceiveMessage(socket, message, flags);
        if (received == bytes)
        {
            _control.CopyTo(new Span<byte>(message->Control, _control.Length));
            message->ControlLength = (nuint)_control.Length;
        }

        return received;
    }

    public int SetSocketOption(SafeHandle socket, int level, int name, void* value, uint length) =>
        s_real.SetSocketOption(socket, level, name, value, length);

    public int GetSocketOption(SafeHandle socket, int level, int name, void* value, ref uint length) =>
        s_real.GetSocketOption(socket, level, name, value, ref length);

    public int Poll(SafeHandle descriptor, short events, int milliseconds) => s_real.Poll(descriptor, events, milliseconds);

    public int Socket(int domain, int type, int protocol) => s_real.Socket(domain, type, protocol);

    public int Connect(SafeHandle socket, void* address, uint length) => s_real.Connect(socket, address, length);

    public nint SendMessage(SafeHandle socket, MessageHeader* message, int flags) => s_real.SendMessage(socket, message, flags);

    public int Close(int descriptor) => s_real.Close(descriptor);

    public int Bind(SafeHandle socket, void* address, uint length) => throw new NotSupportedException();

    public int Control(SafeHandle descriptor, uint request, void* argument) => throw new NotSupportedException();

    public int Open(string path, int flags) => throw new NotSupportedException();

    public int CreateMemoryFile(string name, uint flags) => throw new NotSupportedException();

    public int Truncate(SafeHandle descriptor, long length) => throw new NotSupportedException();

    public int FileControl(SafeHandle descriptor, int command, nint argument) => throw new NotSupportedException();

    public nint Map(nuint length, int protection, int flags, SafeHandle descriptor) => throw new NotSupportedException();

    public int Unmap(nint address, nuint length) => throw new NotSupportedException();

    public long Seek(SafeHandle descriptor, long offset, int whence) => throw new NotSupportedException();

    public int EpollCreate(int flags) => throw new NotSupportedException();

    public int EpollControl(SafeHandle epoll, int operation, SafeHandle descriptor, void* registration) => throw new NotSupportedException();

    public int EpollWait(SafeHandle epoll, void* events, int capacity, int milliseconds) => throw new NotSupportedException();

    internal static byte[] Script(int records, int bytes)
    {
        byte[] control = new byte[records * Sock.DevmemRecordSpace];
        for (int i = 0; i < records; i++)
        {
            Span<byte> record = control.AsSpan(i * Sock.DevmemRecordSpace);
            MemoryMarshal.Write(record, (ulong)(ControlMessage.HeaderLength + Sock.DevmemRecordLength));
            MemoryMarshal.Write(record[8..], Sock.SOL_SOCKET);
            MemoryMarshal.Write(record[12..], Sock.SCM_DEVMEM_DMABUF);
            MemoryMarshal.Write(record[16..], (ulong)i * 4096);
            MemoryMarshal.Write(record[24..], (uint)(bytes / records));
            MemoryMarshal.Write(record[28..], (uint)(1000 + i));
            MemoryMarshal.Write(record[32..], DmabufId);
        }

        return control;
    }
}
