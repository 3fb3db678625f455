namespace Devmem.Simulation;

/// <summary>When the simulated NIC reads the memory of a send and completes it.</summary>
public enum SendCompletion
{
    /// <summary>As soon as the peer's side takes the bytes.</summary>
    WhenSent,

    /// <summary>Only when <see cref="SimulatedDevice.CompleteSends"/> says so; what is written into the memory until then goes out instead.</summary>
    OnDemand,
}
