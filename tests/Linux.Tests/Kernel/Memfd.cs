using System;
using Devmem.Linux.Interop;
using Microsoft.Win32.SafeHandles;

namespace Devmem.Linux.Tests.Kernel;

/// <summary>An open descriptor of memory that is no dma-buf: what a program passes that forgot to export it.</summary>
internal static class Memfd
{
    internal static SafeFileHandle Create(long length)
    {
        LinuxSystemCalls calls = LinuxSystemCalls.Instance;
        int descriptor = calls.CreateMemoryFile("no-dmabuf", flags: 1);
        Assert.True(descriptor >= 0, "memfd_create failed");
        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        Assert.Equal(0, calls.Truncate(handle, length));
        return handle;
    }

    internal static Dmabuf AsDmabuf() => Dmabuf.FromFileDescriptor(Create(Environment.SystemPageSize), Environment.SystemPageSize);
}
