using System.Collections.Generic;
using System.Linq;

namespace Devmem.Simulation;

/// <summary>What is still held, by whom and since where, and what harm was done: the simulated kernel's books at one moment.</summary>
public sealed class LeakReport
{
    internal LeakReport(IReadOnlyList<HeldHandle> handles, IReadOnlyList<HeldPage> pages, HarmReport harm)
    {
        Handles = handles;
        Pages = pages;
        Harm = harm;
    }

    /// <summary>Every handle that is still held, in the order of acquisition within each kind.</summary>
    public IReadOnlyList<HeldHandle> Handles { get; }

    /// <summary>Receive and transmit bindings that were not unbound.</summary>
    public IReadOnlyList<HeldHandle> Bindings => Of(HandleKind.RxBinding, HandleKind.TxBinding);

    /// <summary>Sockets that were not closed.</summary>
    public IReadOnlyList<HeldHandle> Sockets => Of(HandleKind.Socket);

    /// <summary>Batches that still have tokens.</summary>
    public IReadOnlyList<HeldHandle> Batches => Of(HandleKind.Batch);

    /// <summary>Detached tokens that were not released.</summary>
    public IReadOnlyList<HeldHandle> Tokens => Of(HandleKind.Token);

    /// <summary>Senders that were not closed.</summary>
    public IReadOnlyList<HeldHandle> Senders => Of(HandleKind.Sender);

    /// <summary>Send operations that nobody waited for.</summary>
    public IReadOnlyList<HeldHandle> SendOperations => Of(HandleKind.SendOperation);

    /// <summary>Pages that are not free: held by tokens, lost with a closed socket, or under queued data.</summary>
    public IReadOnlyList<HeldPage> Pages { get; }

    /// <summary>What went wrong so far.</summary>
    public HarmReport Harm { get; }

    /// <summary>True where no handle is held and every page is free.</summary>
    public bool IsClean => Handles.Count == 0 && Pages.Count == 0;

    /// <summary>A table for people.</summary>
    public override string ToString() => LeakTable.Format(this);

    private List<HeldHandle> Of(params HandleKind[] kinds) => Handles.Where(handle => kinds.Contains(handle.Kind)).ToList();
}
