using System;
using System.Threading;
using Devmem.Backends;
using Devmem.Linux;
using Microsoft.Win32.SafeHandles;

namespace Devmem;

/// <summary>Memory that a NIC can reach: of a GPU, of the host, or of the simulator.</summary>
/// <remarks>A binding keeps the memory for itself: disposing this handle after the bind is no misuse.</remarks>
public sealed class Dmabuf : IDisposable
{
    private readonly DmabufMemory _memory;
    private int _disposed;

    internal Dmabuf(DmabufMemory memory)
    {
        _memory = memory;
        Length = memory.Length;
    }

    /// <summary>Bytes.</summary>
    public long Length { get; }

    internal DmabufMemory Memory
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
            return _memory;
        }
    }

    /// <summary>Adopts a dma-buf descriptor, for example one that a GPU driver exported. The handle is this object's from here on.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="length">Bytes; a multiple of the page size.</param>
    /// <exception cref="PlatformNotSupportedException">The operating system is not Linux.</exception>
    public static Dmabuf FromFileDescriptor(SafeFileHandle descriptor, long length)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        return new Dmabuf(LinuxBackendFactory.AdoptDmabuf(descriptor, length));
    }

    /// <summary>Makes a dmabuf of host memory, for tests and for use by the CPU.</summary>
    /// <param name="length">Bytes; a multiple of the page size.</param>
    /// <exception cref="PlatformNotSupportedException">The operating system is not Linux, or has no /dev/udmabuf.</exception>
    /// <exception cref="DevmemException">The kernel refused.</exception>
    public static Dmabuf CreateUdmabuf(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        return new Dmabuf(LinuxBackendFactory.CreateUdmabuf(length));
    }

    /// <summary>Reads with the CPU, between the proper syncs.</summary>
    /// <param name="offset">Bytes into the dmabuf, as <see cref="Fragment.Offset"/> has it.</param>
    /// <param name="destination">Filled completely.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the dmabuf.</exception>
    public void CopyTo(long offset, Span<byte> destination)
    {
        Check(offset, destination.Length);
        Memory.Read(offset, destination);
    }

    /// <summary>Writes with the CPU, between the proper syncs. Not into a range that a pending <see cref="SendOperation"/> reads.</summary>
    /// <param name="offset">Bytes into the dmabuf.</param>
    /// <param name="source">Written completely.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is not inside the dmabuf.</exception>
    public void CopyFrom(long offset, ReadOnlySpan<byte> source)
    {
        Check(offset, source.Length);
        Memory.Write(offset, source);
    }

    /// <summary>Closes the handle. A second call does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            _memory.Close();
    }

    private void Check(long offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - length);
    }
}
