namespace Devmem.Simulation;

/// <summary>What went wrong so far: each a count since the kernel booted.</summary>
public sealed record HarmReport
{
    /// <summary>Second releases that the handles refused before they reached the kernel.</summary>
    public int DoubleReleasesRefused { get; internal set; }

    /// <summary>Returns that the kernel saw for a fragment that was not held.</summary>
    public int UnheldReturns { get; internal set; }

    /// <summary>Pages that were filled again while the program still held a fragment on them.</summary>
    public int HeldPagesOverwritten { get; internal set; }

    /// <summary>Times that data had arrived and no page was free for it.</summary>
    public int Starvations { get; internal set; }

    /// <summary>Sockets that were closed while tokens were out.</summary>
    public int ClosesWithTokensOut { get; internal set; }

    /// <summary>Tokens that were out when their socket was closed.</summary>
    public int TokensOutAtClose { get; internal set; }

    /// <summary>Bindings that were unbound while sockets were open.</summary>
    public int UnbindsWithSocketsOpen { get; internal set; }

    /// <summary>Bindings that were refused because the system was locked into the other mode.</summary>
    public int ModeConflicts { get; internal set; }

    /// <summary>Receives that were refused because the binding was gone (ENODEV) or another binding's data was queued (EFAULT).</summary>
    public int ReceivesRefused { get; internal set; }

    /// <summary>Receives after the unbind that delivered queued data, which keeps the binding alive.</summary>
    public int ReceivesAfterUnbind { get; internal set; }

    /// <summary>Tokens that were offered to another socket than the one that received them.</summary>
    public int ForeignTokensOffered { get; internal set; }

    /// <summary>Senders that were closed while an operation was pending.</summary>
    public int SendersClosedWithSendsPending { get; internal set; }

    /// <summary>Writes into a range that a pending send reads.</summary>
    public int WritesIntoPendingSends { get; internal set; }

    /// <summary>Transmit bindings that were unbound while senders were open.</summary>
    public int TxUnbindsWithSendersOpen { get; internal set; }
}
