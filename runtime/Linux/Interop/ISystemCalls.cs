using System.Runtime.InteropServices;

namespace Devmem.Linux.Interop;

/// <summary>
/// Every call this backend makes into the kernel, one method each. Tests put a kernel of their own behind it, or let the n-th call
/// fail, and then count descriptors and tokens.
/// </summary>
/// <remarks>
/// Results follow the kernel, not the C library: a negative number is a negated errno. So no state is left behind in a
/// thread-local that a signal handler or a finalizer could overwrite between the call and the look at it.
/// </remarks>
internal unsafe interface ISystemCalls
{
    int Socket(int domain, int type, int protocol);

    int Bind(SafeHandle socket, void* address, uint length);

    int Connect(SafeHandle socket, void* address, uint length);

    nint SendMessage(SafeHandle socket, MessageHeader* message, int flags);

    nint ReceiveMessage(SafeHandle socket, MessageHeader* message, int flags);

    /// <remarks>SO_DEVMEM_DONTNEED is one of the few options whose success is a positive number.</remarks>
    int SetSocketOption(SafeHandle socket, int level, int name, void* value, uint length);

    int GetSocketOption(SafeHandle socket, int level, int name, void* value, ref uint length);

    /// <summary>Waits on one descriptor; the result is the event bits, 0 after the time is up.</summary>
    int Poll(SafeHandle descriptor, short events, int milliseconds);

    int Control(SafeHandle descriptor, uint request, void* argument);

    int Open(string path, int flags);

    int Close(int descriptor);

    int CreateMemoryFile(string name, uint flags);

    int Truncate(SafeHandle descriptor, long length);

    int FileControl(SafeHandle descriptor, int command, nint argument);

    nint Map(nuint length, int protection, int flags, SafeHandle descriptor);

    int Unmap(nint address, nuint length);

    long Seek(SafeHandle descriptor, long offset, int whence);

    int EpollCreate(int flags);

    /// <param name="registration">struct epoll_event, as this architecture lays it out.</param>
    int EpollControl(SafeHandle epoll, int operation, SafeHandle descriptor, void* registration);

    int EpollWait(SafeHandle epoll, void* events, int capacity, int milliseconds);
}
