//# rules = DEVMEM014
using System;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Devmem;

internal static partial class RawCalls
{
    private const int SolSocket = 1;
    private const int DontNeed = 80;
    private const int MsgSockDevmem = 0x2000000;

    [DllImport("libc", SetLastError = true)]
    private static extern int setsockopt(int fd, int level, int name, byte[] value, uint length);

    [DllImport("libc", SetLastError = true)]
    private static extern unsafe nint recvmsg(int fd, void* message, int flags);

    static void By_literal(Socket socket, byte[] tokens) => socket.SetRawSocketOption(1, 80, tokens); //! DEVMEM014

    static void By_constant(Socket socket, byte[] tokens) => socket.SetRawSocketOption(SolSocket, DontNeed, tokens); //! DEVMEM014

    static void By_local(Socket socket, byte[] tokens)
    {
        int option = 79 + 1;
        socket.SetRawSocketOption(SolSocket, option, tokens); //! DEVMEM014
    }

    static void Another_option(Socket socket, byte[] value) => socket.SetRawSocketOption(1, 25, value);

    static void Another_level(Socket socket, byte[] value) => socket.SetRawSocketOption(6, 80, value);

    static void By_platform_invoke(int fd, byte[] tokens) => _ = setsockopt(fd, SolSocket, DontNeed, tokens, 8); //! DEVMEM014

    static void By_platform_invoke_of_another_option(int fd, byte[] value) => _ = setsockopt(fd, SolSocket, 2, value, 4);

    static unsafe void Receive_flag(int fd, void* message) => recvmsg(fd, message, MsgSockDevmem); //! DEVMEM014

    static unsafe void Receive_flag_among_others(int fd, void* message) => recvmsg(fd, message, 0x40 | MsgSockDevmem); //! DEVMEM014

    static unsafe void Other_flags_only(int fd, void* message) => recvmsg(fd, message, 0x40);
}
