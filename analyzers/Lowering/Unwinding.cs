using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Devmem.Analyzers.Lowering;

/// <summary>A `finally` that an exception has passed on its way out, and that runs when somebody handles it.</summary>
/// <param name="Region">The region.</param>
/// <param name="Context">The copy of the code around it.</param>
/// <param name="Inner">What runs before it.</param>
internal sealed record Unwinding(ControlFlowRegion Region, Context Context, Unwinding? Inner)
{
    /// <summary>Tells apart what waits.</summary>
    public string Key { get; } = Region.FirstBlockOrdinal + "," + Inner?.Key;
}
