using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Analysis;

/// <summary>A binding whose mode is not the one that something else in the process has.</summary>
/// <param name="Site">The binding.</param>
/// <param name="Modes">Its modes, where it clashes.</param>
/// <param name="With">What it clashes with.</param>
/// <param name="OtherMode">The mode of that, in words.</param>
/// <param name="IsCertain">Whether the modes differ for sure, rather than perhaps, as what is configured may.</param>
internal sealed record ModeConflict(BindingSite Site, ValueSet Modes, ModeOpponent With, string OtherMode, bool IsCertain)
{
    /// <summary>The other binding, where it is one.</summary>
    public BindingSite? Other { get; init; }

    /// <summary>The assembly that declares a mode, where it is one.</summary>
    public IAssemblySymbol? Assembly { get; init; }

    /// <summary>Other places that matter.</summary>
    public IReadOnlyList<Location> Places { get; init; } = [];
}

/// <summary>What a mode can clash with.</summary>
internal enum ModeOpponent
{
    /// <summary>Another binding.</summary>
    Binding,

    /// <summary>The same binding, when it is called by others or again.</summary>
    Itself,

    /// <summary>What the options of the file say.</summary>
    Option,

    /// <summary>What an assembly declares.</summary>
    Assembly,
}
