namespace Devmem.Simulation;

/// <summary>What went wrong so far: each a count since the kernel booted.</summary>
public sealed record HarmReport
{
    /// <summary>Second releases that the handles refused before they reached the kernel.</summary>
    public int DoubleReleasesRefused { get; init; }

    /// <summary>Returns that the kernel saw for a fragment that was not held.</summary>
    public int UnheldReturns { get; init; }

    /// <summary>Pages that were filled again while the program still held a fragment on them.</summary>
    public int HeldPagesOverwritten { get; init; }

    /// <summary>Times that data had arrived and no page was free for it.</summary>
    public int Starvations { get; init; }

    /// <summary>Sockets that were closed while tokens were out.</summary>
    public int ClosesWithTokensOut { get; init; }

    /// <summary>Tokens that were out when their socket was closed.</summary>
    public int TokensOutAtClose { get; init; }

    /// <summary>Bindings that were unbound while sockets were open.</summary>
    public int UnbindsWithSocketsOpen { get; init; }

    /// <summary>Bindings that were refused because the system was locked into the other mode.</summary>
    public int ModeConflicts { get; init; }

    /// <summary>Receives that were refused because the binding was gone (ENODEV) or another binding's data was queued (EFAULT).</summary>
    public int ReceivesRefused { get; init; }

    /// <summary>Receives after the unbind that delivered queued data, which keeps the binding alive.</summary>
    public int ReceivesAfterUnbind { get; init; }

    /// <summary>Tokens that were offered to another socket than the one that received them.</summary>
    public int ForeignTokensOffered { get; init; }

    /// <summary>Senders that were closed while an operation was pending.</summary>
    public int SendersClosedWithSendsPending { get; init; }

    /// <summary>Writes into a range that a pending send reads.</summary>
    public int WritesIntoPendingSends { get; init; }

    /// <summary>Transmit bindings that were unbound while senders were open.</summary>
    public int TxUnbindsWithSendersOpen { get; init; }
}
