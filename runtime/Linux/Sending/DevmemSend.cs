using System.Runtime.InteropServices;
using Devmem.Backends;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Sending;

/// <summary>sendmsg with SCM_DEVMEM_DMABUF and MSG_ZEROCOPY, never waiting.</summary>
internal static unsafe class DevmemSend
{
    private const int ControlSpace = 24; // CMSG_SPACE(4)
    private const int ControlLength = 20; // CMSG_LEN(4): the kernel takes no other
    private const int Flags = Sock.MSG_ZEROCOPY | Sock.MSG_DONTWAIT | Sock.MSG_NOSIGNAL;

    /// <param name="dmabufId">Not 0: the kernel takes that for "no dmabuf" and sends process memory from the address given.</param>
    /// <param name="offset">Bytes into the dmabuf: the iovec's base is an offset here, no pointer.</param>
    /// <returns>How many bytes were queued, possibly fewer than asked; or the negated errno.</returns>
    internal static nint Try(ISystemCalls calls, SafeHandle socket, uint dmabufId, long offset, long length)
    {
        if (dmabufId == 0)
            return -Errno.EINVAL;
        ulong* control = stackalloc ulong[ControlSpace / sizeof(ulong)];
        control[0] = ControlLength;
        ((int*)control)[2] = Sock.SOL_SOCKET;
        ((int*)control)[3] = Sock.SCM_DEVMEM_DMABUF;
        control[2] = dmabufId; // little-endian: the id, then padding of zeros
        var vector = new IoVector { Base = (void*)(nuint)offset, Length = (nuint)length };
        var message = new MessageHeader { Vectors = &vector, VectorCount = 1, Control = control, ControlLength = ControlSpace };
        nint sent;
        do
            sent = calls.SendMessage(socket, &message, Flags);
        while (sent == -Errno.EINTR);
        return sent;
    }
}
