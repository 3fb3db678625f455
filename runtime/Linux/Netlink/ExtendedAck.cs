using System;
using System.Runtime.InteropServices;

namespace Devmem.Linux.Netlink;

/// <summary>What the kernel added to an errno: NETLINK_EXT_ACK.</summary>
/// <param name="Text">The kernel's sentence, if it had one.</param>
/// <param name="Offset">Where in the request the offending attribute starts.</param>
/// <param name="MissingType">The number of an attribute that should have been there.</param>
/// <param name="MissingNest">Where the nest starts that lacks it; none: the top level.</param>
internal sealed record ExtendedAck(string? Text, uint? Offset, uint? MissingType, uint? MissingNest)
{
    internal static ExtendedAck None { get; } = new(null, null, null, null);

    /// <summary>Reads the attributes behind the error code of an NLMSG_ERROR or NLMSG_DONE message.</summary>
    internal static ExtendedAck Parse(ReadOnlySpan<byte> attributes)
    {
        string? text = null;
        uint? offset = null, missingType = null, missingNest = null;
        while (NetlinkAttribute.TryRead(ref attributes, out NetlinkAttribute attribute))
        {
            switch (attribute.Type)
            {
                case Nl.NLMSGERR_ATTR_MSG: text = attribute.Text; break;
                case Nl.NLMSGERR_ATTR_OFFS: offset = attribute.UInt32; break;
                case Nl.NLMSGERR_ATTR_MISS_TYPE: missingType = attribute.UInt32; break;
                case Nl.NLMSGERR_ATTR_MISS_NEST: missingNest = attribute.UInt32; break;
            }
        }

        return new ExtendedAck(text, offset, missingType, missingNest);
    }
}

/// <summary>The end of a request: 0 or an errno, and the extended ack.</summary>
internal readonly record struct NetlinkStatus(int Errno, ExtendedAck Ack)
{
    /// <summary>Reads an NLMSG_ERROR message: error, the request's header, its payload unless capped, then attributes.</summary>
    internal static NetlinkStatus ParseError(NetlinkMessage message)
    {
        int errno = Code(message);
        if ((message.Flags & Nl.NLM_F_ACK_TLVS) == 0)
            return new NetlinkStatus(errno, ExtendedAck.None);
        int echoed = Nl.HeaderLength;
        if ((message.Flags & Nl.NLM_F_CAPPED) == 0)
            echoed = EchoedLength(message.Body(sizeof(int)));
        return new NetlinkStatus(errno, ExtendedAck.Parse(message.Body(sizeof(int) + echoed)));
    }

    /// <summary>Reads an NLMSG_DONE message: the dump's own error code, then attributes.</summary>
    internal static NetlinkStatus ParseDone(NetlinkMessage message)
    {
        if (message.Payload.Length < sizeof(int))
            return new NetlinkStatus(0, ExtendedAck.None); // families older than the error code in DONE
        bool attributes = (message.Flags & Nl.NLM_F_ACK_TLVS) != 0;
        return new NetlinkStatus(Code(message), attributes ? ExtendedAck.Parse(message.Body(sizeof(int))) : ExtendedAck.None);
    }

    private static int Code(NetlinkMessage message)
    {
        if (message.Payload.Length < sizeof(int))
            throw Malformed.Netlink($"an end message has {message.Payload.Length} bytes and no error code");
        int code = MemoryMarshal.Read<int>(message.Payload);
        return code is <= 0 and > -4096 ? -code : throw Malformed.Netlink($"{code} is no error code");
    }

    private static int EchoedLength(ReadOnlySpan<byte> echo)
    {
        if (echo.Length < Nl.HeaderLength)
            throw Malformed.Netlink($"an error echoes {echo.Length} bytes of the request where {Nl.HeaderLength} are its header");
        uint length = MemoryMarshal.Read<uint>(echo);
        return length >= Nl.HeaderLength && length <= (uint)echo.Length
            ? (int)length
            : throw Malformed.Netlink($"an error claims to echo {length} bytes of the {echo.Length} there are");
    }
}
