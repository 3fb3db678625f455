using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Devmem.Backends;
using Devmem.Linux.Interop;
using Devmem.Linux.Netlink;

namespace Devmem.Linux.Tests.Faults;

/// <summary>
/// Answers the library's system calls as a kernel whose NIC delivers into a dmabuf, lets any one of them fail, and keeps the books:
/// which descriptors are open, what is bound, which tokens are out.
/// </summary>
internal sealed unsafe class ScriptedKernel(FaultPlan faults, NetlinkAttributeType? fifth = null) : ISystemCalls
{
    private const int FirstDescriptor = 1_000_000; // far from those the process has
    private readonly Dictionary<int, Queue<byte[]>> _files = [];
    private readonly Dictionary<nint, byte[]> _mappings = [];
    private int _lastDescriptor = FirstDescriptor;

    internal ScriptedNetlink Netlink { get; } = new(fifth);

    internal ScriptedTcp Tcp { get; } = new();

    internal List<(ulong Offset, ulong Length)> Sent { get; } = [];

    internal int Completions { get; private set; }

    /// <summary>Runs inside recvmsg, when tokens have been issued and the call has not yet returned.</summary>
    internal Action? DuringReceive { get; set; }

    /// <summary>Runs inside a return of tokens that was carried out, before its caller hears of it.</summary>
    internal Action? AfterReturn { get; set; }

    internal IEnumerable<string> Leaks() =>
        _files.Keys.Select(descriptor => $"descriptor {descriptor}")
            .Concat(Netlink.Bindings.Values.Select(id => $"binding {id}"))
            .Concat(Tcp.Held.Select(token => $"token {token}"))
            .Concat(_mappings.Keys.Select(address => $"mapping {address:x}"));

    public int Socket(int domain, int type, int protocol) => Open("socket");

    public int Bind(SafeHandle socket, void* address, uint length) => -Fault("bind");

    public int Connect(SafeHandle socket, void* address, uint length) => -Fault("connect");

    public nint SendMessage(SafeHandle socket, MessageHeader* message, int flags)
    {
        int errno = Fault("sendmsg");
        if (errno != 0)
            return -errno;
        if (!_files.TryGetValue(Number(socket), out Queue<byte[]>? replies))
            return SendZeroCopy(message);
        byte[] request = new ReadOnlySpan<byte>(message->Vectors[0].Base, (int)message->Vectors[0].Length).ToArray();
        foreach (byte[] answer in Netlink.Answer(Number(socket), request))
            replies.Enqueue(answer);
        return request.Length;
    }

    public nint ReceiveMessage(SafeHandle socket, MessageHeader* message, int flags)
    {
        int errno = Fault("recvmsg");
        if (errno != 0)
            return -errno;
        if (_files.TryGetValue(Number(socket), out Queue<byte[]>? replies))
            return ReceiveNetlink(replies, message, peek: (flags & 2) != 0);
        return (flags & Sock.MSG_ERRQUEUE) != 0 ? ReceiveCompletion(message) : ReceiveDevmem(message);
    }

    public int SetSocketOption(SafeHandle socket, int level, int name, void* value, uint length)
    {
        int errno = Fault("setsockopt");
        if (errno != 0)
            return -errno;
        if ((level, name) != (Sock.SOL_SOCKET, Sock.SO_DEVMEM_DONTNEED))
            return 0;
        int released = Tcp.Return(new ReadOnlySpan<TokenRange>(value, (int)length / sizeof(TokenRange)));
        AfterReturn?.Invoke();
        return released;
    }

    public int GetSocketOption(SafeHandle socket, int level, int name, void* value, ref uint length)
    {
        *(int*)value = name switch
        {
            Sock.SO_TYPE => Sock.SOCK_STREAM,
            Sock.SO_PROTOCOL => Sock.IPPROTO_TCP,
            Sock.SO_ZEROCOPY => 0,
            _ => throw new NotSupportedException($"option {name}"),
        };
        return -Fault("getsockopt");
    }

    public int Poll(SafeHandle descriptor, short events, int milliseconds)
    {
        int errno = Fault("poll");
        if (Tcp.Stream.Count == 0 && events == Libc.POLLIN)
            Tcp.Stream.AddLast(new Piece(Piece.Dmabuf, 100));
        return errno != 0 ? -errno : events;
    }

    public int Control(SafeHandle descriptor, uint request, void* argument)
    {
        if (request == 0x40187542)
            return Open("ioctl");
        *((uint*)argument + (request == 0x8933 ? 4 : 0)) = 7; // the interface's index; elsewhere nobody reads it back
        return -Fault("ioctl");
    }

    public int Open(string path, int flags) => Open("open");

    public int Close(int descriptor)
    {
        int errno = Fault("close"); // whatever it answers, Linux has closed it
        Assert.True(_files.Remove(descriptor), $"descriptor {descriptor} was closed twice or never opened");
        Netlink.Bindings.Remove(descriptor);
        return -errno;
    }

    public int CreateMemoryFile(string name, uint flags) => Open("memfd_create");

    public int Truncate(SafeHandle descriptor, long length) => -Fault("ftruncate");

    public int FileControl(SafeHandle descriptor, int command, nint argument) => -Fault("fcntl");

    public nint Map(nuint length, int protection, int flags, SafeHandle descriptor)
    {
        int errno = Fault("mmap");
        if (errno != 0)
            return -errno;
        byte[] memory = GC.AllocateArray<byte>((int)length, pinned: true);
        nint address = (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref memory[0]);
        _mappings.Add(address, memory);
        return address;
    }

    public int Unmap(nint address, nuint length)
    {
        Assert.True(_mappings.Remove(address));
        return -Fault("munmap");
    }

    public long Seek(SafeHandle descriptor, long offset, int whence) => -Fault("lseek");

    public int EpollCreate(int flags) => throw new NotSupportedException();

    public int EpollControl(SafeHandle epoll, int operation, SafeHandle descriptor, void* registration) => throw new NotSupportedException();

    public int EpollWait(SafeHandle epoll, void* events, int capacity, int milliseconds) => throw new NotSupportedException();

    private static int Number(SafeHandle handle) => (int)handle.DangerousGetHandle();

    private int Fault(string call) => faults.Next(call);

    private int Open(string call)
    {
        int errno = Fault(call);
        if (errno != 0)
            return -errno;
        _files.Add(++_lastDescriptor, new Queue<byte[]>());
        return _lastDescriptor;
    }

    private static nint ReceiveNetlink(Queue<byte[]> replies, MessageHeader* message, bool peek)
    {
        if (replies.Count == 0)
            return -Errno.EAGAIN;
        byte[] answer = peek ? replies.Peek() : replies.Dequeue();
        answer.AsSpan(0, Math.Min(answer.Length, (int)message->Vectors[0].Length)).CopyTo(new Span<byte>(message->Vectors[0].Base, (int)message->Vectors[0].Length));
        return answer.Length;
    }

    private nint ReceiveDevmem(MessageHeader* message)
    {
        var control = new List<byte[]>();
        nint result = Tcp.Receive((int)message->Vectors[0].Length, (int)message->ControlLength, message->Vectors[0].Base is not null, control);
        DuringReceive?.Invoke();
        WriteControl(message, [.. control.SelectMany(bytes => bytes)]);
        return result;
    }

    /// <summary>Queues at most 3,000 bytes a call, so that every longer send is a partial one.</summary>
    private nint SendZeroCopy(MessageHeader* message)
    {
        ulong length = Math.Min(3000, message->Vectors[0].Length);
        Sent.Add(((ulong)message->Vectors[0].Base, length));
        return (nint)length;
    }

    private nint ReceiveCompletion(MessageHeader* message)
    {
        if (Completions == Sent.Count)
            return -Errno.EAGAIN;
        WriteControl(message, Parsers.ControlBytes.ExtendedError(0, 5, 0, (uint)Completions, (uint)Sent.Count - 1));
        Completions = Sent.Count;
        return 0;
    }

    private static void WriteControl(MessageHeader* message, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(new Span<byte>(message->Control, (int)message->ControlLength));
        message->ControlLength = (nuint)bytes.Length;
    }
}
