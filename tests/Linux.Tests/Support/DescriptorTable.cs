using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Devmem.Backends;
using Devmem.Linux.Interop;
using Microsoft.Win32.SafeHandles;

namespace Devmem.Linux.Tests.Support;

/// <summary>Fills this process's table of descriptors but for so many places. For a child process only: everything in it is hit.</summary>
internal sealed unsafe partial class DescriptorTable : IDisposable
{
    private const int RLIMIT_NOFILE = 7;
    private const int F_DUPFD_CLOEXEC = 1030;
    private const int F_GETFD = 1;
    private const int Room = 256;

    private readonly SafeFileHandle _source = Kernel.Memfd.Create(4096);
    private readonly Stack<int> _fillers = new();
    private readonly int _limit;

    internal DescriptorTable()
    {
        _limit = HighestOpen() + Room;
        var limits = new Limits { Soft = (ulong)_limit, Hard = (ulong)_limit };
        Assert.Equal(0, SetLimit(RLIMIT_NOFILE, &limits));
    }

    private static LinuxSystemCalls Calls => LinuxSystemCalls.Instance;

    /// <summary>Exactly so many descriptors can still be opened.</summary>
    internal void LeaveRoomFor(int places)
    {
        int descriptor;
        while ((descriptor = Calls.FileControl(_source, F_DUPFD_CLOEXEC, 0)) >= 0)
            _fillers.Push(descriptor);
        Assert.Equal(-Errno.EMFILE, descriptor);
        for (int i = 0; i < places; i++)
            Calls.Close(_fillers.Pop());
    }

    /// <summary>How many are open; asking opens none.</summary>
    internal int CountOpen()
    {
        int open = 0;
        for (int i = 0; i < _limit; i++)
            open += IsOpen(i) ? 1 : 0;
        return open;
    }

    /// <summary>Gives all places back.</summary>
    internal void Empty()
    {
        while (_fillers.TryPop(out int descriptor))
            Calls.Close(descriptor);
    }

    public void Dispose()
    {
        Empty();
        _source.Dispose();
    }

    private static int HighestOpen()
    {
        int highest = 0;
        for (int i = 0; i < 4096; i++)
            highest = IsOpen(i) ? i : highest;
        return highest;
    }

    private static bool IsOpen(int descriptor)
    {
        using var borrowed = new SafeFileHandle(descriptor, ownsHandle: false);
        return Calls.FileControl(borrowed, F_GETFD, 0) >= 0;
    }

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, Limits* limits);

    /// <summary>struct rlimit.</summary>
    private struct Limits
    {
        internal ulong Soft;
        internal ulong Hard;
    }
}
