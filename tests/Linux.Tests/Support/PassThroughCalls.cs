using System.Runtime.InteropServices;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Tests.Support;

/// <summary>Every call as the real kernel answers it; a test overrides what it wants otherwise.</summary>
internal unsafe class PassThroughCalls : ISystemCalls
{
    private static LinuxSystemCalls Real => LinuxSystemCalls.Instance;

    public virtual int Socket(int domain, int type, int protocol) => Real.Socket(domain, type, protocol);

    public virtual int Bind(SafeHandle socket, void* address, uint length) => Real.Bind(socket, address, length);

    public virtual int Connect(SafeHandle socket, void* address, uint length) => Real.Connect(socket, address, length);

    public virtual nint SendMessage(SafeHandle socket, MessageHeader* message, int flags) => Real.SendMessage(socket, message, flags);

    public virtual nint ReceiveMessage(SafeHandle socket, MessageHeader* message, int flags) => Real.ReceiveMessage(socket, message, flags);

    public virtual int SetSocketOption(SafeHandle socket, int level, int name, void* value, uint length) =>
        Real.SetSocketOption(socket, level, name, value, length);

    public virtual int GetSocketOption(SafeHandle socket, int level, int name, void* value, ref uint length) =>
        Real.GetSocketOption(socket, level, name, value, ref length);

    public virtual int Poll(SafeHandle descriptor, short events, int milliseconds) => Real.Poll(descriptor, events, milliseconds);

    public virtual int Control(SafeHandle descriptor, uint request, void* argument) => Real.Control(descriptor, request, argument);

    public virtual int Open(string path, int flags) => Real.Open(path, flags);

    public virtual int Close(int descriptor) => Real.Close(descriptor);

    public virtual int CreateMemoryFile(string name, uint flags) => Real.CreateMemoryFile(name, flags);

    public virtual int Truncate(SafeHandle descriptor, long length) => Real.Truncate(descriptor, length);

    public virtual int FileControl(SafeHandle descriptor, int command, nint argument) => Real.FileControl(descriptor, command, argument);

    public virtual nint Map(nuint length, int protection, int flags, SafeHandle descriptor) => Real.Map(length, protection, flags, descriptor);

    public virtual int Unmap(nint address, nuint length) => Real.Unmap(address, length);

    public virtual long Seek(SafeHandle descriptor, long offset, int whence) => Real.Seek(descriptor, offset, whence);

    public virtual int EpollCreate(int flags) => Real.EpollCreate(flags);

    public virtual int EpollControl(SafeHandle epoll, int operation, SafeHandle descriptor, void* registration) =>
        Real.EpollControl(epoll, operation, descriptor, registration);

    public virtual int EpollWait(SafeHandle epoll, void* events, int capacity, int milliseconds) =>
        Real.EpollWait(epoll, events, capacity, milliseconds);
}
