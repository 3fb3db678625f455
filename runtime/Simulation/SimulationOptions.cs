using System;

namespace Devmem.Simulation;

/// <summary>What the simulated interface and its kernel are like.</summary>
public sealed class SimulationOptions
{
    /// <summary>
    /// The kernel; null for one of the device's own, of the <see cref="Profile"/>. Devices that are given the same object share its
    /// binding ids and its autorelease mode.
    /// </summary>
    public SimulatedKernel? Kernel { get; init; }

    /// <summary>Which kernel's books are kept where <see cref="Kernel"/> is null.</summary>
    public KernelProfile Profile { get; init; } = KernelProfile.AutoreleaseSeriesV10;

    /// <summary>The interface's name.</summary>
    public string Name { get; init; } = "sim0";

    /// <summary>How many receive queues the interface has.</summary>
    public int RxQueues { get; init; } = 8;

    /// <summary>Bytes of a page, a power of two.</summary>
    public int PageSize { get; init; } = 4096;

    /// <summary>
    /// How many segments the driver puts on one page before it takes the next. With more than one, several fragments lie on a page, and
    /// in <see cref="AutoreleaseMode.Off"/> bear the same token value.
    /// </summary>
    public int SegmentsPerPage { get; init; } = 1;

    /// <summary>Every how many segments one comes as ordinary, readable data, as when the steering missed it; 0 for none.</summary>
    public int ReadableSegmentInterval { get; init; }

    /// <summary>Every how many segments one has its first <see cref="LinearPartBytes"/> outside the dmabuf; 0 for none.</summary>
    public int LinearSegmentInterval { get; init; }

    /// <summary>Bytes of such a linear part. A segment that is not longer than this comes as ordinary data.</summary>
    public int LinearPartBytes { get; init; } = 64;

    /// <summary>
    /// Null: segments are as long as a page (or its share) and free pages are taken in a fixed order. Else lengths, places, linear parts,
    /// ordinary segments and the first order of the pages are drawn from this seed.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>Bytes that wait in a socket's queue at most before more is left with the sender.</summary>
    public int ReceiveBuffer { get; init; } = 4 << 20;

    /// <summary>How a send completes.</summary>
    public SendCompletion SendCompletion { get; init; } = SendCompletion.WhenSent;

    /// <summary>The process may bind receive queues; else EPERM, before everything else is looked at.</summary>
    public bool HasPrivilege { get; init; } = true;

    /// <summary>Header split is on; else a receive binding is refused.</summary>
    public bool HasHeaderSplit { get; init; } = true;

    /// <summary>The header split threshold in bytes; a receive binding is refused unless it is 0.</summary>
    public int HeaderSplitThreshold { get; init; }

    /// <summary>An XDP program is attached; then a receive binding is refused.</summary>
    public bool HasXdpProgram { get; init; }

    /// <summary>The driver can send out of a dmabuf.</summary>
    public bool CanTransmit { get; init; } = true;

    /// <summary>
    /// Remember which line of the program acquired each handle, for <see cref="SimulatedDevice.Audit"/>. It costs a walk up the stack. A
    /// loop that receives again and again with a buffer of one size is spared most of the walks, so where one frame has received from one line
    /// for long, a receive from another line of it can bear the former's.
    /// </summary>
    public bool RecordAcquisitionSites { get; init; } = true;

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrEmpty(Name);
        ArgumentOutOfRangeException.ThrowIfLessThan(RxQueues, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(PageSize, 64);
        if (!int.IsPow2(PageSize))
            throw new ArgumentException("The page size must be a power of two.", nameof(PageSize));
        ArgumentOutOfRangeException.ThrowIfLessThan(SegmentsPerPage, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SegmentsPerPage, PageSize / 16);
        ArgumentOutOfRangeException.ThrowIfNegative(ReadableSegmentInterval);
        ArgumentOutOfRangeException.ThrowIfNegative(LinearSegmentInterval);
        ArgumentOutOfRangeException.ThrowIfLessThan(LinearPartBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReceiveBuffer, 1);
    }
}
