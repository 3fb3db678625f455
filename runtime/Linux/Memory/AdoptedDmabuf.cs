using System;
using System.Runtime.InteropServices;
using Devmem.Backends;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Memory;

/// <summary>A descriptor that somebody else exported, a GPU driver for example.</summary>
internal static class AdoptedDmabuf
{
    private const int F_SETFD = 2;
    private const int FD_CLOEXEC = 1;
    private const int SEEK_SET = 0;
    private const int SEEK_END = 2;

    /// <exception cref="ArgumentException">The descriptor is closed, or the dma-buf is smaller than claimed.</exception>
    internal static LinuxDmabufMemory Adopt(ISystemCalls calls, SafeHandle descriptor, long length)
    {
        if (descriptor.IsInvalid || descriptor.IsClosed)
            throw new ArgumentException("The descriptor is closed or was never open.", nameof(descriptor));
        PageMultiple.Require(length);
        long size = calls.Seek(descriptor, 0, SEEK_END); // dma-bufs answer with their size; what cannot seek is judged at the bind
        if (size == -Errno.EBADF)
            throw new ArgumentException("The descriptor is not open.", nameof(descriptor));
        if (size >= 0)
            _ = calls.Seek(descriptor, 0, SEEK_SET);
        if (size >= 0 && size < length)
            throw new ArgumentOutOfRangeException(nameof(length), length, $"The dma-buf has {size} bytes only.");
        _ = calls.FileControl(descriptor, F_SETFD, FD_CLOEXEC); // it is ours from here on; exporters do not all set it
        return new LinuxDmabufMemory(calls, descriptor, length);
    }
}
