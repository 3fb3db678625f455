//# rules = DEVMEM014
using System;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Devmem;

internal enum Option
{
    Linger = 13,
    Linear = 78,
    DontNeed = 80,
}

[Flags]
internal enum Flags
{
    None = 0,
    Peek = 2,
    DontWait = 0x40,
    Devmem = 0x2000000,
    Zerocopy = 0x4000000,
}

internal unsafe struct Cmsghdr
{
    public nuint cmsg_len;
    public int cmsg_level;
    public int cmsg_type;
    public uint dmabuf_id;
}

internal sealed unsafe class RawCallsFolded
{
    private const int Bit = 25;
    private static readonly int s_level = 1;
    private readonly int _option = (int)Option.DontNeed;
    private int _other = 2;

    [DllImport("libc", EntryPoint = "setsockopt")]
    private static extern int Set(int fd, int level, int name, void* value, uint length);

    [DllImport("libc")]
    private static extern int getsockopt(int fd, int level, int name, void* value, uint* length);

    [DllImport("libc")]
    private static extern nint recv(int fd, void* buffer, nuint length, Flags flags);

    [DllImport("libc")]
    private static extern nint recvmsg(int fd, void* message, int flags);

    [DllImport("libc")]
    private static extern nint sendmsg(int fd, void* message, int flags);

    [DllImport("libc")]
    private static extern nint syscall(nint number, nint a, nint b, nint c, nint d, nint e);

    [DllImport("libc")]
    private static extern int ioctl(int fd, nuint request, ulong* flags);

    private static int setsockopt(int fd, int level, int name, byte[] value) => fd + level + name + value.Length;

    public void By_fields(Socket socket, byte[] tokens) => socket.SetRawSocketOption(s_level, _option, tokens); //! DEVMEM014

    public void By_enum(Socket socket, byte[] tokens) => socket.SetRawSocketOption(1, (int)Option.DontNeed, tokens); //! DEVMEM014

    public void By_entry_point(int fd, void* tokens) => _ = Set(fd, 1, 80, tokens, 8); //! DEVMEM014

    public void Read(int fd, void* value, uint* length) => _ = getsockopt(fd, 1, 80, value, length); //! DEVMEM014

    public void Read_through_the_socket(Socket socket, Span<byte> value) => socket.GetRawSocketOption(1, 79, value); //! DEVMEM014

    public void By_shift(int fd, void* message, bool wait)
    {
        int flags = 1 << Bit;
        if (!wait)
            flags |= 0x40;
        recvmsg(fd, message, flags); //! DEVMEM014
    }

    public void Added_on_one_way(int fd, void* message, bool devmem)
    {
        int flags = 0x40;
        if (devmem)
            flags |= 0x2000000;
        recvmsg(fd, message, flags); //! DEVMEM014
    }

    public void By_flags_of_an_enum(int fd, void* buffer) => recv(fd, buffer, 1, Flags.DontWait | Flags.Devmem); //! DEVMEM014

    public void With_unknown_flags(int fd, void* message, int more) => recvmsg(fd, message, more | 0x2000000); //! DEVMEM014

    public void By_system_call(nint fd, nint tokens) => _ = syscall(54, fd, 1, 80, tokens, 8); //! DEVMEM014

    public void By_option_of_the_caller(Socket socket, byte[] tokens) => Pass(socket, 80, tokens);

    public void Sent_with_a_message(int fd, void* message, Cmsghdr* header, uint id)
    {
        header->cmsg_level = 1;
        header->cmsg_type = 79;
        header->dmabuf_id = id;
        sendmsg(fd, message, 0x4000000); //! DEVMEM014
    }

    public void Synced_by_hand(int dmabuf, ulong* flags) => _ = ioctl(dmabuf, 0x40086200, flags); //! DEVMEM014

    public void Ordinary_zerocopy(int fd, void* message) => sendmsg(fd, message, 0x4000000);

    public void Ordinary_flags(int fd, void* buffer) => recv(fd, buffer, 1, Flags.DontWait | Flags.Peek);

    public void Ordinary_field(Socket socket, byte[] value) => socket.SetRawSocketOption(1, _other, value);

    public void Ordinary_method_of_that_name(int fd, byte[] value) => setsockopt(fd, 1, 80, value);

    public void Ordinary_ioctl(int fd, ulong* flags) => _ = ioctl(fd, 0x5421, flags);

    public void Set_again_to_another(Socket socket, byte[] value)
    {
        int option = 80;
        option = 13;
        socket.SetRawSocketOption(1, option, value);
    }

    public void Two_pairs(Socket socket, byte[] value)
    {
        Pair(socket, 6, 80, value);
        Pair(socket, 1, 13, value);
    }

    private static void Pass(Socket socket, int option, byte[] tokens) => socket.SetRawSocketOption(1, option, tokens); //! DEVMEM014

    private static void Pair(Socket socket, int level, int option, byte[] value) => socket.SetRawSocketOption(level, option, value);
}
