namespace Devmem.Simulation;

/// <summary>Which kernel's books the simulator keeps.</summary>
public enum KernelProfile
{
    /// <summary>Released kernels, 6.12 and later: autorelease is always on and there is no attribute to ask for it.</summary>
    Released,

    /// <summary>The January 2026 series, version 10: the first binding chooses the mode for the whole system, Off where it does not say.</summary>
    AutoreleaseSeriesV10,
}
