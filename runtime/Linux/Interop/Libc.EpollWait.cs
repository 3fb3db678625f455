using System.Runtime.InteropServices;

namespace Devmem.Linux.Interop;

internal static unsafe partial class Libc
{
    [LibraryImport(Name, EntryPoint = "epoll_wait", SetLastError = true)]
    internal static partial int EpollWait(SafeHandle epoll, void* events, int capacity, int timeout);
}
