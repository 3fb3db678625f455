namespace Devmem.Backends;

/// <summary>One record of a receive, in stream order: a DMABUF record, or a LINEAR one.</summary>
internal struct FragmentRecord
{
    /// <summary>Bytes into the dmabuf. For a linear record: bytes into the caller's linear buffer, where the backend packed it.</summary>
    internal long Offset;

    /// <summary>For the backend's own use, to know this record again in <see cref="SocketBackend.TokenDetached"/> and <see cref="SocketBackend.TokenEnded"/>; 0 where it keeps no such books.</summary>
    internal long Serial;

    /// <summary>Length in bytes, at least 1.</summary>
    internal int Length;

    /// <summary>The kernel's frag_token; 0 for a linear record.</summary>
    internal uint Token;

    /// <summary>The kernel's dmabuf_id; 0 for a linear record.</summary>
    internal uint DmabufId;

    /// <summary>True for bytes that were copied to the caller's linear buffer: no token comes with them.</summary>
    internal bool IsLinear;

    /// <summary>The handles' own note: the token was detached or returned and is no longer its batch's. The backend leaves it false.</summary>
    internal bool Gone;
}
