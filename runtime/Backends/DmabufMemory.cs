using System;

namespace Devmem.Backends;

/// <summary>
/// What a <see cref="Dmabuf"/> handle opens: a descriptor, or the simulator's memory. A binding keeps the memory for itself, so
/// <see cref="Close"/> after a bind takes nothing from it.
/// </summary>
internal abstract class DmabufMemory
{
    /// <summary>Bytes.</summary>
    internal abstract long Length { get; }

    /// <summary>CPU read between the proper syncs. The range is checked by the handle. Not after <see cref="Close"/>.</summary>
    internal abstract void Read(long offset, Span<byte> destination);

    /// <summary>CPU write between the proper syncs. The range is checked by the handle. Not after <see cref="Close"/>.</summary>
    internal abstract void Write(long offset, ReadOnlySpan<byte> source);

    /// <summary>Closes the descriptor and the mapping. Called once; a call in flight on another thread must stay safe.</summary>
    internal abstract void Close();
}
