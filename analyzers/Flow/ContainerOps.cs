using System.Collections.Generic;
using System.Linq;
namespace Devmem.Analyzers.Flow;

/// <summary>Puts <paramref name="Source"/> into the container that <paramref name="Container"/> holds; into one that is not followed here, it is stored.</summary>
/// <param name="Origin">See <see cref="Op"/>.</param>
/// <param name="Container">The container.</param>
/// <param name="Source">What is put.</param>
/// <param name="Where">Which element it becomes.</param>
/// <param name="Index">A place with the index, for <see cref="ElementKind.AtIndex"/>.</param>
public sealed record Put(int Origin, int Container, int Source, ElementKind Where, int Index = -1) : Op(Origin)
{
    /// <summary>A place that names the element at this index as long as neither changes, or -1.</summary>
    public int Memory { get; init; } = -1;

    /// <summary>Whether the index comes round again, so that another element may be there.</summary>
    public bool Wraps { get; init; }

    /// <summary>Whether it may be the place of any other element, which is trusted not to be so.</summary>
    public bool MayReplace { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"put p{Source} into p{Container} {Where}" + (Index < 0 ? "" : $" p{Index}") + (Memory < 0 ? "" : $" known as p{Memory}") + (Wraps ? " wraps" : "") + (MayReplace ? " or in place of another" : "");
}

/// <summary>Puts all elements of what <paramref name="Source"/> holds into <paramref name="Container"/>; they stay where they are too.</summary>
public sealed record PutAll(int Origin, int Container, int Source) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"put all of p{Source} into p{Container}";
}

/// <summary><paramref name="Target"/> := an element that leaves the container; out of one that is not followed here, a fresh one of <paramref name="Site"/>.</summary>
public sealed record Take(int Origin, int Target, int Container, ElementKind Where, int Site) : Op(Origin)
{
    /// <summary>A place that names the element that is meant, if it was ever set, or -1. See <see cref="Peek.Memory"/>.</summary>
    public int Memory { get; init; } = -1;

    /// <inheritdoc/>
    public override string ToString() => $"p{Target} = take from p{Container} {Where} else #{Site}" + (Memory < 0 ? "" : $" known as p{Memory}");
}

/// <summary><paramref name="Target"/> := another name for an element that stays in the container.</summary>
public sealed record Peek(int Origin, int Target, int Container, ElementKind Where, int Index = -1) : Op(Origin)
{
    /// <summary>What an element of a container that is not followed here is: somebody else's resource, seen anew. -1: it is not followed either.</summary>
    public int Site { get; init; } = -1;

    /// <summary>Whether an element of a container that is not followed here may be null or default.</summary>
    public bool MayBeNothing { get; init; }

    /// <summary>A place that names the element at this index as long as neither changes, or -1.</summary>
    public int Memory { get; init; } = -1;

    /// <inheritdoc/>
    public override string ToString() => $"p{Target} = peek p{Container} {Where}" + (Index < 0 ? "" : $" p{Index}")
        + (Memory < 0 ? "" : $" known as p{Memory}") + (Site < 0 ? "" : $" else #{Site}") + (MayBeNothing ? " or nothing" : "");
}

/// <summary><paramref name="Target"/> := a container of <paramref name="Site"/> with some of the elements of <paramref name="Source"/>, which stay there too.</summary>
/// <param name="Origin">See <see cref="Op"/>.</param>
/// <param name="Target">The place that gets the part.</param>
/// <param name="Source">The whole.</param>
/// <param name="Low">The index of the first of them; -1: it is not known.</param>
/// <param name="High">The index behind the last of them; -1: it is not known.</param>
/// <param name="Site">The site of the part.</param>
public sealed record Slice(int Origin, int Target, int Source, int Low, int High, int Site) : Op(Origin)
{
    /// <summary>A place that names this part as long as neither the whole nor a bound changes, or -1.</summary>
    public int Memory { get; init; } = -1;

    /// <summary>The places that name other parts, as <see cref="Memory"/> does, none of which shares an element with this one.</summary>
    public IReadOnlyList<int> Beside { get; init; } = [];

    /// <summary>Whether this part and those of <see cref="Beside"/> are the whole.</summary>
    public bool IsRest { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"p{Target} = #{Site} of p{Source} from {Low} to {(High == int.MaxValue ? "the end" : High.ToString())}"
        + (Memory < 0 ? "" : $" known as p{Memory}") + (Beside.Count == 0 ? "" : $" {(IsRest ? "all but" : "beside")} {string.Join(" ", Beside.Select(place => $"p{place}"))}");
}

/// <summary>An element leaves the container and nobody gets it: the one that <paramref name="Source"/> holds, the one at an end, the one an enumeration stands on, or any, and then rather one that is over.</summary>
/// <param name="Origin">See <see cref="Op"/>.</param>
/// <param name="Container">The container.</param>
/// <param name="Source">What leaves, or -1.</param>
/// <param name="Where">Which element it is where it is not given.</param>
public sealed record Drop(int Origin, int Container, int Source, ElementKind Where) : Op(Origin)
{
    /// <summary>Whether <see cref="Source"/> may never have been set; then the element is found by <see cref="Where"/>. See <see cref="Peek.Memory"/>.</summary>
    public bool IsMemory { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"drop {(Source < 0 ? Where.ToString() : $"p{Source}")} from p{Container}";
}

/// <summary>There is no element where <paramref name="Memory"/> names one: no path goes on where it is known that there is one.</summary>
/// <param name="Origin">See <see cref="Op"/>.</param>
/// <param name="Memory">See <see cref="Peek.Memory"/>.</param>
public sealed record Absent(int Origin, int Memory) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"nothing at p{Memory}";
}

/// <summary>A step of an enumeration over the container.</summary>
public sealed record Cursor(int Origin, int Container, CursorStep Step) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"cursor p{Container} {Step}";
}

/// <summary>What a cursor does.</summary>
public enum CursorStep
{
    /// <summary>Stands before the first element.</summary>
    Start,

    /// <summary>Stands on the next element, which exists.</summary>
    Next,

    /// <summary>Has passed the last element.</summary>
    End,

    /// <summary>The container turned out to be empty.</summary>
    Empty,

    /// <summary>The elements are dropped.</summary>
    Clear,

    /// <summary>It is filled from the start again: what is still in it is out of reach.</summary>
    Refill,
}

/// <summary>Which element of a container is meant.</summary>
public enum ElementKind
{
    /// <summary>Behind the last, where the number of elements is known; any, where it is not.</summary>
    Back,

    /// <summary>The first.</summary>
    Front,

    /// <summary>The one whose index is the number of a place.</summary>
    AtIndex,

    /// <summary>The one the enumeration stands on.</summary>
    AtCursor,

    /// <summary>Any.</summary>
    Anywhere,
}
