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

    /// <summary>What the analyzer reports, one line each, in a fixed order. It fails where the analyzer throws or takes longer than <paramref name="limit"/>.</summary>
    public static async Task<string> ReportAsync(string text, TimeSpan limit, string path = "/corpus/Program.cs", bool concurrent = true)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var compilation = CSharpCompilation.Create(
            "Subject", [CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview), path, cancellationToken: timeout.Token)], References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

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

    private static void Add(List<string> thrown, string text)
    {
        lock (thrown)
            thrown.Add(text);
    }

    private static string ReferencePack() =>
        typeof(Subject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "ReferencePack").Value!;
}
