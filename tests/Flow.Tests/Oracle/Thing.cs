using System.Collections.Generic;

namespace Devmem.Flow.Tests.Oracle;

/// <summary>How far the life of a thing has come.</summary>
internal enum Phase
{
    Live,
    Released,
    Taken,
}

/// <summary>One resource or container that a run really made.</summary>
internal sealed class Thing
{
    /// <summary>Before the first element; see <see cref="Cursor"/>.</summary>
    public const int BeforeFirst = -1;

    /// <summary>No enumeration runs, or the one that ran was broken by a change.</summary>
    public const int NoCursor = -2;

    public required int Site { get; set; }

    public Phase Phase { get; set; }

    public bool Owed { get; set; }

    public bool Pending { get; set; }

    /// <summary>Whether something called threw while it was owed.</summary>
    public bool Exceptional { get; set; }

    /// <summary>The thing that it must end before, or -1.</summary>
    public int Parent { get; set; } = -1;

    public bool ParentEnded { get; set; }

    /// <summary>Its members as far as they were asked for.</summary>
    public SortedDictionary<int, long> Members { get; init; } = [];

    /// <summary>Of a container: its elements.</summary>
    public List<Slot>? Items { get; init; }

    public int Cursor { get; set; } = NoCursor;

    /// <summary>Whether it is a container that somebody else has now.</summary>
    public bool IsForeign { get; set; }

    public Thing Clone() => new()
    {
        Site = Site,
        Phase = Phase,
        Owed = Owed,
        Pending = Pending,
        Exceptional = Exceptional,
        Parent = Parent,
        ParentEnded = ParentEnded,
        Members = new SortedDictionary<int, long>(Members),
        Items = Items is null ? null : [.. Items],
        Cursor = Cursor,
        IsForeign = IsForeign,
    };
}

/// <summary>What a place or an element holds: a thing, or else a number that may not have been asked for yet.</summary>
/// <param name="Thing">The thing, or -1.</param>
/// <param name="Number">The number, or null if no step has asked for it.</param>
internal readonly record struct Slot(int Thing, long? Number)
{
    public static readonly Slot Unset = new(-1, null);

    public static Slot Of(long number) => new(-1, number);
}
