using System.Runtime.InteropServices;
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

    private SafeMapping(ISystemCalls calls, nuint length)
        : base(0, ownsHandle: true)
    {
        _calls = calls;
        _length = length;
    }

    public override bool IsInvalid => handle == 0;

    internal static SafeMapping Create(ISystemCalls calls, SafeHandle descriptor, long length)
    {
        var mapping = new SafeMapping(calls, (nuint)length);
        nint address = calls.Map((nuint)length, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor);
        if (address is < 0 and > -4096)
        {
            mapping.SetHandleAsInvalid();
            throw new DevmemException("Could not map the dmabuf for the CPU: not every exporter allows it.", (int)-address);
        }

        mapping.SetHandle(address);
        return mapping;
    }

    protected override bool ReleaseHandle() => _calls.Unmap(handle, _length) >= 0;
}
