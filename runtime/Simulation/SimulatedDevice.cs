using System;

namespace Devmem.Simulation;

/// <summary>An interface that exists only in this process: no NIC, no root. It keeps the kernel's books.</summary>
public sealed class SimulatedDevice : DevmemDevice
{
    /// <summary>A device; without options one of a kernel of its own that carries the autorelease series.</summary>
    /// <param name="options">Queues, page size, kernel and so on.</param>
    public SimulatedDevice(SimulationOptions? options = null)
        : base(Unfinished())
    {
        _ = options;
    }

    /// <summary>Makes a dmabuf that this kernel can bind.</summary>
    /// <param name="length">Bytes; a multiple of the page size.</param>
    public Dmabuf CreateDmabuf(long length) => throw new NotSupportedException();

    /// <summary>What is still held, by whom and since where.</summary>
    public LeakReport Audit() => throw new NotSupportedException();

    private static Backends.DeviceBackend Unfinished() => throw new NotSupportedException("The simulator lands with the next change.");
}
