using System;
using System.Runtime.InteropServices;
using Devmem.Backends;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Netlink;

/// <summary>A netlink socket that speaks with the kernel only. What was bound through it stays bound until it is closed.</summary>
internal sealed unsafe class NetlinkSocket : IDisposable
{
    private const int PatienceMilliseconds = 10_000;
    private const int MSG_PEEK = 0x2;
    private const int MSG_TRUNC = 0x20;
    private const int MSG_DONTWAIT = 0x40;
    private const int MSG_NOSIGNAL = 0x4000;
    private const int LargestAnswer = 1 << 20;

    private readonly ISystemCalls _calls;
    private readonly SafeDescriptor _descriptor;
    private byte[] _buffer = new byte[32 * 1024]; // the largest piece the kernel builds of a dump by itself

    private NetlinkSocket(ISystemCalls calls, SafeDescriptor descriptor)
    {
        _calls = calls;
        _descriptor = descriptor;
    }

    internal static NetlinkSocket Open(ISystemCalls calls, int protocol)
    {
        SafeDescriptor descriptor =
            SafeDescriptor.TryOpen(calls, c => c.Socket(Nl.AF_NETLINK, Nl.SOCK_RAW | Nl.SOCK_CLOEXEC, protocol), out int errno)
            ?? throw KernelError.Exception("open a netlink socket", errno);
        try
        {
            Prepare(calls, descriptor);
            return new NetlinkSocket(calls, descriptor);
        }
        catch
        {
            descriptor.Dispose();
            throw;
        }
    }

    internal void Send(ReadOnlySpan<byte> request)
    {
        fixed (byte* bytes = request)
        {
            var vector = new IoVector { Base = bytes, Length = (nuint)request.Length };
            var message = new MessageHeader { Vectors = &vector, VectorCount = 1 };
            nint sent;
            do
                sent = _calls.SendMessage(_descriptor, &message, MSG_NOSIGNAL);
            while (sent == -Errno.EINTR);
            if (sent < 0)
                throw KernelError.Exception("send a netlink request", (int)-sent);
            if (sent != request.Length)
                throw Malformed.Netlink($"it took {sent} bytes of a request of {request.Length}");
        }
    }

    /// <summary>
    /// The next datagram, whole: it is measured first, so no answer is ever cut. The span is good until the next call.
    /// </summary>
    internal ReadOnlySpan<byte> Receive()
    {
        nint size = Take(MSG_PEEK | MSG_TRUNC, out _);
        if (size > LargestAnswer)
            throw Malformed.Netlink($"a datagram of {size} bytes");
        if (size > _buffer.Length)
            _buffer = new byte[size];
        nint taken = Take(0, out int flags);
        if ((flags & MSG_TRUNC) != 0)
            throw Malformed.Netlink($"a datagram was cut to {taken} bytes");
        if (taken > _buffer.Length)
            throw Malformed.Netlink($"{taken} bytes came into a buffer of {_buffer.Length}");
        return _buffer.AsSpan(0, (int)taken);
    }

    /// <summary>Throws away what an abandoned request may still have in the queue.</summary>
    internal void Drain()
    {
        while (TakeOnce(0, out _) >= 0)
        {
        }
    }

    public void Dispose() => _descriptor.Dispose();

    private static void Prepare(ISystemCalls calls, SafeHandle descriptor)
    {
        // Refusals are no failure: a kernel without one of these answers less well, not wrongly.
        foreach (int option in (ReadOnlySpan<int>)[Nl.NETLINK_EXT_ACK, Nl.NETLINK_CAP_ACK, Nl.NETLINK_GET_STRICT_CHK])
        {
            int one = 1;
            _ = calls.SetSocketOption(descriptor, Nl.SOL_NETLINK, option, &one, sizeof(int));
        }

        // Connected to port 0, the kernel: it then refuses datagrams that other processes address to us.
        byte* address = stackalloc byte[Nl.AddressLength];
        new Span<byte>(address, Nl.AddressLength).Clear();
        *(ushort*)address = Nl.AF_NETLINK;
        int result = calls.Connect(descriptor, address, Nl.AddressLength);
        if (result < 0)
            throw KernelError.Exception("connect a netlink socket", -result);
    }

    private nint Take(int flags, out int returned)
    {
        long deadline = Environment.TickCount64 + PatienceMilliseconds;
        while (true)
        {
            nint size = TakeOnce(flags, out returned);
            if (size >= 0)
                return size;
            if (size == -Errno.EINTR)
                continue;
            if (size != -Errno.EAGAIN)
                throw KernelError.Exception("read a netlink answer", (int)-size);
            Wait(deadline);
        }
    }

    private nint TakeOnce(int flags, out int returned)
    {
        fixed (byte* bytes = _buffer)
        {
            var vector = new IoVector { Base = bytes, Length = (nuint)_buffer.Length };
            var message = new MessageHeader { Vectors = &vector, VectorCount = 1 };
            nint size = _calls.ReceiveMessage(_descriptor, &message, flags | MSG_DONTWAIT);
            returned = message.Flags;
            return size;
        }
    }

    private void Wait(long deadline)
    {
        long left = deadline - Environment.TickCount64;
        if (left <= 0)
            throw KernelError.Exception("wait for a netlink answer", Errno.ETIMEDOUT);
        int events = _calls.Poll(_descriptor, Libc.POLLIN, (int)left);
        if (events < 0 && events != -Errno.EINTR)
            throw KernelError.Exception("wait for a netlink answer", -events);
        if ((events & Libc.POLLNVAL) != 0)
            throw new ObjectDisposedException(nameof(NetlinkSocket));
    }
}
