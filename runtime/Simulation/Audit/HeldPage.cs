namespace Devmem.Simulation;

/// <summary>A page of a dmabuf that is not free.</summary>
/// <param name="DmabufId">The binding.</param>
/// <param name="Index">Which page, from 0.</param>
/// <param name="Tokens">How many tokens hold it (autorelease on), or its count of deliveries not yet returned (off), which a double release drives below zero.</param>
/// <param name="Queued">How many queued fragments lie on it.</param>
/// <param name="Site">Where the oldest delivery that holds it was received; null where nothing was, or sites are not recorded.</param>
public sealed record HeldPage(uint DmabufId, int Index, int Tokens, int Queued, AcquisitionSite? Site);
