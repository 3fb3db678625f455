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

    /// <summary>Whether it stands for several resources that share all their names, which are names that several can share; see <see cref="Layout.IsShared"/>. Two or more if definite, else any number.</summary>
    public bool Many { get; init; }

    /// <summary>Whether it turned out to owe nothing.</summary>
    public bool Empty { get; init; }

    /// <summary>Whether its names hold a promise of it.</summary>
    public bool Pending { get; init; }

    /// <summary>Whether its site has made another one since.</summary>
    public bool Old { get; init; }

    /// <summary>A mark whose number is not known.</summary>
    public const int UnknownTrait = -2;

    /// <summary>No mark.</summary>
    public const int NoTrait = -1;

    /// <summary>The number that marks it and its children, <see cref="UnknownTrait"/>, or <see cref="NoTrait"/>.</summary>
    public int Trait { get; init; } = NoTrait;

    /// <summary>The site that gave it its mark, or -1; see <see cref="Acquire.Trait"/>.</summary>
    public int Root { get; init; } = -1;

    /// <summary>The site of what it must end before, or -1.</summary>
    public int Parent { get; init; } = -1;

    /// <summary>Whether the site of its parent has made another one since.</summary>
    public bool ParentOld { get; init; }

    /// <summary>Whether nothing of it needs its parent yet; see <see cref="Tie"/>.</summary>
    public bool Idle { get; init; }

    /// <summary>The site of what its parent is the parent of too, by which it got it, or -1.</summary>
    public int Beside { get; init; } = -1;

    /// <summary>The origin of the step that put it into somebody else's container, and the place that names that; -1 where none did.</summary>
    public (int Origin, int Place) StoredAt { get; init; } = (-1, -1);

    /// <summary>What it has to do with a memory, or null.</summary>
    public Reading? Reading { get; init; }

    /// <summary>The origins of the steps that wrote what it was still reading.</summary>
    public PlaceSet Overwritten { get; init; }

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

    /// <summary>Whether what it still needs has ended.</summary>
    public bool IsOrphan => ParentEndedAt >= 0 && !Idle;

    /// <summary>Whether the two say the same, but for what only messages tell.</summary>
    public bool SameAs(Fact other) => Many == other.Many && Definite == other.Definite && Exceptional == other.Exceptional && SameNames(other);

    /// <summary>Whether the two are the same resource in the same condition, on whatever paths it exists.</summary>
    public bool SameResource(Fact other) => Many == other.Many && Exceptional == other.Exceptional && Bits == other.Bits && Site == other.Site && Trait == other.Trait
        && Root == other.Root && Parent == other.Parent && Beside == other.Beside && Equals(Reading, other.Reading) && Overwritten.Equals(other.Overwritten) && Aliases.Equals(other.Aliases);

    /// <summary>Whether what the other says is as this one says, or does less harm: after an exception, or for certain, or once.</summary>
    public bool Covers(Fact other) => ReferenceEquals(this, other)
        || (SameNames(other) && (!Exceptional || other.Exceptional) && (Definite ? other.Definite && Many == other.Many : Many || !other.Many));

    /// <summary>Whether the two have the same names in the same condition, however many there are and however the path came here.</summary>
    public bool SameNames(Fact other) => Bits == other.Bits && Site == other.Site && Trait == other.Trait && Root == other.Root && Parent == other.Parent && Beside == other.Beside
        && GuardSymbol == other.GuardSymbol && StoredAt.Equals(other.StoredAt) && Equals(Guard, other.Guard) && Equals(Reading, other.Reading) && Overwritten.Equals(other.Overwritten) && Aliases.Equals(other.Aliases);

    private int Bits => (int)Status | (Owed ? 4 : 0) | (Pending ? 8 : 0) | (Old ? 16 : 0) | (ParentOld ? 32 : 0) | (ParentEndedAt >= 0 ? 64 : 0) | (Empty ? 128 : 0) | (Idle ? 256 : 0);

    /// <summary>Orders facts so that those that differ only in what <see cref="SameNames"/> leaves out stand together.</summary>
    public int CompareTo(Fact other)
    {
        var order = Site.CompareTo(other.Site);
        order = order != 0 ? order : Aliases.CompareTo(other.Aliases);
        order = order != 0 ? order : Bits.CompareTo(other.Bits);
        order = order != 0 ? order : Trait.CompareTo(other.Trait);
        order = order != 0 ? order : Root.CompareTo(other.Root);
        order = order != 0 ? order : Parent.CompareTo(other.Parent);
        order = order != 0 ? order : Beside.CompareTo(other.Beside);
        order = order != 0 ? order : GuardSymbol.CompareTo(other.GuardSymbol);
        order = order != 0 || Guard is null || other.Guard is null ? order : Guard.CompareTo(other.Guard);
        order = order != 0 || Reading is null && other.Reading is null ? order : string.CompareOrdinal(Reading?.ToString(), other.Reading?.ToString());
        order = order != 0 ? order : StoredAt.CompareTo(other.StoredAt);
        order = order != 0 ? order : Overwritten.CompareTo(other.Overwritten);
        order = order != 0 ? order : Definite.CompareTo(other.Definite);
        order = order != 0 ? order : Many.CompareTo(other.Many);
        return order != 0 ? order : Exceptional.CompareTo(other.Exceptional);
    }

    /// <summary>The fact with other names.</summary>
    public Fact Named(PlaceSet aliases) => aliases.Equals(Aliases) ? this : this with { Aliases = aliases };
}
