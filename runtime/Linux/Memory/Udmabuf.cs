using System;
using System.Runtime.InteropServices;
using Devmem.Backends;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Memory;

/// <summary>A dma-buf of host memory: a memfd that can no longer shrink, handed to /dev/udmabuf.</summary>
internal static unsafe class Udmabuf
{
    internal const string DevicePath = "/dev/udmabuf";

    private const uint MFD_CLOEXEC = 1;
    private const uint MFD_ALLOW_SEALING = 2;
    private const int F_ADD_SEALS = 1033;
    private const int F_SEAL_SHRINK = 2; // required; F_SEAL_WRITE would be refused
    private const uint UDMABUF_CREATE = 0x40187542;
    private const uint UDMABUF_FLAGS_CLOEXEC = 1;

    /// <exception cref="ArgumentOutOfRangeException">The length is not a multiple of the page size.</exception>
    internal static LinuxDmabufMemory Create(ISystemCalls calls, long length)
    {
        PageMultiple.Require(length);
        using SafeDescriptor device = SafeDescriptor.TryOpen(calls, OpenDevice, out int errno) ?? throw Unavailable(errno);
        using SafeDescriptor memory = CreateMemory(calls, length);
        SafeDescriptor dmabuf = SafeDescriptor.TryOpen(calls, c => Export(c, device, memory, length), out errno)
            ?? throw Refused(errno, length);
        return new LinuxDmabufMemory(calls, dmabuf, length);
    }

    /// <summary>0: there is such a device and this process may open it. Otherwise the errno.</summary>
    internal static int ProbeDevice(ISystemCalls calls)
    {
        using SafeDescriptor? device = SafeDescriptor.TryOpen(calls, OpenDevice, out int errno);
        return errno;
    }

    private static int OpenDevice(ISystemCalls calls) => calls.Open(DevicePath, Libc.O_RDWR | Libc.O_CLOEXEC);

    private static SafeDescriptor CreateMemory(ISystemCalls calls, long length)
    {
        SafeDescriptor memory = SafeDescriptor.TryOpen(calls, c => c.CreateMemoryFile("devmem", MFD_CLOEXEC | MFD_ALLOW_SEALING), out int errno)
            ?? throw KernelError.Exception("create a memfd", errno);
        try
        {
            Check(Repeat(() => calls.Truncate(memory, length)), "size the memfd");
            Check(Repeat(() => calls.FileControl(memory, F_ADD_SEALS, F_SEAL_SHRINK)), "seal the memfd against shrinking");
            return memory;
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

    private static int Export(ISystemCalls calls, SafeHandle device, SafeHandle memory, long length)
    {
        bool held = false;
        try
        {
            memory.DangerousAddRef(ref held);
            uint memfd = (uint)memory.DangerousGetHandle();
            return Repeat(() =>
            {
                var request = new CreateRequest { Memfd = memfd, Flags = UDMABUF_FLAGS_CLOEXEC, Size = (ulong)length };
                return calls.Control(device, UDMABUF_CREATE, &request);
            });
        }
        finally
        {
            if (held)
                memory.DangerousRelease();
        }
    }

    private static int Repeat(Func<int> call)
    {
        int result;
        do
            result = call();
        while (result == -Errno.EINTR);
        return result;
    }

    private static void Check(int result, string action)
    {
        if (result < 0)
            throw KernelError.Exception(action, -result);
    }

    private static Exception Unavailable(int errno) => errno switch
    {
        Errno.ENOENT or Errno.ENODEV or Errno.ENXIO => new PlatformNotSupportedException(
            $"There is no {DevicePath}: this kernel has no udmabuf (CONFIG_UDMABUF, module udmabuf). Load it, or adopt a dma-buf of another exporter."),
        Errno.EACCES or Errno.EPERM => new DevmemException(
            $"Could not open {DevicePath}: this user may not. Add the user to the group that owns the device (often \"kvm\").", errno),
        _ => KernelError.Exception("open " + DevicePath, errno),
    };

    private static DevmemException Refused(int errno, long length) => errno == Errno.EINVAL
        ? new DevmemException(
            $"Could not make a udmabuf of {length} bytes: the limit is 64 MiB unless the module parameter udmabuf.size_limit_mb says otherwise.", errno)
        : KernelError.Exception($"make a udmabuf of {length} bytes", errno);

    /// <summary>struct udmabuf_create.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 24)]
    private struct CreateRequest
    {
        internal uint Memfd;
        internal uint Flags;
        internal ulong Offset;
        internal ulong Size;
    }
}
