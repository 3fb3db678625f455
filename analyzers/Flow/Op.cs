using System.Collections.Generic;

namespace Devmem.Analyzers.Flow;

/// <summary>One step of a block. A place number of -1 stands for nothing.</summary>
/// <param name="Origin">Where the step stands in the source, a number that whoever made the program can translate.</param>
public abstract record Op(int Origin);

/// <summary><paramref name="Target"/> := a resource that did not exist before.</summary>
/// <param name="Origin">See <see cref="Op"/>.</param>
/// <param name="Target">The place that gets it.</param>
/// <param name="Site">The site, which says whether it is owed.</param>
/// <param name="Parent">A place that holds what the new resource must end before, or -1.</param>
/// <param name="Trait">A place with a known number that marks the resource and all that is made from it, or -1: then it is the parent's.</param>
/// <param name="Pending">Whether <paramref name="Target"/> is a promise: if <see cref="Await"/> throws, there never was a resource.</param>
/// <param name="Sibling">A place that holds a resource whose parent is the new one's parent too, or -1.</param>
/// <param name="Maybe">Whether there may be none, and <paramref name="Target"/> holds null or default then.</param>
/// <param name="Idle">Whether it needs nothing of its parent until a <see cref="Tie"/> says so.</param>
public sealed record Acquire(int Origin, int Target, int Site, int Parent = -1, int Trait = -1, bool Pending = false, int Sibling = -1, bool Maybe = false, bool Idle = false) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"p{Target} = acquire #{Site}" + (Parent < 0 ? "" : $" from p{Parent}") + (Sibling < 0 ? "" : $" beside p{Sibling}")
        + (Trait < 0 ? "" : $" trait p{Trait}") + (Pending ? " pending" : "") + (Maybe ? " maybe" : "") + (Idle ? " idle" : "");
}

/// <summary><paramref name="Target"/> := <paramref name="Source"/>: another name for the same thing, and the same number.</summary>
public sealed record Assign(int Origin, int Target, int Source) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"p{Target} = p{Source}";
}

/// <summary><paramref name="Target"/> := a known number: 0 is null, false and default.</summary>
public sealed record AssignConstant(int Origin, int Target, long Value) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"p{Target} = {Value}";
}

/// <summary><paramref name="Target"/> := some number between two bounds.</summary>
public sealed record AssignUnknown(int Origin, int Target, long Low = long.MinValue, long High = long.MaxValue) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"p{Target} = {Range.Between(Low, High)}";
}

/// <summary><paramref name="Target"/> := <paramref name="Source"/> + <paramref name="Addend"/>, whose size is kept only as far as its sign.</summary>
public sealed record Add(int Origin, int Target, int Source, long Addend) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"p{Target} = p{Source} + {Addend}";
}

/// <summary><paramref name="Target"/> := 1 if the number of <paramref name="Source"/> compares so with <paramref name="Value"/>, else 0.</summary>
public sealed record Compare(int Origin, int Target, int Source, Relation Relation, long Value) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"p{Target} = p{Source} {Relation.Sign()} {Value}";
}

/// <summary><paramref name="Target"/> := 1 if the two numbers compare so, else 0.</summary>
public sealed record ComparePlaces(int Origin, int Target, int Left, Relation Relation, int Right) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"p{Target} = p{Left} {Relation.Sign()} p{Right}";
}

/// <summary><paramref name="Target"/> := 1 if <paramref name="Source"/> holds a resource of one of the sites, 0 if it holds another or none, and either where it may hold what is not followed.</summary>
/// <param name="Origin">See <see cref="Op"/>.</param>
/// <param name="Target">The place of the answer.</param>
/// <param name="Source">The place.</param>
/// <param name="Sites">The numbers of the sites.</param>
public sealed record TestSite(int Origin, int Target, int Source, IReadOnlyList<int> Sites) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"p{Target} = p{Source} is of #{string.Join(" #", Sites)}";
}

/// <summary><paramref name="Target"/> := a number that belongs to the resource or container in <paramref name="Source"/>; see <see cref="Member"/>.</summary>
public sealed record ReadMember(int Origin, int Target, int Source, int Member) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"p{Target} = p{Source}.m{Member}";
}

/// <summary>The members of what <paramref name="Source"/> holds may have other values from here on.</summary>
public sealed record Touch(int Origin, int Source) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"touch p{Source}";
}

/// <summary>From here on somebody else knows what <paramref name="Source"/> holds too, whoever has to release it.</summary>
public sealed record Share(int Origin, int Source) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"share p{Source}";
}

/// <summary>Other code runs here; <see cref="Solution.Visits"/> tells what is alive meanwhile of what was marked, see <see cref="Acquire.Trait"/>.</summary>
public sealed record Visit(int Origin) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => "visit";
}

/// <summary>Something is done with <paramref name="Source"/> that needs it alive.</summary>
/// <param name="Origin">See <see cref="Op"/>.</param>
/// <param name="Source">The place.</param>
/// <param name="NeedsParent">Whether it also needs alive what the resource came from.</param>
public sealed record Use(int Origin, int Source, bool NeedsParent = true) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"use p{Source}";
}

/// <summary>The obligation of what <paramref name="Source"/> holds ends; of a container, that of all its elements.</summary>
/// <param name="Origin">See <see cref="Op"/>.</param>
/// <param name="Source">The place.</param>
/// <param name="Strict">Whether a second time is a mistake: a `Release`, but not a `Dispose`.</param>
/// <param name="Through">A place that holds what the resource should have come from, or -1.</param>
/// <param name="Elements">Whether, of a container, the elements end too.</param>
/// <param name="Promise">A place that names the promise with whose end it stops reading memory, or -1: it stops here. See <see cref="Settle"/>.</param>
/// <param name="Unordered">Whether it is one of several that end at this origin in an order that nobody knows.</param>
public sealed record Release(int Origin, int Source, bool Strict, int Through = -1, bool Elements = true, int Promise = -1, bool Unordered = false) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => (Strict ? "release" : "dispose") + $" p{Source}" + (Through < 0 ? "" : $" through p{Through}") + (Promise < 0 ? "" : $" with p{Promise}");
}

/// <summary>The obligation of what <paramref name="Source"/> holds moves to somebody else.</summary>
/// <param name="Origin">See <see cref="Op"/>.</param>
/// <param name="Source">The place.</param>
/// <param name="Kind">To whom.</param>
/// <param name="Outlives">Whether it is known not to end before this body does.</param>
public sealed record Transfer(int Origin, int Source, TransferKind Kind, bool Outlives = false) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"transfer p{Source} {Kind}" + (Outlives ? " for later" : "");
}

/// <summary><paramref name="Target"/> := what the resource in <paramref name="Source"/> was made from, where that is known and of one of the sites; else it stays what it is.</summary>
/// <param name="Origin">See <see cref="Op"/>.</param>
/// <param name="Target">The place that gets it.</param>
/// <param name="Source">The place.</param>
/// <param name="Sites">The numbers of the sites.</param>
public sealed record Ascend(int Origin, int Target, int Source, IReadOnlyList<int> Sites) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"p{Target} = parent of p{Source} if of #{string.Join(" #", Sites)}";
}

/// <summary>
/// From here on what <paramref name="Source"/> holds needs what it must end before: that in <paramref name="Parent"/>, or what that in <paramref name="Sibling"/> must end before; where
/// neither is given, what it came from. If it has another parent that lives, it keeps that.
/// </summary>
/// <param name="Origin">See <see cref="Op"/>.</param>
/// <param name="Source">The place.</param>
/// <param name="Parent">The place of the parent, or -1.</param>
/// <param name="Sibling">The place of what has the same parent, or -1.</param>
/// <param name="Idle">Whether, on the contrary, it needs nothing of its parent any more.</param>
public sealed record Tie(int Origin, int Source, int Parent = -1, int Sibling = -1, bool Idle = false) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"tie p{Source}" + (Parent < 0 ? "" : $" to p{Parent}") + (Sibling < 0 ? "" : $" beside p{Sibling}") + (Idle ? " idle" : "");
}

/// <summary>What <paramref name="Target"/> names and is owed counts as acquired here, at <paramref name="Site"/>.</summary>
/// <param name="Origin">See <see cref="Op"/>.</param>
/// <param name="Target">The place.</param>
/// <param name="Site">The new site.</param>
/// <param name="Shared">Whether what other places name too is meant as well.</param>
/// <param name="Owed">Whether what was not owed is owed from here on.</param>
public sealed record Adopt(int Origin, int Target, int Site, bool Shared = false, bool Owed = false) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"adopt p{Target} as #{Site}" + (Shared ? " shared" : "") + (Owed ? " owed" : "");
}

/// <summary>Where an obligation goes.</summary>
public enum TransferKind
{
    /// <summary>To the caller, who gets it as a result.</summary>
    Returned,

    /// <summary>To the caller, who was promised to own it.</summary>
    Promised,

    /// <summary>To the caller, who was promised that somebody else owns it.</summary>
    Lent,

    /// <summary>Into a field or a collection of unknown extent: it may still be used here.</summary>
    Stored,

    /// <summary>Into a member that its object releases: what is somebody else's must not go there.</summary>
    Given,

    /// <summary>To whoever holds it already: the object whose member it is in.</summary>
    Kept,

    /// <summary>To a callee that takes it: it must not be used here any more.</summary>
    Taken,

    /// <summary>It stays where it is, but somebody who releases it gets to know it too.</summary>
    Entrusted,

    /// <summary>To code that the analysis must trust.</summary>
    Trusted,

    /// <summary>Nowhere: it is lent to code that the analysis must trust to leave it as it is.</summary>
    Exposed,
}

/// <summary>The names end here.</summary>
public sealed record Kill(int Origin, PlaceSet Places, LeakExit Exit) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"kill {Places}" + (Exit == LeakExit.ScopeEnd ? "" : $" {Exit}");
}

/// <summary>Control may leave here for the block <paramref name="Target"/>, with the state as it is.</summary>
/// <param name="Origin">See <see cref="Op"/>.</param>
/// <param name="Target">The block that dispatches the exception.</param>
/// <param name="ByCall">Whether something called throws, rather than a `throw` written here.</param>
public sealed record MayThrow(int Origin, int Target, bool ByCall = true) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => (ByCall ? "may throw" : "throw") + $" -> B{Target}";
}

/// <summary><paramref name="Target"/> := what the promise in <paramref name="Source"/> brings. Leaves for <paramref name="Throw"/> if it fails, or -1.</summary>
public sealed record Await(int Origin, int Target, int Source, int Throw) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"p{Target} = await p{Source}" + (Throw < 0 ? "" : $" or throw -> B{Throw}");
}
