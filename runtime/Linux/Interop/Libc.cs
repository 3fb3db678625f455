using System.Runtime.InteropServices;

namespace Devmem.Linux.Interop;

/// <summary>The C library. One native function per file; structures sit with the function that takes them.</summary>
/// <remarks>
/// ioctl and fcntl are variadic in C. On x86-64 and arm64 Linux variadic integer and pointer arguments travel in the same
/// registers as named ones, so a plain signature is right there; <see cref="DevmemPlatform"/> refuses every other architecture.
/// </remarks>
internal static unsafe partial class Libc
{
    private const string Name = "libc";

    /// <summary>What the kernel itself returned: the value, or the negated errno that the C library put aside.</summary>
    internal static int Raw(int result) => result == -1 ? -Marshal.GetLastPInvokeError() : result;

    internal static nint Raw(nint result) => result == -1 ? -Marshal.GetLastPInvokeError() : result;
}
