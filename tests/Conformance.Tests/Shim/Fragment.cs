extern alias Real;

namespace Devmem;

/// <summary>The runtime's fragment: a view.</summary>
public readonly struct Fragment
{
    internal Fragment(Real::Devmem.Fragment real) => (IsLinear, Offset, Length, TokenValue) = (real.IsLinear, real.Offset, real.Length, real.TokenValue);

    public bool IsLinear { get; }

    public long Offset { get; }

    public int Length { get; }

    public uint TokenValue { get; }
}
