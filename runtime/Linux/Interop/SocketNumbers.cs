namespace Devmem.Linux.Interop;

/// <summary>include/uapi/asm-generic/socket.h and include/linux/socket.h: x64 and arm64 share them.</summary>
internal static class Sock
{
    internal const int SOL_SOCKET = 1;
    internal const int SO_TYPE = 3;
    internal const int SO_BINDTODEVICE = 25;
    internal const int SO_PROTOCOL = 38;
    internal const int SO_ZEROCOPY = 60;
    internal const int SCM_DEVMEM_LINEAR = 78;
    internal const int SCM_DEVMEM_DMABUF = 79;
    internal const int SO_DEVMEM_DONTNEED = 80;

    internal const int AF_INET = 2;
    internal const int SOCK_STREAM = 1;
    internal const int SOCK_DGRAM = 2;
    internal const int SOCK_CLOEXEC = 0x80000;
    internal const int IPPROTO_TCP = 6;
    internal const int TCP_INFO = 11;
    internal const int IPPROTO_MPTCP = 262;

    internal const int SOL_IP = 0;
    internal const int IP_RECVERR = 11;
    internal const int SOL_IPV6 = 41;
    internal const int IPV6_RECVERR = 25;

    internal const int MSG_CTRUNC = 0x8;
    internal const int MSG_DONTWAIT = 0x40;
    internal const int MSG_ERRQUEUE = 0x2000;
    internal const int MSG_NOSIGNAL = 0x4000;
    internal const int MSG_SOCK_DEVMEM = 0x2000000;
    internal const int MSG_ZEROCOPY = 0x4000000;

    /// <summary>struct dmabuf_cmsg: u64 frag_offset, u32 frag_size, u32 frag_token, u32 dmabuf_id, u32 flags.</summary>
    internal const int DevmemRecordLength = 24;

    /// <summary>CMSG_SPACE(24) on 64-bit: what one record takes of the control buffer.</summary>
    internal const int DevmemRecordSpace = 40;
}
