using System;

namespace Devmem.Analyzers.Flow;

/// <summary>What <paramref name="Source"/> holds, and all that is made from it, has to do with the memory that <paramref name="Memory"/> names.</summary>
public sealed record Link(int Origin, int Source, int Memory) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"link p{Source} to p{Memory}";
}

/// <summary>From here until it ends, what <paramref name="Source"/> holds reads a part of the memory that it was linked to.</summary>
/// <param name="Origin">See <see cref="Op"/>.</param>
/// <param name="Source">The place.</param>
/// <param name="Span">The part.</param>
public sealed record Read(int Origin, int Source, Extent Span) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"p{Source} reads {Span}";
}

/// <summary>A part of the memory that <paramref name="Memory"/> names gets another content.</summary>
/// <param name="Origin">See <see cref="Op"/>.</param>
/// <param name="Memory">The place.</param>
/// <param name="Span">The part.</param>
public sealed record Write(int Origin, int Memory, Extent Span) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"write p{Memory} {Span}";
}

/// <summary>What was to stop reading with the promise in <paramref name="Promise"/> has stopped, or stops with the one in <paramref name="Into"/>.</summary>
/// <param name="Origin">See <see cref="Op"/>.</param>
/// <param name="Promise">The place, or -1.</param>
/// <param name="Lost">Whether, where nothing waits for it, that is meant which waits for a promise that no place names any more.</param>
/// <param name="Into">The place of a promise that ends after it, or -1.</param>
public sealed record Settle(int Origin, int Promise, bool Lost, int Into = -1) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"settle p{Promise}" + (Lost ? " or lost" : "") + (Into < 0 ? "" : $" with p{Into}");
}

/// <summary>A part of a memory: it begins at the sum of two places, where there are any, and a number. A place of -1 is 0, one of -2 is unknown.</summary>
/// <param name="Start">The place of where it begins.</param>
/// <param name="Plus">A place that is added.</param>
/// <param name="Addend">What is added.</param>
/// <param name="Length">The place of its length; -2 where that is unknown.</param>
/// <param name="IsSlot">Whether it is one of several parts that begin at known numbers and are taken to end before the next.</param>
public sealed record Extent(int Start, int Plus, long Addend, int Length, bool IsSlot = false)
{
    /// <summary>Nothing is known of it.</summary>
    public static readonly Extent Unknown = new(-2, -1, 0, -2);

    /// <summary>How long it is at most.</summary>
    public long Most { get; init; } = long.MaxValue;

    /// <inheritdoc/>
    public override string ToString() => $"[p{Start}+p{Plus}+{Addend}, p{Length}]";
}

/// <summary>What a resource has to do with a memory.</summary>
/// <param name="Memory">The value that names the memory; null: which one is not known.</param>
internal sealed record Reading(Value? Memory)
{
    /// <summary>The part that it reads, or null: it only makes what reads.</summary>
    public Part? Part { get; init; }

    /// <summary>Whether it was seen to have read all.</summary>
    public bool IsDone { get; init; }

    /// <summary>Whether it goes on after its resource was released, until a promise ends.</summary>
    public bool IsDeferred { get; init; }

    /// <summary>The value that names that promise; null: no name is left.</summary>
    public Value? Promise { get; init; }

    /// <summary>Whether it reads at this time.</summary>
    public bool IsRunning => Part is not null && !IsDone;

    /// <inheritdoc/>
    public override string ToString() => $"{Memory}:{Part?.Start}+{Part?.Plus}+{Part?.Addend},{Part?.Length}<{Part?.Most}{(IsDone ? " done" : "")}{(IsDeferred ? $" until {Promise}" : "")}";

    /// <summary>Whether a value of it is such a one.</summary>
    public bool Any(Func<Value, bool> isMeant) => Is(Memory, isMeant) || Is(Promise, isMeant) || (Part is { } part && (Is(part.Start, isMeant) || Is(part.Plus, isMeant) || Is(part.Length, isMeant)));

    /// <summary>The same with other values for those that it has; null: no longer known.</summary>
    public Reading Map(Func<Value, Value?> map) => this with
    {
        Memory = Mapped(Memory, map),
        Promise = Mapped(Promise, map),
        Part = Part is { } part ? part with { Start = Mapped(part.Start, map), Plus = Mapped(part.Plus, map), Length = Mapped(part.Length, map) } : null,
    };

    private static bool Is(Value? value, Func<Value, bool> isMeant) => value is { } known && isMeant(known);

    private static Value? Mapped(Value? value, Func<Value, Value?> map) => value is { } known ? map(known) : null;
}

/// <summary>A part of a memory; null is unknown.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Plus">What is added to that.</param>
/// <param name="Addend">What is added, too.</param>
/// <param name="Length">How long it is.</param>
internal sealed record Part(Value? Start, Value? Plus, long Addend, Value? Length)
{
    /// <summary>How long it is at most, as far as that was known when it was named.</summary>
    public long Most { get; init; } = long.MaxValue;

    /// <summary>See <see cref="Extent"/>.</summary>
    public bool IsSlot { get; init; }
}
