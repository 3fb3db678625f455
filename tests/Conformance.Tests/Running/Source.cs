using System.Net.Sockets;

namespace Devmem.Conformance.Running;

/// <summary>What the programs' support library asks of the run.</summary>
public static class Source
{
    /// <summary>A decision.</summary>
    public static int Option(int options) => Run.Current.Choose(options);

    /// <summary>Throws if the decisions say so.</summary>
    public static void MayThrow() => Run.Current.MayThrow();

    /// <summary>A connected socket whose peer the run plays.</summary>
    public static Socket Connect() => Peers.Connect(Run.Current);

    /// <summary>An owner was made.</summary>
    public static void OwnerMade(object owner) => Run.CurrentOrNull?.Ledger.Acquire(HandleKind.Owner, null, AutoreleaseMode.Off, static () => { }, owner: owner);

    /// <summary>An owner's release method runs.</summary>
    public static void OwnerEnds(object owner)
    {
        if (Run.CurrentOrNull is { IsCut: false } run && run.Ledger.Entries.Find(entry => ReferenceEquals(entry.Object, owner)) is { EndedAt: 0 } entry)
            entry.EndedAt = run.Tick();
    }
}
