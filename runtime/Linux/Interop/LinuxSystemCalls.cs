using System.Runtime.InteropServices;
using System.Text;

namespace Devmem.Linux.Interop;

/// <summary>The real thing: each call goes straight to the C library, and its errno comes back as a negative result.</summary>
internal sealed unsafe class LinuxSystemCalls : ISystemCalls
{
    internal static LinuxSystemCalls Instance { get; } = new();

    public int Socket(int domain, int type, int protocol) => Libc.Raw(Libc.Socket(domain, type, protocol));

    public int Bind(SafeHandle socket, void* address, uint length) => Libc.Raw(Libc.Bind(socket, address, length));

    public int Connect(SafeHandle socket, void* address, uint length) => Libc.Raw(Libc.Connect(socket, address, length));

    public nint SendMessage(SafeHandle socket, MessageHeader* message, int flags) =>
        Libc.Raw(Libc.SendMessage(socket, message, flags));

    public nint ReceiveMessage(SafeHandle socket, MessageHeader* message, int flags) =>
        Libc.Raw(Libc.ReceiveMessage(socket, message, flags));

    public int SetSocketOption(SafeHandle socket, int level, int name, void* value, uint length) =>
        Libc.Raw(Libc.SetSocketOption(socket, level, name, value, length));

    public int GetSocketOption(SafeHandle socket, int level, int name, void* value, ref uint length)
    {
        fixed (uint* size = &length)
            return Libc.Raw(Libc.GetSocketOption(socket, level, name, value, size));
    }

    public int Poll(SafeHandle descriptor, short events, int milliseconds)
    {
        bool held = false;
        try
        {
            descriptor.DangerousAddRef(ref held);
            var one = new Libc.PollDescriptor { Descriptor = (int)descriptor.DangerousGetHandle(), Events = events };
            int result = Libc.Raw(Libc.Poll(&one, 1, milliseconds));
            return result > 0 ? (ushort)one.Returned : result;
        }
        finally
        {
            if (held)
                descriptor.DangerousRelease();
        }
    }

    public int Control(SafeHandle descriptor, uint request, void* argument) =>
        Libc.Raw(Libc.Control(descriptor, request, argument));

    public int Open(string path, int flags) => Libc.Raw(Libc.Open(path, flags));

    public int Close(int descriptor) => Libc.Raw(Libc.Close(descriptor));

    public int CreateMemoryFile(string name, uint flags)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(name + '\0'))
            return Libc.Raw(Libc.CreateMemoryFile(text, flags));
    }

    public int Truncate(SafeHandle descriptor, long length) => Libc.Raw(Libc.Truncate(descriptor, length));

    public int FileControl(SafeHandle descriptor, int command, nint argument) =>
        Libc.Raw(Libc.FileControl(descriptor, command, argument));

    public nint Map(nuint length, int protection, int flags, SafeHandle descriptor) =>
        Libc.Raw(Libc.Map(0, length, protection, flags, descriptor, 0));

    public int Unmap(nint address, nuint length) => Libc.Raw(Libc.Unmap(address, length));

    public long Seek(SafeHandle descriptor, long offset, int whence) => Libc.Raw((nint)Libc.Seek(descriptor, offset, whence));

    public int EpollCreate(int flags) => Libc.Raw(Libc.EpollCreate(flags));

    public int EpollControl(SafeHandle epoll, int operation, SafeHandle descriptor, void* registration) =>
        Libc.Raw(Libc.EpollControl(epoll, operation, descriptor, registration));

    public int EpollWait(SafeHandle epoll, void* events, int capacity, int milliseconds) =>
        Libc.Raw(Libc.EpollWait(epoll, events, capacity, milliseconds));
}
