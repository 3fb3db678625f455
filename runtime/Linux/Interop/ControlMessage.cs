using System;
using System.Runtime.InteropServices;

namespace Devmem.Linux.Interop;

/// <summary>One control message: struct cmsghdr (16 bytes on 64-bit: u64 length, i32 level, i32 type) and its payload.</summary>
internal readonly ref struct ControlMessage
{
    internal const int HeaderLength = 16;

    private ControlMessage(int level, int type, ReadOnlySpan<byte> payload)
    {
        Level = level;
        Type = type;
        Payload = payload;
    }

    internal int Level { get; }

    internal int Type { get; }

    internal ReadOnlySpan<byte> Payload { get; }

    /// <summary>Takes the next message off the front of <paramref name="control"/>.</summary>
    /// <param name="malformed">True when what is left claims more than there is. Fewer bytes than a header are padding.</param>
    internal static bool TryRead(ref ReadOnlySpan<byte> control, out ControlMessage message, out bool malformed)
    {
        message = default;
        malformed = false;
        if (control.Length < HeaderLength)
            return false;
        ulong length = MemoryMarshal.Read<ulong>(control);
        malformed = length < HeaderLength || length > (ulong)control.Length;
        if (malformed)
            return false;
        message = new ControlMessage(
            MemoryMarshal.Read<int>(control[8..]),
            MemoryMarshal.Read<int>(control[12..]),
            control[HeaderLength..(int)length]);
        int next = ((int)length + 7) & ~7;
        control = next < control.Length ? control[next..] : default;
        return true;
    }
}
