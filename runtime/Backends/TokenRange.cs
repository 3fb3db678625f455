using System.Runtime.InteropServices;

namespace Devmem.Backends;

/// <summary>The tokens <c>Start</c> to <c>Start + Count - 1</c>: the uAPI's struct dmabuf_token, so a span of them goes to SO_DEVMEM_DONTNEED as it lies.</summary>
[StructLayout(LayoutKind.Sequential, Size = 8)]
internal struct TokenRange
{
    internal uint Start;
    internal uint Count;

    internal TokenRange(uint start, uint count)
    {
        Start = start;
        Count = count;
    }
}
