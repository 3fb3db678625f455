using System.Runtime.InteropServices;

namespace Devmem.Linux.Interop;

internal static unsafe partial class Libc
{
    [LibraryImport(Name, EntryPoint = "mmap", SetLastError = true)]
    internal static partial nint Map(nint address, nuint length, int protection, int flags, SafeHandle descriptor, long offset);
}
