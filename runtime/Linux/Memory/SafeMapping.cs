using System.Runtime.InteropServices;
using Devmem.Backends;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Memory;

/// <summary>A shared mapping of a dma-buf. A copy in flight holds a reference, so a concurrent close cannot pull the pages away.</summary>
internal sealed class SafeMapping : SafeHandle
{
    private const int PROT_READ = 1;
    private const int PROT_WRITE = 2;
    private const int MAP_SHARED = 1;

    private readonly ISystemCalls _calls;
    private readonly nuint _length;

    private SafeMapping(ISystemCalls calls, nuint length, bool writable)
        : base(0, ownsHandle: true)
    {
        _calls = calls;
        _length = length;
        IsWritable = writable;
    }

    /// <summary>False: the exporter gave a descriptor for reading only.</summary>
    internal bool IsWritable { get; }

    public override bool IsInvalid => handle == 0;

    internal static SafeMapping Create(ISystemCalls calls, SafeHandle descriptor, long length) =>
        TryCreate(calls, descriptor, length, writable: true, out int errno)
        ?? (errno == Errno.EACCES ? TryCreate(calls, descriptor, length, writable: false, out errno) : null)
        ?? throw new DevmemException("Could not map the dmabuf for the CPU: not every exporter allows it.", errno);

    private static SafeMapping? TryCreate(ISystemCalls calls, SafeHandle descriptor, long length, bool writable, out int errno)
    {
        var mapping = new SafeMapping(calls, (nuint)length, writable);
        nint address = calls.Map((nuint)length, writable ? PROT_READ | PROT_WRITE : PROT_READ, MAP_SHARED, descriptor);
        bool failed = address is < 0 and > -4096;
        errno = failed ? (int)-address : 0;
        if (failed)
        {
            mapping.SetHandleAsInvalid();
            return null;
        }

        mapping.SetHandle(address);
        return mapping;
    }

    protected override bool ReleaseHandle() => _calls.Unmap(handle, _length) >= 0;
}
