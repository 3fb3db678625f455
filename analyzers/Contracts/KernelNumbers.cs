using System;

namespace Devmem.Analyzers.Contracts;

/// <summary>The numbers of devmem TCP in the kernel's interface (include/uapi/asm-generic/socket.h, include/linux/socket.h, and the architectures that differ).</summary>
internal static class KernelNumbers
{
    /// <summary>MSG_SOCK_DEVMEM.</summary>
    public const long MsgSockDevmem = 0x2000000;

    /// <summary>MSG_ZEROCOPY.</summary>
    public const long MsgZerocopy = 0x4000000;

    /// <summary>MSG_PEEK.</summary>
    public const long MsgPeek = 0x2;

    /// <summary>MSG_TRUNC.</summary>
    public const long MsgTrunc = 0x20;

    /// <summary>The bytes of one `struct dmabuf_token`, a range of tokens.</summary>
    public const long RangeBytes = 8;

    /// <summary>The ranges that one return may bring (MAX_DONTNEED_TOKENS in net/core/sock.c).</summary>
    public const long MostRanges = 128;

    /// <summary>The bytes of a control buffer that hold one record, where pointers have 8 bytes.</summary>
    public const long RecordBytes = 40;

    /// <summary>SCM_DEVMEM_DMABUF as asm-generic has it.</summary>
    public const long ScmDevmemDmabuf = 79;

    /// <summary>The name of the option, or null: it is none of devmem's.</summary>
    /// <param name="level">The level: SOL_SOCKET is 1, and 0xffff on alpha, mips, parisc and sparc.</param>
    /// <param name="name">The name.</param>
    public static string? OptionOf(long level, long name) => (level, name) switch
    {
        (1 or 0xffff, 78) or (0xffff, 0x404E or 0x57) => "SO_DEVMEM_LINEAR",
        (1 or 0xffff, 79) or (0xffff, 0x404F or 0x58) => "SO_DEVMEM_DMABUF",
        (1 or 0xffff, 80) or (0xffff, 0x4050 or 0x59) => "SO_DEVMEM_DONTNEED",

        // Kernels before devmem TCP was merged, with another layout behind the numbers.
        (1, 97) => "SO_DEVMEM_DONTNEED of GPUDirect-TCPX",
        (1, 98) => "SCM_DEVMEM_HEADER of GPUDirect-TCPX",
        (1, 99) => "SCM_DEVMEM_OFFSET of GPUDirect-TCPX",
        _ => null,
    };

    /// <summary>Whether the option returns tokens.</summary>
    public static bool IsDontNeed(string option) => option.StartsWith("SO_DEVMEM_DONTNEED", StringComparison.Ordinal);

    /// <summary>Whether <paramref name="request"/> is DMA_BUF_IOCTL_SYNC, in either encoding.</summary>
    public static bool IsDmabufSync(long request) => (request & 0xffffffff) is 0x40086200 or 0x80086200;
}
