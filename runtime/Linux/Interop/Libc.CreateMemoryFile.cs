using System.Runtime.InteropServices;

namespace Devmem.Linux.Interop;

internal static unsafe partial class Libc
{
    [LibraryImport(Name, EntryPoint = "memfd_create", SetLastError = true)]
    internal static partial int CreateMemoryFile(byte* name, uint flags);
}
