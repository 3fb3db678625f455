using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Devmem.Analyzers.Tests.CorpusHarness;

/// <summary>The .editorconfig of a case: its settings hold for every tree, as under "[*.cs]", and not globally.</summary>
public sealed class CorpusOptions(CorpusCase corpusCase) : AnalyzerConfigOptionsProvider
{
    private readonly Settings _settings = new(ImmutableDictionary.CreateRange(AnalyzerConfigOptions.KeyComparer, corpusCase.EditorConfig));

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Settings(ImmutableDictionary<string, string>.Empty);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _settings;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Settings(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override IEnumerable<string> Keys => values.Keys;

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
