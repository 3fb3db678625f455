extern alias Real;

using System;
using Devmem.Conformance.Running;

namespace Devmem;

/// <summary>The runtime's dmabuf.</summary>
public sealed class Dmabuf : IDisposable
{
    internal Dmabuf(Real::Devmem.Dmabuf real) => Inner = real;

    internal Real::Devmem.Dmabuf Inner { get; }

    public long Length => Inner.Length;

    public void CopyTo(long offset, Span<byte> destination)
    {
        Run.Current.MayThrow();
        Inner.CopyTo(offset, destination);
    }

    public void CopyFrom(long offset, ReadOnlySpan<byte> source)
    {
        Run.Current.MayThrow();
        Run.Current.Ledger.Writes(offset, source.Length);
        Inner.CopyFrom(offset, source);
    }

    public void Dispose()
    {
        // The run owns the memory; a dmabuf disposed after the bind is no misuse.
    }
}
