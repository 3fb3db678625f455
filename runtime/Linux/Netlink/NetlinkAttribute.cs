using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Devmem.Linux.Netlink;

/// <summary>One attribute: struct nlattr and its value. Every read checks the width it expects.</summary>
internal readonly ref struct NetlinkAttribute
{
    private NetlinkAttribute(ushort type, ReadOnlySpan<byte> value)
    {
        Type = (ushort)(type & Nl.NLA_TYPE_MASK);
        Value = value;
    }

    /// <summary>The number without the two flag bits.</summary>
    internal ushort Type { get; }

    internal ReadOnlySpan<byte> Value { get; }

    internal byte UInt8 => Read<byte>();

    internal ushort UInt16 => Read<ushort>();

    internal uint UInt32 => Read<uint>();

    /// <summary>The value of an attribute that newer kernels send in four or eight bytes, whichever it needs.</summary>
    internal ulong UInt => Value.Length == sizeof(uint) ? Read<uint>() : Read<ulong>();

    /// <summary>Text, up to the first NUL.</summary>
    internal string Text
    {
        get
        {
            int end = Value.IndexOf((byte)0);
            return Encoding.UTF8.GetString(end < 0 ? Value : Value[..end]);
        }
    }

    /// <summary>Takes the next attribute off the front of <paramref name="attributes"/>.</summary>
    /// <remarks>Fewer than four bytes at the end are padding, as for the kernel's own parser.</remarks>
    internal static bool TryRead(ref ReadOnlySpan<byte> attributes, out NetlinkAttribute attribute)
    {
        attribute = default;
        if (attributes.Length < Nl.AttributeHeaderLength)
            return false;
        ushort length = MemoryMarshal.Read<ushort>(attributes);
        ushort type = MemoryMarshal.Read<ushort>(attributes[2..]);
        if (length < Nl.AttributeHeaderLength || length > attributes.Length)
            throw Malformed.Netlink($"attribute {type & Nl.NLA_TYPE_MASK} claims {length} bytes of the {attributes.Length} there are");
        attribute = new NetlinkAttribute(type, attributes[Nl.AttributeHeaderLength..length]);
        attributes = attributes[Math.Min(Nl.Align(length), attributes.Length)..];
        return true;
    }

    private unsafe T Read<T>()
        where T : unmanaged =>
        Value.Length == sizeof(T)
            ? MemoryMarshal.Read<T>(Value)
            : throw Malformed.Netlink($"attribute {Type} has {Value.Length} bytes where {sizeof(T)} are expected");
}
