using System.Collections.Generic;

namespace Devmem;

/// <summary>What kernel and driver offer for one interface: probed without side effects, never assumed. Null means that it could not be learnt.</summary>
public sealed class DevmemCapabilities
{
    /// <summary>The kernel's release, or the simulator's profile.</summary>
    public required string Kernel { get; init; }

    /// <summary>Receive bindings are known to the kernel and the driver can switch queues.</summary>
    public bool? CanBindRx { get; init; }

    /// <summary>The driver can send out of a dmabuf.</summary>
    public bool? CanBindTx { get; init; }

    /// <summary>A binding can be made with <see cref="AutoreleaseMode.Off"/>.</summary>
    public bool CanTurnAutoreleaseOff { get; init; }

    /// <summary>What a binding that does not say its mode gets.</summary>
    public AutoreleaseMode DefaultAutorelease { get; init; }

    /// <summary>The process has the privilege that a receive binding needs.</summary>
    public bool? HasPrivilege { get; init; }

    /// <summary>Header split is on and its threshold is 0.</summary>
    public bool? HasHeaderSplit { get; init; }

    /// <summary>How many receive queues there are.</summary>
    public int? RxQueues { get; init; }

    /// <summary>The size of a page of the dmabuf, in bytes.</summary>
    public int PageSize { get; init; }

    /// <summary>What stands in the way, a sentence each, with what to do; empty where nothing is known to.</summary>
    public IReadOnlyList<string> Obstacles { get; init; } = [];
}
