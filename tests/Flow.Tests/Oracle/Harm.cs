using Devmem.Analyzers.Flow;

namespace Devmem.Flow.Tests.Oracle;

/// <summary>Something that went wrong on a run.</summary>
/// <param name="Kind">What.</param>
/// <param name="Site">With a resource of this site.</param>
/// <param name="Origin">At this step.</param>
/// <param name="Exceptional">Of a leak: whether something called had thrown since the resource was acquired.</param>
internal readonly record struct Harm(FindingKind Kind, int Site, int Origin, bool Exceptional)
{
    public override string ToString() => $"{Kind} of #{Site} at {Origin}" + (Exceptional ? " after a call threw" : "");
}
