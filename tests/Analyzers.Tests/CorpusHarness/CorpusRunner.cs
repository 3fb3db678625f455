using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Devmem.Analyzers.Tests.CorpusHarness;

/// <summary>A diagnostic as the corpus sees it: where it starts, of which rule, in which member.</summary>
public readonly record struct Found(int Line, string Id, string Member, LineRange Extent, string Message);

/// <summary>Runs all analyzers of the product over a case.</summary>
public static class CorpusRunner
{
    private static readonly ImmutableArray<Type> AnalyzerTypes =
        [.. Assembly.Load("Devmem.Analyzers").GetTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)))];

    /// <summary>The ids of the rules that the product has today.</summary>
    public static ImmutableHashSet<string> SupportedRules { get; } =
        [.. Analyzers().SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(descriptor => descriptor.Id)];

    /// <summary>The diagnostics of the case's own rules, in a fixed order.</summary>
    public static async Task<ImmutableArray<Found>> RunAsync(
        CorpusCase corpusCase, bool concurrent, Func<ImmutableArray<CorpusSource>, IEnumerable<CorpusSource>> order)
    {
        var found = ImmutableArray.CreateBuilder<Found>();
        foreach (CSharpCompilation compilation in CorpusCompiler.Compile(corpusCase, order))
            foreach (Diagnostic diagnostic in await DiagnosticsAsync(compilation, corpusCase, concurrent))
                if (diagnostic.Id == "AD0001" || corpusCase.Rules.Contains(diagnostic.Id))
                    found.Add(Describe(diagnostic));
        return [.. found.OrderBy(item => (item.Line, item.Id, item.Message))];
    }

    /// <summary>All that the analyzers say of a case, as they say it.</summary>
    public static async Task<ImmutableArray<Diagnostic>> DiagnosticsOfAsync(CorpusCase corpusCase) =>
        await DiagnosticsAsync(CorpusCompiler.Compile(corpusCase, sources => sources).Last(), corpusCase, concurrent: true);

    /// <summary>What they say of one file when an editor asks for it alone.</summary>
    public static async Task<ImmutableArray<Diagnostic>> DiagnosticsOfFileAsync(CorpusCase corpusCase, string path)
    {
        CSharpCompilation compilation = CorpusCompiler.Compile(corpusCase, sources => sources).Last();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], new CorpusOptions(corpusCase)), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        SemanticModel model = compilation.GetSemanticModel(compilation.SyntaxTrees.Single(tree => tree.FilePath == path));
        return await compilation.WithAnalyzers(Analyzers(), options).GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, TestContext.Current.CancellationToken);
    }

    private static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(CSharpCompilation compilation, CorpusCase corpusCase, bool concurrent)
    {
        ImmutableArray<DiagnosticAnalyzer> analyzers = Analyzers();
        if (analyzers.IsEmpty)
            return [];
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], new CorpusOptions(corpusCase)), onAnalyzerException: null, concurrent, logAnalyzerExecutionTime: false);
        return await compilation.WithAnalyzers(analyzers, options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    private static ImmutableArray<DiagnosticAnalyzer> Analyzers() =>
        [.. AnalyzerTypes.Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type, nonPublic: true)!)];

    private static Found Describe(Diagnostic diagnostic)
    {
        if (diagnostic.Location.SourceTree is not { } tree)
            return new Found(0, diagnostic.Id, "", default, diagnostic.GetMessage());
        SyntaxNode node = tree.GetRoot().FindNode(diagnostic.Location.SourceSpan);
        MemberDeclarationSyntax? member = node.FirstAncestorOrSelf<MemberDeclarationSyntax>(candidate => candidate is not GlobalStatementSyntax);
        return new Found(
            diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1, diagnostic.Id, Members.Name(member), Members.Extent(member ?? tree.GetRoot()), diagnostic.GetMessage());
    }
}
