using System;
using System.Collections.Generic;
using Devmem.Backends;

namespace Devmem.Simulation;

/// <summary>The bytes behind a simulated dmabuf. Whoever binds it holds on to it, so closing the handle takes nothing away.</summary>
internal sealed class SimulatedMemory(SimulatedKernel kernel, long length) : DmabufMemory
{
    private readonly List<PendingSend> _sends = [];

    internal SimulatedKernel Kernel { get; } = kernel;

    internal byte[] Bytes { get; } = new byte[length];

    internal override long Length => Bytes.LongLength;

    internal override void Read(long offset, Span<byte> destination) => Bytes.AsSpan((int)offset, destination.Length).CopyTo(destination);

    internal override void Write(long offset, ReadOnlySpan<byte> source)
    {
        lock (Kernel.Gate)
        {
            foreach (PendingSend send in _sends)
            {
                if (offset < send.Offset + send.Length && send.Offset < offset + source.Length)
                    Kernel.Harm.WritesIntoPendingSends++;
            }
        }

        source.CopyTo(Bytes.AsSpan((int)offset));
    }

    internal override void Close()
    {
    }

    internal void Pin(PendingSend send) => _sends.Add(send);

    internal void Unpin(PendingSend send) => _sends.Remove(send);
}
