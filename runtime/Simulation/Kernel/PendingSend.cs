namespace Devmem.Simulation;

/// <summary>One send of a sender: the handle's and the NIC's view of it.</summary>
internal sealed class PendingSend
{
    internal required uint Number { get; init; }

    internal required long Offset { get; init; }

    internal required int Length { get; init; }

    internal required SimulatedMemory Memory { get; init; }

    internal long OperationNumber { get; set; }

    internal AcquisitionSite? Site { get; set; }

    /// <summary>The NIC no longer reads the memory.</summary>
    internal bool IsCompleted { get; set; }
}
