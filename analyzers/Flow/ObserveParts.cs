using System;
using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>Asks what several places hold at once, so that what one tells of another is not lost; the answers are in <see cref="Solution.Parts"/>.</summary>
/// <param name="Origin">See <see cref="Op"/>.</param>
/// <param name="Places">The places.</param>
public sealed record ObserveParts(int Origin, IReadOnlyList<int> Places) : Op(Origin)
{
    /// <inheritdoc/>
    public override string ToString() => $"observe together {string.Join(" ", Places.Select(place => $"p{place}"))}";
}

/// <summary>What one of the places holds.</summary>
/// <param name="Resource">What has become of the resource in it.</param>
/// <param name="Number">The numbers that it may be.</param>
public sealed record PartFact(Observation Resource, Range Number);

/// <summary>One answer to <see cref="ObserveParts"/>: what the places hold on some of the paths.</summary>
/// <param name="parts">In the order of the places.</param>
public sealed class PartsFact(IReadOnlyList<PartFact> parts) : IEquatable<PartsFact>
{
    /// <summary>In the order of the places.</summary>
    public IReadOnlyList<PartFact> Parts { get; } = parts;

    /// <inheritdoc/>
    public bool Equals(PartsFact? other) => other is not null && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as PartsFact);

    /// <inheritdoc/>
    public override int GetHashCode() => Parts.Aggregate(0, (hash, part) => unchecked((hash * 31) + part.GetHashCode()));
}
