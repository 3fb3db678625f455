using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Devmem.Linux.Tests.Support;

/// <summary>Ordinary memory that answers the sync of a dma-buf and notes its flags.</summary>
internal sealed unsafe class SyncedMemory : PassThroughCalls
{
    private const uint DMA_BUF_IOCTL_SYNC = 0x40086200;

    internal List<ulong> Syncs { get; } = [];

    public override int Control(SafeHandle descriptor, uint request, void* argument)
    {
        if (request != DMA_BUF_IOCTL_SYNC)
            return base.Control(descriptor, request, argument);
        Syncs.Add(*(ulong*)argument);
        return 0;
    }
}
