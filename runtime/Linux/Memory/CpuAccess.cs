using System.Runtime.InteropServices;
using Devmem.Backends;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Memory;

/// <summary>The direction of a CPU access; the kernel refuses a sync without one.</summary>
internal enum CpuDirection : ulong
{
    Read = 1, // DMA_BUF_SYNC_READ
    Write = 2, // DMA_BUF_SYNC_WRITE
}

/// <summary>DMA_BUF_IOCTL_SYNC: brackets CPU access, so that caches and device agree. On x64 it costs nothing, elsewhere it decides.</summary>
internal static unsafe class CpuAccess
{
    private const uint DMA_BUF_IOCTL_SYNC = 0x40086200;
    private const ulong DMA_BUF_SYNC_START = 0;
    private const ulong DMA_BUF_SYNC_END = 4;

    internal static void Begin(ISystemCalls calls, SafeHandle dmabuf, CpuDirection direction) =>
        Sync(calls, dmabuf, DMA_BUF_SYNC_START | (ulong)direction);

    internal static void End(ISystemCalls calls, SafeHandle dmabuf, CpuDirection direction) =>
        Sync(calls, dmabuf, DMA_BUF_SYNC_END | (ulong)direction);

    private static void Sync(ISystemCalls calls, SafeHandle dmabuf, ulong flags)
    {
        int result;
        do
            result = calls.Control(dmabuf, DMA_BUF_IOCTL_SYNC, &flags);
        while (result is -Errno.EINTR or -Errno.EAGAIN);
        if (result >= 0)
            return;
        throw result == -Errno.ENOTTY
            ? new DevmemException("Could not begin CPU access: the descriptor is no dma-buf.", Errno.ENOTTY)
            : KernelError.Exception("synchronize the dmabuf with the CPU", -result);
    }
}
