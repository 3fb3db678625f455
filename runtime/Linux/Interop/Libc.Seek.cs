using System.Runtime.InteropServices;

namespace Devmem.Linux.Interop;

internal static unsafe partial class Libc
{
    [LibraryImport(Name, EntryPoint = "lseek", SetLastError = true)]
    internal static partial long Seek(SafeHandle descriptor, long offset, int whence);
}
