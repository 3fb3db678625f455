namespace Devmem.Simulation;

/// <summary>What the simulated interface and its kernel are like.</summary>
public sealed class SimulationOptions
{
    /// <summary>The kernel. Devices that are given the same object share its binding ids and its autorelease mode.</summary>
    public SimulatedKernel? Kernel { get; init; }

    /// <summary>The interface's name.</summary>
    public string Name { get; init; } = "sim0";

    /// <summary>How many receive queues the interface has.</summary>
    public int RxQueues { get; init; } = 8;
}
