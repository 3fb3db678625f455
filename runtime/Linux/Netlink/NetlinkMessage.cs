using System;
using System.Runtime.InteropServices;

namespace Devmem.Linux.Netlink;

/// <summary>One message of a datagram: struct nlmsghdr and what follows it.</summary>
internal readonly ref struct NetlinkMessage
{
    private NetlinkMessage(ReadOnlySpan<byte> raw)
    {
        Type = MemoryMarshal.Read<ushort>(raw[4..]);
        Flags = MemoryMarshal.Read<ushort>(raw[6..]);
        Sequence = MemoryMarshal.Read<uint>(raw[8..]);
        Payload = raw[Nl.HeaderLength..];
    }

    internal ushort Type { get; }

    internal ushort Flags { get; }

    internal uint Sequence { get; }

    /// <summary>Everything behind the netlink header.</summary>
    internal ReadOnlySpan<byte> Payload { get; }

    /// <summary>The attributes of a generic netlink message: behind its four-byte header of command and version.</summary>
    internal ReadOnlySpan<byte> GenericAttributes => Body(Genl.HeaderLength);

    /// <summary>The attributes behind a fixed header of <paramref name="headerLength"/> bytes.</summary>
    internal ReadOnlySpan<byte> Body(int headerLength) =>
        Payload.Length < headerLength
            ? throw Malformed.Netlink($"a message of type {Type} has {Payload.Length} bytes where its header needs {headerLength}")
            : Payload[Math.Min(Nl.Align(headerLength), Payload.Length)..];

    /// <summary>Takes the next message off the front of <paramref name="datagram"/>.</summary>
    internal static bool TryRead(ref ReadOnlySpan<byte> datagram, out NetlinkMessage message)
    {
        message = default;
        if (datagram.IsEmpty)
            return false;
        if (datagram.Length < Nl.HeaderLength)
            throw Malformed.Netlink($"{datagram.Length} bytes are left where a message header needs {Nl.HeaderLength}");
        uint length = MemoryMarshal.Read<uint>(datagram);
        if (length < Nl.HeaderLength || length > (uint)datagram.Length)
            throw Malformed.Netlink($"a message claims {length} bytes of the {datagram.Length} there are");
        message = new NetlinkMessage(datagram[..(int)length]);
        datagram = datagram[Math.Min(Nl.Align((int)length), datagram.Length)..];
        return true;
    }
}
