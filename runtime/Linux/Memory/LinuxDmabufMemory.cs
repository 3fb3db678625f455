using System;
using System.Runtime.InteropServices;
using Devmem.Backends;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Memory;

/// <summary>A dma-buf descriptor, and its mapping once the CPU has asked for one.</summary>
internal sealed unsafe class LinuxDmabufMemory : DmabufMemory
{
    private readonly ISystemCalls _calls;
    private readonly object _lock = new();
    private SafeMapping? _mapping;
    private bool _closed;

    internal LinuxDmabufMemory(ISystemCalls calls, SafeHandle descriptor, long length)
    {
        _calls = calls;
        Descriptor = descriptor;
        Length = length;
    }

    internal SafeHandle Descriptor { get; }

    internal override long Length { get; }

    internal override void Read(long offset, Span<byte> destination)
    {
        fixed (byte* bytes = destination)
            Copy(offset, bytes, destination.Length, CpuDirection.Read);
    }

    internal override void Write(long offset, ReadOnlySpan<byte> source)
    {
        fixed (byte* bytes = source)
            Copy(offset, bytes, source.Length, CpuDirection.Write);
    }

    internal override void Close()
    {
        lock (_lock)
        {
            _closed = true;
            _mapping?.Dispose();
        }

        Descriptor.Dispose();
    }

    private void Copy(long offset, byte* bytes, int length, CpuDirection direction)
    {
        SafeMapping mapping = Mapping();
        if (direction == CpuDirection.Write && !mapping.IsWritable)
            throw new DevmemException("Could not write to the dmabuf: its descriptor is for reading only.", Errno.EACCES);
        bool held = false;
        try
        {
            mapping.DangerousAddRef(ref held);
            byte* place = (byte*)mapping.DangerousGetHandle() + offset;
            CpuAccess.Begin(_calls, Descriptor, direction);
            if (direction == CpuDirection.Read)
                Buffer.MemoryCopy(place, bytes, length, length);
            else
                Buffer.MemoryCopy(bytes, place, length, length);
            CpuAccess.End(_calls, Descriptor, direction);
        }
        finally
        {
            if (held)
                mapping.DangerousRelease();
        }
    }

    private SafeMapping Mapping()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(Dmabuf));
            return _mapping ??= SafeMapping.Create(_calls, Descriptor, Length);
        }
    }
}
