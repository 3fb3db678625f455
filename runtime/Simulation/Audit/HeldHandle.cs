using System.Collections.Generic;

namespace Devmem.Simulation;

/// <summary>A handle that is still held, or was never ended although its socket is gone.</summary>
public sealed record HeldHandle
{
    /// <summary>What it is.</summary>
    public required HandleKind Kind { get; init; }

    /// <summary>Which one of its kind: counted from 1 for each kernel, in the order of acquisition.</summary>
    public required long Number { get; init; }

    /// <summary>The binding it belongs to, or is.</summary>
    public required uint DmabufId { get; init; }

    /// <summary>Where it was acquired; null where sites are not recorded.</summary>
    public AcquisitionSite? Site { get; init; }

    /// <summary>The number of the socket or sender it belongs to, or is; 0 for a binding.</summary>
    public long SocketNumber { get; init; }

    /// <summary>Token values: of a batch those still in it, of a token its own; empty for other handles.</summary>
    public IReadOnlyList<uint> TokenValues { get; init; } = [];

    /// <summary>Bytes of the dmabuf that it covers: of a token, a batch or a send; 0 for other handles.</summary>
    public long Bytes { get; init; }

    /// <summary>Where in the dmabuf a token or a send begins.</summary>
    public long Offset { get; init; }

    /// <summary>True for a token or batch whose socket was closed first, so that nobody can return it any more.</summary>
    public bool Stranded { get; init; }
}
