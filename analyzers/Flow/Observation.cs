namespace Devmem.Analyzers.Flow;

/// <summary>Asks what has become of what <paramref name="Source"/> holds; the answers are in <see cref="Solution.Observations"/>.</summary>
/// <param name="Origin">See <see cref="Op"/>.</param>
/// <param name="Source">The place.</param>
/// <param name="Key">A number to tell the answers apart.</param>
/// <param name="Result">The place whose number tells outcomes apart.</param>
public sealed record Observe(int Origin, int Source, int Key, int Result) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"observe p{Source} as {Key} with p{Result}";
}

/// <summary>One answer to <see cref="Observe"/>.</summary>
/// <param name="Key">The key of the question.</param>
/// <param name="Fate">What has become of the resource.</param>
/// <param name="Site">The resource, or -1.</param>
/// <param name="Result">Whether the number of the result is not 0; null if either.</param>
public sealed record Observation(int Key, Fate Fate, int Site, bool? Result)
{
    /// <summary>The site of what it must end before, or -1.</summary>
    public int Parent { get; init; } = -1;

    /// <summary>Whether it needs nothing of that yet.</summary>
    public bool IsIdle { get; init; }

    /// <summary>The site of what that is the parent of too, by which it became the parent, or -1.</summary>
    public int Beside { get; init; } = -1;

    /// <summary>See <see cref="Acquire.Trait"/>.</summary>
    public int Trait { get; init; } = -1;

    /// <summary>The origin of what ended it, or -1.</summary>
    public int EndedAt { get; init; } = -1;

    /// <summary>The part of a memory that it reads, or null.</summary>
    public SpanFact? Reads { get; init; }
}

/// <summary>What can become of a resource.</summary>
public enum Fate
{
    /// <summary>There is none: the place holds null, default or something that is not followed.</summary>
    None,

    /// <summary>It is there and turned out to owe nothing.</summary>
    Empty,

    /// <summary>It is live and still owed here.</summary>
    Owed,

    /// <summary>It is live and somebody else's.</summary>
    NotOwed,

    /// <summary>It was released.</summary>
    Released,

    /// <summary>It was handed to a callee that takes it.</summary>
    Taken,
}
