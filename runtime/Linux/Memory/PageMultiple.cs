using System;

namespace Devmem.Linux.Memory;

/// <summary>Buffers whose size is no multiple of the page size are refused by some kernels and read beyond their end by others.</summary>
internal static class PageMultiple
{
    internal static void Require(long length)
    {
        if (length <= 0 || length % Environment.SystemPageSize != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(length), length, $"The length must be a multiple of the page size, {Environment.SystemPageSize} bytes.");
        }
    }
}
