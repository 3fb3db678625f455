using System.Globalization;

namespace Devmem.Backends;

/// <summary>The error numbers that devmem calls answer with, as asm-generic/errno.h and linux/errno.h have them (x64 and arm64).</summary>
internal static class Errno
{
    internal const int EPERM = 1;
    internal const int ENOENT = 2;
    internal const int EINTR = 4;
    internal const int ENXIO = 6;
    internal const int EBADF = 9;
    internal const int EAGAIN = 11;
    internal const int ENOMEM = 12;
    internal const int EACCES = 13;
    internal const int EFAULT = 14;
    internal const int EBUSY = 16;
    internal const int EEXIST = 17;
    internal const int ENODEV = 19;
    internal const int EINVAL = 22;
    internal const int EMFILE = 24;
    internal const int ENOTTY = 25;
    internal const int EPIPE = 32;
    internal const int ERANGE = 34;
    internal const int ENODATA = 61;
    internal const int EBADFD = 77;
    internal const int ENOPROTOOPT = 92;
    internal const int EOPNOTSUPP = 95;
    internal const int ENETDOWN = 100;
    internal const int ECONNRESET = 104;
    internal const int ENOBUFS = 105;
    internal const int ENOTCONN = 107;
    internal const int ETIMEDOUT = 110;
    internal const int EHOSTUNREACH = 113;

    /// <summary>Kernel-internal; recvmsg lets it through to user space when the control buffer has no room for one record.</summary>
    internal const int ETOOSMALL = 525;

    internal static string Describe(int errno) => errno switch
    {
        EPERM => "EPERM",
        ENOENT => "ENOENT",
        EINTR => "EINTR",
        ENXIO => "ENXIO",
        EBADF => "EBADF",
        EAGAIN => "EAGAIN",
        ENOMEM => "ENOMEM",
        EACCES => "EACCES",
        EFAULT => "EFAULT",
        EBUSY => "EBUSY",
        EEXIST => "EEXIST",
        ENODEV => "ENODEV",
        EINVAL => "EINVAL",
        EMFILE => "EMFILE",
        ENOTTY => "ENOTTY",
        EPIPE => "EPIPE",
        ERANGE => "ERANGE",
        ENODATA => "ENODATA",
        EBADFD => "EBADFD",
        ENOPROTOOPT => "ENOPROTOOPT",
        EOPNOTSUPP => "EOPNOTSUPP",
        ENETDOWN => "ENETDOWN",
        ECONNRESET => "ECONNRESET",
        ENOBUFS => "ENOBUFS",
        ENOTCONN => "ENOTCONN",
        ETIMEDOUT => "ETIMEDOUT",
        EHOSTUNREACH => "EHOSTUNREACH",
        ETOOSMALL => "ETOOSMALL",
        _ => string.Create(CultureInfo.InvariantCulture, $"errno {errno}"),
    };
}
