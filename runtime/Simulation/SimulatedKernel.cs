namespace Devmem.Simulation;

/// <summary>One simulated kernel: the binding ids and the autorelease mode are its, not an interface's.</summary>
public sealed class SimulatedKernel
{
    /// <summary>A kernel that has just booted.</summary>
    /// <param name="profile">Which kernel's books it keeps.</param>
    public SimulatedKernel(KernelProfile profile = KernelProfile.AutoreleaseSeriesV10) => Profile = profile;

    /// <summary>Which kernel's books it keeps.</summary>
    public KernelProfile Profile { get; }
}
