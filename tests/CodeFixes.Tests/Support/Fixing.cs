using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Devmem.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Devmem.CodeFixes.Tests.Support;

/// <summary>Runs the analyzers and the fixes as a host does.</summary>
public static class Fixing
{
    /// <summary>Every exported fix provider of the product.</summary>
    public static ImmutableArray<CodeFixProvider> Providers { get; } =
        [.. typeof(FixActions).Assembly.GetTypes().Where(type => type.IsDefined(typeof(ExportCodeFixProviderAttribute), false)).Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
        [.. typeof(OwnershipAnalyzer).Assembly.GetTypes().Where(type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), false)).Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    /// <summary>What the rules say about a document, in the order of the text.</summary>
    public static async Task<ImmutableArray<Diagnostic>> FindingsAsync(Document document)
    {
        SyntaxTree? tree = await document.GetSyntaxTreeAsync(TestContext.Current.CancellationToken);
        return [.. (await FindingsAsync(document.Project)).Where(finding => finding.Location.SourceTree == tree).OrderBy(finding => finding.Location.SourceSpan.Start)];
    }

    public static async Task<ImmutableArray<Diagnostic>> FindingsAsync(Project project)
    {
        Compilation compilation = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        ImmutableArray<Diagnostic> findings = await compilation.WithAnalyzers(Analyzers, project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(findings, finding => finding.Id == "AD0001");
        return findings;
    }

    /// <summary>What is offered for a finding, best first.</summary>
    public static async Task<IReadOnlyList<CodeAction>> OffersAsync(Document document, Diagnostic finding)
    {
        var offers = new List<CodeAction>();
        foreach (CodeFixProvider provider in Providers.Where(provider => provider.FixableDiagnosticIds.Contains(finding.Id)))
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => offers.Add(action), TestContext.Current.CancellationToken));
        return offers;
    }

    public static async Task<Solution> ApplyAsync(CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        return operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
    }

    public static async Task<Document> ApplyAsync(CodeAction action, Document document) => (await ApplyAsync(action)).GetDocument(document.Id)!;

    /// <summary>Fixes everything with one id in a scope, as the command line and the editors do.</summary>
    public static async Task<Solution> FixAllAsync(Document document, string id, FixAllScope scope, string? key = null)
    {
        CodeFixProvider provider = Providers.Single(each => each.FixableDiagnosticIds.Contains(id));
        var context = new FixAllContext(document, provider, scope, key, [id], new Reported(), TestContext.Current.CancellationToken);
        return await provider.GetFixAllProvider()!.GetFixAsync(context) is { } action ? await ApplyAsync(action) : document.Project.Solution;
    }

    private sealed class Reported : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, System.Threading.CancellationToken cancellationToken) => await FindingsAsync(project);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, System.Threading.CancellationToken cancellationToken) => await FindingsAsync(document);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, System.Threading.CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
