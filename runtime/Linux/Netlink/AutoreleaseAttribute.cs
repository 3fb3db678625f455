using System;

namespace Devmem.Linux.Netlink;

/// <summary>
/// What a bind sends as attribute 5, decided by what the policy dump shows: the same number is the autorelease mode on kernels that carry
/// the January 2026 series, the page size on later ones, and unknown on all released ones.
/// </summary>
internal readonly record struct AutoreleaseAttribute(AutoreleaseMode Mode, NetlinkAttributeType Form)
{
    /// <summary>Nothing is sent; the kernel does what it does by itself, and every released one does On.</summary>
    internal static AutoreleaseAttribute None { get; } = new(AutoreleaseMode.On, NetlinkAttributeType.Invalid);

    /// <param name="requested">Null: the caller left it to the kernel.</param>
    /// <exception cref="NotSupportedException">Off was asked for, and this kernel has only On.</exception>
    internal static AutoreleaseAttribute Choose(FifthAttribute fifth, AutoreleaseMode? requested)
    {
        if (!fifth.IsAutorelease())
        {
            return requested is AutoreleaseMode.Off
                ? throw new NotSupportedException(
                    "This kernel releases the tokens of a closed socket itself and cannot be told otherwise (no autorelease attribute in BIND_RX). Bind with AutoreleaseMode.On.")
                : None;
        }

        if (requested is null)
            return new AutoreleaseAttribute(AutoreleaseMode.Off, NetlinkAttributeType.Invalid); // absent means 0 there
        return new AutoreleaseAttribute(
            requested.Value,
            fifth == FifthAttribute.AutoreleaseByte ? NetlinkAttributeType.U8 : NetlinkAttributeType.Flag);
    }

    internal void AddTo(NetlinkRequest request)
    {
        if (Form == NetlinkAttributeType.U8)
            request.Add(Netdev.NETDEV_A_DMABUF_FIVE, (byte)Mode);
        else if (Form == NetlinkAttributeType.Flag && Mode == AutoreleaseMode.On)
            request.AddFlag(Netdev.NETDEV_A_DMABUF_FIVE);
    }
}
