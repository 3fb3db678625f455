namespace Devmem.Simulation;

/// <summary>One send of a sender: the handle's and the NIC's view of it.</summary>
internal sealed class PendingSend
{
    internal required uint Number { get; init; }

    internal required long Offset { get; init; }

    internal required int Length { get; init; }

    internal required long OperationNumber { get; init; }

    internal AcquisitionSite? Site { get; init; }

    /// <summary>The NIC no longer reads the memory.</summary>
    internal bool IsCompleted { get; set; }
}
