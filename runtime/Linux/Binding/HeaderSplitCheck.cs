using Devmem.Linux.Interop;
using Devmem.Linux.Netlink;

namespace Devmem.Linux.Binding;

/// <summary>
/// Whether header split is what a refused bind lacked. The core of 6.12 leaves that to the driver, which then makes an ordinary page pool,
/// and the kernel can only say that the provider was ignored (ENODATA).
/// </summary>
internal static class HeaderSplitCheck
{
    /// <summary>Null: it is in order, or nobody tells.</summary>
    internal static BindRefusal? Missing(ISystemCalls calls, uint interfaceIndex)
    {
        try
        {
            using EthtoolClient? ethtool = EthtoolClient.Open(calls);
            EthtoolRings? rings = null;
            ethtool?.Rings(interfaceIndex, out rings);
            return rings switch
            {
                { Split: not null, IsSplit: false } => BindRefusal.HeaderSplitOff,
                { Threshold: > 0 } => BindRefusal.HeaderSplitThreshold,
                _ => null,
            };
        }
        catch (DevmemException)
        {
            return null; // the refusal itself is what the caller must hear
        }
    }
}
