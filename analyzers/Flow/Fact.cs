using System;

namespace Devmem.Analyzers.Flow;

/// <summary>How far a resource's life has come.</summary>
internal enum Status
{
    /// <summary>It can be used.</summary>
    Live,

    /// <summary>It was released.</summary>
    Released,

    /// <summary>It was handed to a callee that takes it.</summary>
    Taken,
}

/// <summary>
/// One resource on one path: which names must hold it and what is owed for it. What the Checker Framework calls an obligation,
/// kept after the end as long as a name is left, because a use after the end is a finding too.
/// </summary>
internal sealed record Fact(int Site, PlaceSet Aliases, Status Status, bool Owed) : IComparable<Fact>
{
    /// <summary>Whether something that was called threw since it was acquired.</summary>
    public bool Exceptional { get; init; }

    /// <summary>Whether it exists on every path that the state stands for.</summary>
    public bool Definite { get; init; } = true;

    /// <summary>Whether its names hold a promise of it.</summary>
    public bool Pending { get; init; }

    /// <summary>The number that marks it and its children, or -1.</summary>
    public int Trait { get; init; } = -1;

    /// <summary>The site of what it must end before, or -1.</summary>
    public int Parent { get; init; } = -1;

    /// <summary>The origin of the step that ended its parent, or -1.</summary>
    public int ParentEndedAt { get; init; } = -1;

    /// <summary>The origin of the step that ended it, or -1.</summary>
    public int EndedAt { get; init; } = -1;

    /// <summary>The symbol whose value tells whether it exists, or -1.</summary>
    public int GuardSymbol { get; init; } = -1;

    /// <summary>The values of the symbol with which it exists.</summary>
    public Range? Guard { get; init; }

    /// <summary>Whether it is live and this body must release it.</summary>
    public bool MustBeReleased => Owed && Status == Status.Live;

    /// <summary>Whether the two say the same, but for what only messages tell.</summary>
    public bool SameAs(Fact other) => SameButForException(other) && Exceptional == other.Exceptional;

    /// <summary>Whether the two say the same, but for what only messages tell and for how the path came here.</summary>
    public bool SameButForException(Fact other) =>
        Site == other.Site && Status == other.Status && Owed == other.Owed && Pending == other.Pending && Definite == other.Definite
        && Trait == other.Trait && Parent == other.Parent && (ParentEndedAt < 0) == (other.ParentEndedAt < 0)
        && GuardSymbol == other.GuardSymbol && Equals(Guard, other.Guard) && Aliases.Equals(other.Aliases);

    /// <inheritdoc/>
    public int CompareTo(Fact other)
    {
        if (Site != other.Site)
            return Site.CompareTo(other.Site);
        var aliases = Aliases.CompareTo(other.Aliases);
        return aliases != 0 ? aliases
            : Status != other.Status ? Status.CompareTo(other.Status)
            : Owed != other.Owed ? Owed.CompareTo(other.Owed)
            : Exceptional != other.Exceptional ? Exceptional.CompareTo(other.Exceptional)
            : Definite != other.Definite ? Definite.CompareTo(other.Definite)
            : Parent != other.Parent ? Parent.CompareTo(other.Parent)
            : Trait.CompareTo(other.Trait);
    }

    /// <summary>The fact with other names.</summary>
    public Fact Named(PlaceSet aliases) => aliases.Equals(Aliases) ? this : this with { Aliases = aliases };
}
