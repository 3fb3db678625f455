using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Analyzers.Rules;
using Devmem.Conformance.Compiling;
using Devmem.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Devmem.Conformance;

/// <summary>Ordinary code, in which each disposable class is marked so that the analysis has something to do, whole and damaged: no exception, no hang, the same answer each time.</summary>
public class RobustnessTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static readonly string[] Sources = ["runtime/Handles", "runtime/Simulation", "runtime/Books", "runtime/Backends", "runtime/Linux", "samples/Receiver", "samples", "tests/Runtime.Tests", "tests/Conformance.Tests", "tests/Analyzers.Tests/Corpus", "analyzers", "codefixes"];

    public static IEnumerable<TheoryDataRow<string>> Places => Sources.Select(place => new TheoryDataRow<string>(place));

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Ordinary_code_with_every_disposable_class_marked(string place)
    {
        string[] texts = [.. Directory.EnumerateFiles(Repository.PathOf(place), "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains("/obj/") && !path.Contains("/bin/")).Order(StringComparer.Ordinal).Select(path => Marked(File.ReadAllText(path)))];
        string once = await Report(texts, concurrent: true);
        Assert.Equal(once, await Report(texts, concurrent: false));
        Random random = new(texts.Length);
        await Report([.. texts.Select(text => Damaged(text, random))], concurrent: true);
    }

    /// <summary>Programs of the grammar, each damaged in its own way, so that what is broken stands in the middle of what is analysed.</summary>
    [Fact]
    public async Task Generated_programs_with_tokens_deleted_doubled_and_swapped()
    {
        Random random = new(1);
        string[] texts = [.. Enumerable.Range(40_001, 150).Select(seed => Damaged(Generating.Generator.Of(seed).Text, random))];
        Assert.Equal(await Report(texts, concurrent: true), await Report(texts, concurrent: false));
    }

    private static string Marked(string text)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(text).GetRoot();
        foreach (int at in root.DescendantNodes().OfType<TypeDeclarationSyntax>().Where(type => type is not InterfaceDeclarationSyntax && !type.AttributeLists.ToString().Contains("MustRelease") && type.BaseList?.ToString().Contains("Disposable") == true).Select(type => type.SpanStart).OrderDescending())
            text = text.Insert(at, "[global::Devmem.MustRelease] ");
        return text;
    }

    /// <summary>Tokens deleted, doubled and swapped.</summary>
    private static string Damaged(string text, Random random)
    {
        List<string> tokens = [.. SyntaxFactory.ParseTokens(text).Select(token => token.ToFullString())];
        for (int i = 0; i < 5 && tokens.Count > 4; i++)
        {
            int at = random.Next(tokens.Count - 1);
            switch (random.Next(3))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, tokens[at]);
                    break;
                default:
                    (tokens[at], tokens[at + 1]) = (tokens[at + 1], tokens[at]);
                    break;
            }
        }

        return string.Concat(tokens);
    }

    private static async Task<string> Report(string[] texts, bool concurrent)
    {
        using CancellationTokenSource limit = new(Limit);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Subject",
            texts.Select((text, index) => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest), Compiled.PathOf(index))),
            References.ForAnalysis,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        List<Exception> thrown = [];
        CompilationWithAnalyzersOptions options = new(
            new AnalyzerOptions([]),
            (exception, _, _) =>
            {
                lock (thrown)
                    thrown.Add(exception);
            },
            concurrent,
            logAnalyzerExecutionTime: false);
        ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers([new OwnershipAnalyzer()], options).GetAnalyzerDiagnosticsAsync(limit.Token);
        Assert.Empty(thrown);
        return string.Join("\n", found.Select(diagnostic => diagnostic.ToString()).Order(StringComparer.Ordinal));
    }
}
