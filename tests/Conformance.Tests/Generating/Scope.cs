using System.Collections.Immutable;

namespace Devmem.Conformance.Generating;

/// <summary>What a statement may mention where it stands, and how a block may be left there.</summary>
internal sealed record Scope
{
    public ImmutableList<string> Sockets { get; init; } = [];

    public ImmutableList<string> Bindings { get; init; } = [];

    /// <summary>There is a device to bind.</summary>
    public bool HasDevice { get; init; }

    /// <summary>Batches that may be looked at.</summary>
    public ImmutableList<string> Batches { get; init; } = [];

    public ImmutableList<string> Tokens { get; init; } = [];

    public ImmutableList<string> Flags { get; init; } = [];

    /// <summary>Nothing in here may throw, unless the program is a careless one: something is held that only the normal way ends.</summary>
    public bool MustBeQuiet { get; init; }

    /// <summary>The method may be left here without losing anything.</summary>
    public bool MayReturn { get; init; } = true;

    /// <summary>The innermost loop may be left, or continued, here without losing anything.</summary>
    public bool MayLeaveLoop { get; init; }

    /// <summary>There is a loop in the method around this.</summary>
    public bool IsInLoop { get; init; }

    public int Depth { get; init; }

    /// <summary>Something is held that only what stands at the end of this block ends.</summary>
    public Scope Exposed() => this with { MustBeQuiet = true, MayReturn = false, MayLeaveLoop = false };

    /// <summary>What is held here is ended on every way out.</summary>
    public Scope Deeper() => this with { Depth = Depth + 1 };
}
