using System;
using System.Runtime.InteropServices;

namespace Devmem.Linux.Tests.Support;

/// <summary>Memory between two pages that nobody may touch: a read before the first byte or beyond the last ends the process.</summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int PROT_NONE = 0;
    private const int PROT_READ_WRITE = 3;
    private const int MAP_PRIVATE_ANONYMOUS = 0x22;

    private readonly nint _mapping;
    private readonly nint _start;
    private readonly nuint _length;
    private readonly int _room;

    internal GuardedMemory(int room)
    {
        int page = Environment.SystemPageSize;
        _room = (room + page - 1) / page * page;
        _length = (nuint)(page + _room + page);
        _mapping = Map(0, _length, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0);
        Assert.NotEqual(-1, _mapping);
        _start = _mapping + page;
        Assert.Equal(0, Protect(_mapping, (nuint)page, PROT_NONE));
        Assert.Equal(0, Protect(_start + _room, (nuint)page, PROT_NONE));
    }

    /// <summary>A copy that ends where the second forbidden page begins, or begins where the first one ends.</summary>
    internal ReadOnlySpan<byte> Place(ReadOnlySpan<byte> bytes, bool first = false)
    {
        var place = new Span<byte>((byte*)_start + (first ? 0 : _room - bytes.Length), bytes.Length);
        bytes.CopyTo(place);
        return place;
    }

    public void Dispose() => Assert.Equal(0, Unmap(_mapping, _length));

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int descriptor, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint length);
}
