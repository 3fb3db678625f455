using System;

namespace Devmem.Backends;

/// <summary>
/// Where a receive puts its records. Made once and used again; the room is fixed before the system call, so that no receive can hand
/// over more than there is room for: a backend sizes its control buffer by <see cref="Room"/> and the kernel then returns short.
/// </summary>
internal sealed class RecordBuffer
{
    /// <summary>As many records as a control buffer of 64 KiB holds.</summary>
    internal const int DefaultRoom = 1638;

    /// <summary>The byte budget of a receive whose linear buffer is empty (the reference program's iovec length).</summary>
    internal const int DefaultByteBudget = 819_200;

    private readonly FragmentRecord[] _records;

    internal RecordBuffer(int room = DefaultRoom)
    {
        // A batch counts its fragments in 16 bits.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(room, ushort.MaxValue);
        _records = new FragmentRecord[room];
    }

    /// <summary>How many records a receive may put here at most.</summary>
    internal int Room => _records.Length;

    /// <summary>How many there are.</summary>
    internal int Count { get; private set; }

    /// <summary>How many bytes of the caller's linear buffer are filled, from its start.</summary>
    internal int LinearBytes { get; set; }

    /// <summary>Where in the caller's program the receive was asked for, as <see cref="SocketBackend.Mark"/> gave it; null where none is kept.</summary>
    internal object? Mark { get; set; }

    internal Span<FragmentRecord> Records => _records.AsSpan(0, Count);

    internal void Clear()
    {
        Count = 0;
        LinearBytes = 0;
        Mark = null;
    }

    /// <summary>Adds a fragment that lies in a dmabuf.</summary>
    internal void AddDmabuf(long offset, int length, uint token, uint dmabufId, long serial = 0)
    {
        // Field by field: a new record would be built aside, zeroed and copied, which doubles what reading a record costs.
        ref FragmentRecord record = ref _records[Count++];
        record.Offset = offset;
        record.Serial = serial;
        record.Length = length;
        record.Token = token;
        record.DmabufId = dmabufId;
        record.IsLinear = false;
        record.Gone = false;
    }

    /// <summary>Adds bytes that were copied to the linear buffer, behind those already there.</summary>
    internal void AddLinear(int length)
    {
        _records[Count++] = new FragmentRecord { Offset = LinearBytes, Length = length, IsLinear = true };
        LinearBytes += length;
    }
}
