using System.Collections.Generic;

namespace Devmem.Analyzers.Flow;

/// <summary>A state before a step of a block, mostly the first, and how it came there.</summary>
internal sealed class Node
{
    public Node(int point, int block, int first, State state, Node? from, int viaOp, StepKind via, int origin)
    {
        Point = point;
        Block = block;
        First = first;
        State = state;
        From = from;
        ViaOp = viaOp;
        Via = via;
        Origin = origin;
    }

    /// <summary>The number of the point of the program where it stands; see <see cref="Points"/>.</summary>
    public int Point { get; }

    public int Block { get; }

    /// <summary>The step of the block that it runs first.</summary>
    public int First { get; }

    public State State { get; }

    /// <summary>The node before it on the first path that was found.</summary>
    public Node? From { get; }

    /// <summary>The step of the block of <see cref="From"/> that control left from; the number of its steps when it left at the end.</summary>
    public int ViaOp { get; }

    public StepKind Via { get; }

    /// <summary>Where the decision stands in the source, or -1.</summary>
    public int Origin { get; }

    /// <summary>Whether another node says all that this one says, so that it need not be run.</summary>
    public bool IsCovered { get; set; }

    /// <summary>The same way to another state.</summary>
    public Node With(State state) => ReferenceEquals(state, State) ? this : new(Point, Block, First, state, From, ViaOp, Via, Origin);
}

/// <summary>One decision on the way to a finding.</summary>
/// <param name="Kind">What was decided.</param>
/// <param name="Origin">Where it stands in the source.</param>
public sealed record Step(StepKind Kind, int Origin);

/// <summary>The kinds of decisions.</summary>
public enum StepKind
{
    /// <summary>None: control just goes on.</summary>
    Plain,

    /// <summary>A resource was acquired.</summary>
    Acquired,

    /// <summary>A condition held.</summary>
    WhenTrue,

    /// <summary>A condition did not hold.</summary>
    WhenFalse,

    /// <summary>Something that was called threw.</summary>
    CallThrew,

    /// <summary>A `throw` was reached.</summary>
    Threw,

    /// <summary>One of several outcomes.</summary>
    Chosen,

    /// <summary>A resource ended.</summary>
    Ended,

    /// <summary>The harm.</summary>
    Harm,
}

/// <summary>What the solver found about one resource.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Site">The resource.</param>
/// <param name="Origin">Where it went wrong.</param>
public sealed record Finding(FindingKind Kind, Site Site, int Origin)
{
    /// <summary>Of a leak: how the last name went.</summary>
    public LeakExit Exit { get; init; }

    /// <summary>Whether it only happens after something that was called threw.</summary>
    public bool Exceptional { get; init; }

    /// <summary>Of a use or release after the end: whether every path that comes here is such a path.</summary>
    public bool Always { get; init; }

    /// <summary>The number that marks the resource, or -1; see <see cref="Acquire.Trait"/>.</summary>
    public int Trait { get; init; } = -1;

    /// <summary>Where the resource, or what it came from, ended before; -1 for a leak.</summary>
    public int EndedAt { get; init; } = -1;

    /// <summary>The site of what it came from, or -1.</summary>
    public int Parent { get; init; } = -1;

    /// <summary>The site of what that is the parent of too, by which it became the parent, or -1.</summary>
    public int Beside { get; init; } = -1;

    /// <summary>Of an end after the parent's: whether something else that is live ended it, which may be fine.</summary>
    public bool ThroughAnother { get; init; }

    /// <summary>Whether the resource reads a memory at that time.</summary>
    public bool Reads { get; init; }

    /// <summary>The site of the other resource, where there is one.</summary>
    public int Other { get; init; } = -1;

    /// <summary>Where the resource is released, on any path.</summary>
    public IReadOnlyList<int> Ends { get; init; } = [];

    /// <summary>Where somebody else gets the resource, on any path.</summary>
    public IReadOnlyList<int> HandOvers { get; init; } = [];

    /// <summary>Of what ended after its parent: whether it does not end here, but somebody else has it.</summary>
    public bool Outlives { get; init; }

    /// <summary>Of a release through another parent: whether the two parents have different parents of their own.</summary>
    public bool OtherBinding { get; init; }

    /// <summary>The decisions of one path that shows it, in order.</summary>
    public IReadOnlyList<Step> Path { get; init; } = [];
}

/// <summary>What can go wrong.</summary>
public enum FindingKind
{
    /// <summary>Nobody is left who could release it.</summary>
    Leak,

    /// <summary>Used after its end, or after it was handed over.</summary>
    UseAfterEnd,

    /// <summary>Released again.</summary>
    ReleasedAgain,

    /// <summary>Used after what it came from had ended.</summary>
    UseAfterParent,

    /// <summary>Ended after what it came from.</summary>
    EndedAfterParent,

    /// <summary>Released through another parent than its own.</summary>
    ReleasedElsewhere,

    /// <summary>The memory that it reads is written; <see cref="Finding.Origin"/> is the write.</summary>
    Overwritten,

    /// <summary>It goes where the analysis must trust.</summary>
    Trusted,

    /// <summary>Another one may be put into its place, and it is trusted that none is.</summary>
    MayBeReplaced,

    /// <summary>It was lent, and is ended or given away.</summary>
    LentEnded,

    /// <summary>What was only lent is kept by somebody who will release it.</summary>
    LentKept,

    /// <summary>The caller was promised to own it, and somebody else does.</summary>
    HandedOutBorrowed,

    /// <summary>The caller was promised that somebody else owns it, and nobody does.</summary>
    HandedOutOwed,
}

/// <summary>What the solver says of a body.</summary>
/// <param name="Findings">What it found, in the order of the sites.</param>
/// <param name="GaveUp">Whether a budget tripped, so that a finding may be none.</param>
public sealed record Solution(IReadOnlyList<Finding> Findings, bool GaveUp)
{
    /// <summary>Whether elements that nothing told apart were taken together, so that a finding may need one more of them than there is.</summary>
    public bool IsCoarse { get; init; }

    /// <summary>The answers to <see cref="Observe"/> steps.</summary>
    public IReadOnlyCollection<Observation> Observations { get; init; } = [];

    /// <summary>The answers to <see cref="ObserveParts"/> steps.</summary>
    public IReadOnlyCollection<PartsFact> Parts { get; init; } = [];

    /// <summary>What was marked, and what may be alive at that time.</summary>
    public IReadOnlyCollection<Mark> Marks { get; init; } = [];

    /// <summary>What was written of memory that came from outside.</summary>
    public IReadOnlyCollection<WriteFact> Writes { get; init; } = [];

    /// <summary>Of the watched sites: which may end through which others.</summary>
    public IReadOnlyCollection<(int Site, int Through)> EndsThrough { get; init; } = [];

    /// <summary>Of the watched sites: which may end after which others have.</summary>
    public IReadOnlyCollection<(int Site, int Other)> EndsAfter { get; init; } = [];

    /// <summary>The sites of what was marked and is alive at a <see cref="Visit"/>, or, with an origin of -1, at an end without an exception.</summary>
    public IReadOnlyCollection<(int Root, int Origin)> Visits { get; init; } = [];
}

/// <summary>A memory was written that a place named when the body began.</summary>
/// <param name="Memory">The place.</param>
/// <param name="Span">The part.</param>
public sealed record WriteFact(int Memory, SpanFact Span);

/// <summary>A part of a memory, told by places as they were when the body began. A place of -1 is 0, one of -2 is unknown.</summary>
/// <param name="Start">The place of where it begins.</param>
/// <param name="Plus">A place that is added.</param>
/// <param name="Number">What is added, too.</param>
/// <param name="Length">The place of its length.</param>
/// <param name="Most">How long it is at most.</param>
public sealed record SpanFact(int Start, int Plus, long Number, int Length, long Most)
{
    /// <summary>Nothing is known of it.</summary>
    public static readonly SpanFact Unknown = new(-2, -1, 0, -2, long.MaxValue);
}

/// <summary>A step that marks a resource was reached; see <see cref="Acquire.Trait"/>.</summary>
/// <param name="Site">The resource.</param>
/// <param name="Trait">Its mark; negative: a number that is not known.</param>
public sealed record Mark(int Site, int Trait)
{
    /// <summary>The site of another mark that may be alive then: what it marked, or something that was made from that; -1: none.</summary>
    public int Other { get; init; } = -1;

    /// <summary>That mark; negative: a number that is not known.</summary>
    public int OtherTrait { get; init; }
}
