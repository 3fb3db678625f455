using System;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Receiving;

/// <summary>Room for control messages, one buffer a thread: a receive never waits while it holds it.</summary>
internal static class ControlBuffer
{
    [ThreadStatic]
    private static byte[]? s_bytes;

    /// <summary>
    /// Room for exactly <paramref name="records"/> records. The kernel stops before a record that does not fit and returns short. Before
    /// 6.14 it could write part of one into what was left; a whole multiple of a record's space leaves nothing to write it into.
    /// </summary>
    internal static Span<byte> For(int records)
    {
        int length = records * Sock.DevmemRecordSpace;
        byte[]? bytes = s_bytes;
        if (bytes is null || bytes.Length < length)
            s_bytes = bytes = GC.AllocateUninitializedArray<byte>(length, pinned: true);
        return bytes.AsSpan(0, length);
    }
}
