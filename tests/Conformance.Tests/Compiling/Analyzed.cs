using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Reflection;
using System.Threading;
using Devmem.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Devmem.Conformance.Compiling;

/// <summary>A diagnostic of a program.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Line">From 1.</param>
/// <param name="Message">What the user reads.</param>
/// <param name="Path">The decisions that lead there.</param>
/// <param name="Related">The lines of the other places that it names.</param>
internal sealed record Finding(string Id, int Line, string Message, IReadOnlyList<PathStep> Path, IReadOnlyList<int> Related)
{
    public override string ToString() => $"line {Line}: {Id}: {Message}";
}

/// <summary>What the analyzers say of programs, which are compiled together: each is a file.</summary>
internal static class Analyzed
{
    private static readonly ImmutableArray<Type> AnalyzerTypes =
        [.. typeof(OwnershipAnalyzer).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))];

    /// <summary>The ids of the rules that there are.</summary>
    public static IReadOnlySet<string> Rules { get; } = Analyzers().SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(rule => rule.Id).ToHashSet();

    /// <summary>Those of the programs that compile.</summary>
    public static IReadOnlyList<ProgramText> Compilable(IReadOnlyList<ProgramText> programs)
    {
        HashSet<string> broken = [.. Compiled.Compile(programs, References.ForAnalysis, debug: false).GetDiagnostics().Where(each => each.Severity == DiagnosticSeverity.Error).Select(each => each.Location.SourceTree?.FilePath ?? "")];
        return [.. programs.Where((_, index) => !broken.Contains(Compiled.PathOf(index)))];
    }

    public static IReadOnlyList<IReadOnlyList<Finding>> Of(IReadOnlyList<ProgramText> programs, CancellationToken cancellation = default)
    {
        CSharpCompilation compilation = Compiled.Compile(programs, References.ForAnalysis, debug: false);
        if (compilation.GetDiagnostics(cancellation).FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
            throw new InvalidProgramException(error + "\n" + error.Location.SourceTree);
        CompilationWithAnalyzersOptions options = new(
            programs[0].StandsAlone ? new AnalyzerOptions([]) : new AnalyzerOptions([], new Options(programs[0].Mode)), (exception, _, _) => throw new InvalidOperationException("An analyzer threw.", exception), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        ILookup<string, Finding> found = compilation.WithAnalyzers(Analyzers(), options).GetAnalyzerDiagnosticsAsync(cancellation).GetAwaiter().GetResult()
            .Where(diagnostic => diagnostic.Location.SourceTree is not null)
            .ToLookup(diagnostic => diagnostic.Location.SourceTree!.FilePath, Describe);
        return [.. programs.Select((_, index) => found[Compiled.PathOf(index)].OrderBy(finding => (finding.Line, finding.Id, finding.Message)).ToArray())];
    }

    public static ImmutableArray<DiagnosticAnalyzer> Analyzers() => [.. AnalyzerTypes.Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type, nonPublic: true)!)];

    private static Finding Describe(Diagnostic diagnostic) =>
        new(diagnostic.Id, LineOf(diagnostic.Location), diagnostic.GetMessage(), PathStep.Read(diagnostic), [.. diagnostic.AdditionalLocations.Select(LineOf)]);

    private static int LineOf(Location location) => location.GetLineSpan().StartLinePosition.Line + 1;

    private sealed class Options(AutoreleaseMode mode) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Settings([]);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) =>
            new Settings(new Dictionary<string, string>(AnalyzerConfigOptions.KeyComparer) { ["devmem.autorelease"] = mode == AutoreleaseMode.On ? "on" : "off" });

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Settings(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override IEnumerable<string> Keys => values.Keys;

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
