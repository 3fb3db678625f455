using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace Devmem.Analyzers.Tests.CorpusHarness;

/// <summary>One program of the corpus: its sources, its options and the verdicts its markers state.</summary>
/// <param name="Name">Path below the corpus folder, with '/'.</param>
/// <param name="Assemblies">In order of dependency: each is referenced by those after it, and the last is the program itself.</param>
/// <param name="Options">The settings of the header ("//# key = value").</param>
/// <param name="Expected">The diagnostics that the markers ask for.</param>
public sealed record CorpusCase(
    string Name,
    ImmutableArray<CorpusAssembly> Assemblies,
    ImmutableDictionary<string, string> Options,
    ImmutableArray<Expectation> Expected)
{
    private static readonly string[] EngineRules = ["DEVMEM001", "DEVMEM004", "DEVMEM005", "DEVMEM006", "DEVMEM008", "DEVMEM015"];

    /// <summary>The rules whose verdicts are compared; diagnostics of all others are left out of account.</summary>
    public ImmutableHashSet<string> Rules =>
        (Option("rules")?.Split(' ', System.StringSplitOptions.RemoveEmptyEntries) ?? EngineRules).ToImmutableHashSet();

    /// <summary>Whether the source is half-typed on purpose, so that compiler errors are no fault of it.</summary>
    public bool IsBroken => Option("broken") is not null;

    /// <summary>The settings that a user would write into .editorconfig.</summary>
    public IEnumerable<KeyValuePair<string, string>> EditorConfig => Options.Where(option => option.Key.Contains('.'));

    public string? Option(string key) => Options.GetValueOrDefault(key);
}

/// <summary>The sources of one compilation of a case.</summary>
public sealed record CorpusAssembly(string Name, ImmutableArray<CorpusSource> Sources);

/// <summary>One syntax tree. Its text is padded with blank lines, so that its line numbers are those of the corpus file.</summary>
public sealed record CorpusSource(string Path, string Text);

/// <summary>A diagnostic that has to appear.</summary>
/// <param name="Line">One-based line of the marker.</param>
/// <param name="Id">The id of the rule.</param>
/// <param name="Exact">True for "//!": the diagnostic starts on this very line. False for "//~": it stands anywhere in the member that holds
/// the line, any number of times, because the rules leave the place open.</param>
public readonly record struct Expectation(int Line, string Id, bool Exact);
