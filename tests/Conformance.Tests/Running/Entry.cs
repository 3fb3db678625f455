using System;
using System.Collections.Generic;

namespace Devmem.Conformance.Running;

/// <summary>What a handle is. All but the last two are also in the simulator's books, under the same name.</summary>
public enum HandleKind
{
    RxBinding,
    TxBinding,
    Socket,
    Batch,
    Token,
    Sender,
    SendOperation,
    Deferred,
    Owner,
}

/// <summary>A type whose instances stand for an entry of the ledger.</summary>
internal interface IHandle
{
    Entry? Entry { get; }
}

/// <summary>One acquisition of a run, and what became of it.</summary>
internal sealed class Entry
{
    public required HandleKind Kind { get; init; }

    /// <summary>The number that the simulator's books give it: counted within its kind.</summary>
    public required long Number { get; init; }

    public required AutoreleaseMode Mode { get; init; }

    /// <summary>What it must end before.</summary>
    public required Entry? Parent { get; init; }

    /// <summary>Where it was acquired: the call itself, then the calls that led there.</summary>
    public required IReadOnlyList<Place> Acquired { get; init; }

    public required int Time { get; init; }

    /// <summary>False for a batch that came empty.</summary>
    public required bool Owes { get; init; }

    /// <summary>Belongs to the harness: the program only borrows it.</summary>
    public bool IsLent { get; set; }

    /// <summary>Ends the real handle where the program did not.</summary>
    public required Action CleanUp { get; init; }

    /// <summary>When it was ended; 0 while it is not.</summary>
    public int EndedAt { get; set; }

    /// <summary>Who took it over.</summary>
    public Entry? MovedTo { get; set; }

    public bool HasEnded => EndedAt > 0 || MovedTo is not null;

    public List<Entry> Children { get; } = [];

    /// <summary>Parents that ended before it. They are misuses only if it is ended, or used, later: else it is a leak and nothing more.</summary>
    public List<Misuse> Overtaken { get; } = [];

    /// <summary>Of a send: where what it reads begins.</summary>
    public long Offset { get; set; }

    /// <summary>Of a send: how many bytes it reads. Of a batch: how many fragments came.</summary>
    public int Length { get; set; }

    /// <summary>Of a batch: how many of its tokens were taken out.</summary>
    public int Detached { get; set; }

    /// <summary>For an owner: the object.</summary>
    public object? Object { get; init; }

    /// <summary>The members of the program's own objects that it ever was in.</summary>
    public List<Member> Members { get; } = [];

    /// <summary>The parameters with a contract that it was given to, in order.</summary>
    public List<Promised> Promises { get; } = [];

    /// <summary>The lines on which it was returned after its end.</summary>
    public List<int> ReturnedAt { get; } = [];

    /// <summary>The lines on which it was given to code of which nothing is known.</summary>
    public List<int> TrustedAt { get; } = [];
}

/// <summary>A field or property of an object of the program.</summary>
/// <param name="Object">The object.</param>
/// <param name="Line">Where the member is declared.</param>
internal sealed record Member(object Object, int Line);

/// <summary>What the contract of a parameter says of what it is given.</summary>
/// <param name="Contract">The attribute.</param>
/// <param name="Line">Where the parameter stands.</param>
/// <param name="Method">Of which method.</param>
internal sealed record Promised(string Contract, int Line, string Method);

/// <summary>A line of the program, and the member it is written in.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Member">Type and member; a lambda or a local function bears the member's name it is written in.</param>
/// <param name="HandsUp">Whether what is acquired in the member can reach its caller.</param>
internal sealed record Place(int Line, string Member, bool HandsUp);

/// <summary>What can go wrong besides a leak.</summary>
internal enum Harm
{
    UseAfterEnd,
    DoubleRelease,
    ReceiveAfterUnbind,
    ReleaseElsewhere,
    EndedBeforeChild,
    MixedModes,
    WriteIntoSend,
    ClosedUnderSend,
    BrokenPromise,
}

/// <summary>Something that went wrong, where, and on what.</summary>
internal sealed record Misuse(Harm Harm, Entry? Entry, IReadOnlyList<Place> At, Entry? Parent = null);
