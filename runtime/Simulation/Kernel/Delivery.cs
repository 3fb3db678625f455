namespace Devmem.Simulation;

/// <summary>One fragment that the program holds by its own account. Used again after its end; the generation tells its uses apart.</summary>
internal sealed class Delivery(int index)
{
    internal int Index { get; } = index;

    internal int Generation { get; set; }

    internal bool IsLive { get; set; }

    internal SimulatedSocket Socket { get; set; } = null!;

    internal SimulatedPage Page { get; set; } = null!;

    internal uint Token { get; set; }

    internal long Offset { get; set; }

    internal int Length { get; set; }

    /// <summary>Which receive brought it.</summary>
    internal long Batch { get; set; }

    /// <summary>Which detached token it is; 0 while its batch owns it.</summary>
    internal long Detached { get; set; }

    /// <summary>Its socket was closed in off mode: it can only come back with the binding.</summary>
    internal bool Stranded { get; set; }

    internal AcquisitionSite? ReceivedAt { get; set; }

    internal AcquisitionSite? DetachedAt { get; set; }

    internal long Serial => ((long)Generation << 32) | (uint)(Index + 1);
}
