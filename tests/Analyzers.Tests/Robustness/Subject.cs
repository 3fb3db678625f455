using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Devmem.Analyzers.Tests.Robustness;

/// <summary>Runs the analyzer over any text at all, with a limit on the time.</summary>
internal static class Subject
{
    private static readonly ImmutableArray<MetadataReference> References =
        [.. Directory.EnumerateFiles(ReferencePack(), "*.dll").Append(Assembly.Load("Devmem").Location).Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Preview);

    /// <summary>What the analyzer reports, one line each, in a fixed order. It fails where the analyzer throws or takes longer than <paramref name="limit"/>.</summary>
    public static async Task<string> ReportAsync(string text, TimeSpan limit, string path = "/corpus/Program.cs", bool concurrent = true)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(text, s_options, path, cancellationToken: TestContext.Current.CancellationToken);
        return await ReportAsync(Compile("Subject", [tree], References), limit, concurrent);
    }

    /// <summary>The same of a compilation.</summary>
    public static async Task<string> ReportAsync(CSharpCompilation compilation, TimeSpan limit, bool concurrent = true)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        // The compiler's own time is no concern of these tests: it has bound everything before the clock starts.
        compilation.GetDiagnostics(timeout.Token);
        var thrown = new List<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), (exception, _, _) => Add(thrown, exception.ToString()), concurrent, logAnalyzerExecutionTime: false);
        timeout.CancelAfter(limit);
        ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers([new OwnershipAnalyzer()], options).GetAnalyzerDiagnosticsAsync(timeout.Token);
        Assert.Empty(thrown);
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        return string.Join("\n", found.Select(diagnostic => diagnostic.ToString()).Order(StringComparer.Ordinal));
    }

    /// <summary>A compilation of files at their paths.</summary>
    /// <param name="name">Its name; what is found out about one is kept for the next one of the same name and the same references.</param>
    /// <param name="files">The files.</param>
    /// <param name="knowsOthers">Whether it has the references of all others, or a first one of its own, so that nothing of another one is known.</param>
    public static CSharpCompilation Compile(string name, IEnumerable<(string Path, string Text)> files, bool knowsOthers) => Compile(
        name, files.Select(file => CSharpSyntaxTree.ParseText(file.Text, s_options, file.Path)), knowsOthers ? References : References.SetItem(0, MetadataReference.CreateFromFile(References[0].Display!)));

    private static CSharpCompilation Compile(string name, IEnumerable<SyntaxTree> trees, IEnumerable<MetadataReference> references) => CSharpCompilation.Create(
        name, trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    private static void Add(List<string> thrown, string text)
    {
        lock (thrown)
            thrown.Add(text);
    }

    private static string ReferencePack() =>
        typeof(Subject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "ReferencePack").Value!;
}
