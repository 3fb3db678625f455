namespace Devmem;

/// <summary>A piece of payload of one receive: a view that owns nothing.</summary>
public readonly struct Fragment
{
    internal Fragment(in Backends.FragmentRecord record)
    {
        IsLinear = record.IsLinear;
        Offset = record.Offset;
        Length = record.Length;
        TokenValue = record.Token;
        DmabufId = record.DmabufId;
    }

    /// <summary>True where the bytes were copied into the caller's linear buffer: no token came with them.</summary>
    public bool IsLinear { get; }

    /// <summary>Bytes into the dmabuf; for a linear fragment, bytes into the linear buffer.</summary>
    public long Offset { get; }

    /// <summary>Bytes.</summary>
    public int Length { get; }

    /// <summary>The number that names the fragment; 0 for a linear one. In <see cref="AutoreleaseMode.Off"/> several fragments can bear the same.</summary>
    public uint TokenValue { get; }

    /// <summary>
    /// Which binding's dmabuf <see cref="Offset"/> is in; 0 for a linear fragment. It is the id of the binding the socket was attached to,
    /// unless in <see cref="AutoreleaseMode.On"/> another binding of this process feeds the socket too, because its flow was steered anew.
    /// </summary>
    public uint DmabufId { get; }
}
