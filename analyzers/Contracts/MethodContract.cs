using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Contracts;

/// <summary>What a call does to the ownership of an argument or of the receiver.</summary>
internal enum Effect
{
    /// <summary>Nothing: the obligation stays with the caller.</summary>
    Borrow,

    /// <summary>It becomes the callee's.</summary>
    Take,

    /// <summary>It ends.</summary>
    Release,

    /// <summary>It ends; a second time is a mistake.</summary>
    ReleaseOnce,

    /// <summary>It is kept by somebody who releases it; the caller may still use it.</summary>
    Store,

    /// <summary>Nothing ends, but the callee has seen that there is none, or that it is empty.</summary>
    FoundEmpty,
}

/// <summary>Of which outcome a contract speaks.</summary>
internal enum Outcome
{
    /// <summary>Of every one.</summary>
    Always,

    /// <summary>Of a call that returns true.</summary>
    WhenTrue,

    /// <summary>Of a call that returns false.</summary>
    WhenFalse,
}

/// <summary>What a call means for one value that goes in.</summary>
/// <param name="Effect">What happens to its ownership.</param>
/// <param name="When">On which outcome.</param>
internal sealed record InContract(Effect Effect, Outcome When = Outcome.Always)
{
    /// <summary>Whether it stays with the caller if the call throws.</summary>
    public bool KeptWhenThrown { get; init; }

    /// <summary>Whether nobody knows: neither an attribute nor a body nor the table of the framework says what happens to it.</summary>
    public bool IsTrusted { get; init; }

    public static readonly InContract Borrow = new(Effect.Borrow);
}

/// <summary>What a call means for one value that comes out.</summary>
/// <param name="Owned">Whether the caller must release it.</param>
internal sealed record OutContract(bool Owned)
{
    /// <summary>On which outcome there is one.</summary>
    public Outcome When { get; init; } = Outcome.Always;

    /// <summary>Of a reference that may be null: whether the caller cannot know without a test.</summary>
    public bool MayBeNull { get; init; }

    /// <summary>What it must end before: "this", a parameter, or null.</summary>
    public string? Parent { get; init; }

    /// <summary>What it must end together with, before the same thing: "this", a parameter, or null.</summary>
    public string? Sibling { get; init; }

    /// <summary>Whether it needs nothing of its parent until it is tied; see <see cref="TieContract"/>.</summary>
    public bool IsIdle { get; init; }

    /// <summary>Whether what makes it need its parent are tokens, in an object that is none.</summary>
    public bool HoldsTokens { get; init; }

    /// <summary>The number of what comes out beside it and that it must end before, or -1: 0 is the result, 1 the first parameter, <see cref="FirstPart"/> the first handle in a result of several.</summary>
    public int ParentOutput { get; init; } = -1;

    /// <summary>See <see cref="ParentOutput"/>.</summary>
    public const int FirstPart = 100;

    /// <summary>The number that marks it, or -1; see <see cref="Flow.Acquire.Trait"/>.</summary>
    public int Trait { get; init; } = -1;

    /// <summary>Of a constructor: whether the new object holds nothing yet, so that nothing is lost with it.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>The part of a memory that it reads; null: that is not known.</summary>
    public SpanContract? Reads { get; init; }

    /// <summary>What it is another name of: "this", a parameter, or null.</summary>
    public string? AliasOf { get; init; }
}

/// <summary>That a call writes memory which an argument names.</summary>
/// <param name="Memory">The ordinal of the parameter that names it.</param>
/// <param name="Span">The part.</param>
internal sealed record WriteContract(int Memory, SpanContract Span);

/// <summary>A part of a memory, as what a call is given says. An ordinal of -1: no parameter; -2: that is not known.</summary>
/// <param name="Start">The ordinal of the parameter that says where it begins.</param>
/// <param name="Plus">The ordinal of one whose number is added.</param>
/// <param name="Number">What is added, too.</param>
/// <param name="Length">The ordinal of the parameter whose number, or whose own length, is the length.</param>
/// <param name="Most">How long it is at most.</param>
internal sealed record SpanContract(int Start, int Plus, long Number, int Length, long Most);

/// <summary>That after a call something that goes in must end before something else, or need not any more.</summary>
/// <param name="Child">The ordinal of the parameter; -1 is the receiver.</param>
/// <param name="Parent">What it must end before: a parameter; null where <paramref name="Sibling"/> tells, or where it is what it came from.</param>
/// <param name="Sibling">The parameter whose parent is meant.</param>
/// <param name="Idle">Whether it needs nothing of what it came from any more.</param>
internal sealed record TieContract(int Child, string? Parent, string? Sibling, bool Idle = false);

/// <summary>What a method means for ownership.</summary>
internal sealed record MethodContract
{
    /// <summary>What happens to the receiver.</summary>
    public InContract Receiver { get; init; } = InContract.Borrow;

    /// <summary>What happens to each argument, by the ordinal of its parameter.</summary>
    public IReadOnlyList<InContract> Arguments { get; init; } = [];

    /// <summary>What each `out` argument gets, by the ordinal of its parameter; null where there is nothing to follow.</summary>
    public IReadOnlyList<OutContract?> Outs { get; init; } = [];

    /// <summary>What is returned; null where there is nothing to follow.</summary>
    public OutContract? Result { get; init; }

    /// <summary>What each handle of a tuple is that is returned, in order; <see cref="OutContract.When"/> is told by its first boolean. Empty where the body is not known.</summary>
    public IReadOnlyList<OutContract> Parts { get; init; } = [];

    /// <summary>Of a result of several parts: the ways on which it comes; none: each part is the caller's, and none tells of another.</summary>
    public IReadOnlyList<ResultWay> Ways { get; init; } = [];

    /// <summary>What must end before what when it returns.</summary>
    public IReadOnlyList<TieContract> Ties { get; init; } = [];

    /// <summary>Which arguments may end after which others have; the receiver is -1.</summary>
    public IReadOnlyList<(int Ended, int Before)> EndsAfter { get; init; } = [];

    /// <summary>Which arguments may end through which others, instead of through the receiver that a release names.</summary>
    public IReadOnlyList<(int Ended, int Through)> EndsThrough { get; init; } = [];

    /// <summary>What it writes of memory that arguments name.</summary>
    public IReadOnlyList<WriteContract> Writes { get; init; } = [];

    /// <summary>Of a method that returns a sequence which is made while it is stepped through: whether each step hands over what it brings; null where it returns none.</summary>
    public bool? Yields { get; init; }

    /// <summary>Whether control never comes back from it but by an exception, if at all.</summary>
    public bool NeverReturns { get; init; }

    /// <summary>The exceptions that may come from it.</summary>
    public Thrown Throws { get; init; } = Thrown.Anything;

    /// <summary>What comes out, by its number; see <see cref="OutContract.ParentOutput"/>.</summary>
    public IEnumerable<(int Number, OutContract Contract)> Outputs()
    {
        if (Result is not null)
            yield return (0, Result);
        for (var i = 0; i < Outs.Count; i++)
        {
            if (Outs[i] is { } arrives)
                yield return (i + 1, arrives);
        }

        for (var i = 0; i < Parts.Count; i++)
            yield return (OutContract.FirstPart + i, Parts[i]);
    }

    /// <summary>The same, where what the body does could not be found out: arguments without a written contract are trusted.</summary>
    public MethodContract Trusted(System.Func<int, bool> isWritten) =>
        this with { Arguments = [.. Arguments.Select((argument, i) => isWritten(i) ? argument : argument with { IsTrusted = true })] };

    /// <summary>Whether the two mean the same.</summary>
    public bool SameAs(MethodContract other) => Receiver == other.Receiver && Arguments.SequenceEqual(other.Arguments) && Outs.SequenceEqual(other.Outs)
        && EndsAfter.SequenceEqual(other.EndsAfter) && EndsThrough.SequenceEqual(other.EndsThrough) && Writes.SequenceEqual(other.Writes) && Ties.SequenceEqual(other.Ties)
        && Parts.SequenceEqual(other.Parts) && Ways.SequenceEqual(other.Ways) && Result == other.Result && Yields == other.Yields && NeverReturns == other.NeverReturns && Throws.SameAs(other.Throws);
}
