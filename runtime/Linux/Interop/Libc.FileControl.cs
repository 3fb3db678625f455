using System.Runtime.InteropServices;

namespace Devmem.Linux.Interop;

internal static unsafe partial class Libc
{
    [LibraryImport(Name, EntryPoint = "fcntl", SetLastError = true)]
    internal static partial int FileControl(SafeHandle descriptor, int command, nint argument);
}
