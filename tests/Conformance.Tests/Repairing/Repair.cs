using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Analyzers.Rules;
using Devmem.CodeFixes;
using Devmem.Conformance.Comparing;
using Devmem.Conformance.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.Conformance.Repairing;

/// <summary>A program, and what becomes of it when the first fix that is offered is applied until none is.</summary>
/// <param name="Before">The program.</param>
/// <param name="After">It, repaired.</param>
/// <param name="Applied">The titles of the fixes, in order.</param>
/// <param name="Leaks">How many leaks were found in it.</param>
/// <param name="Repairable">How many of them got a fix as it stood.</param>
/// <param name="Left">What the rules say to the end.</param>
/// <param name="Errors">What the compiler says to the end.</param>
internal sealed record Repair(ProgramText Before, ProgramText After, IReadOnlyList<string> Applied, int Leaks, int Repairable, IReadOnlyList<Diagnostic> Left, IReadOnlyList<Diagnostic> Errors)
{
    private const int MostFixes = 60;

    private static readonly string[] s_leaks = [Rules.Leak, Rules.ExceptionLeak, Rules.NotClosed, Rules.KeptUntilClose];

    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
        [.. typeof(OwnershipAnalyzer).Assembly.GetTypes().Where(type => type.IsDefined(typeof(DiagnosticAnalyzerAttribute), false)).Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];

    private static readonly ImmutableArray<CodeFixProvider> s_providers =
        [.. typeof(FixActions).Assembly.GetTypes().Where(type => type.IsDefined(typeof(ExportCodeFixProviderAttribute), false)).Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    public static async Task<Repair> OfAsync(ProgramText program, CancellationToken cancellation)
    {
        Document document = Make(program);
        List<string> applied = [];
        Diagnostic[] findings = [.. await FindingsAsync(document, cancellation)];
        Diagnostic[] leaks = [.. findings.Where(finding => s_leaks.Contains(finding.Id))];
        int repairable = 0;
        foreach (Diagnostic leak in leaks)
            repairable += await FirstAsync(document, leak, cancellation) is null ? 0 : 1;
        while (applied.Count < MostFixes && await FirstAsync(document, findings, cancellation) is { } fix)
        {
            document = (await fix.GetOperationsAsync(cancellation)).OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
            applied.Add(fix.Title);
            findings = [.. await FindingsAsync(document, cancellation)];
        }

        SemanticModel model = (await document.GetSemanticModelAsync(cancellation))!;
        Diagnostic[] errors = [.. model.GetDiagnostics(null, cancellation).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        return new Repair(program, program with { Text = (await document.GetTextAsync(cancellation)).ToString() }, applied, leaks.Length, repairable, findings, errors);
    }

    /// <summary>For people: the repaired program and what was done to it.</summary>
    public override string ToString() => $"{Before.Origin}\n{Before.Text}\n--- {string.Join("\n--- ", Applied)}\n{After.Text}\n{string.Join("\n", Errors.Concat(Left))}";

    private static Document Make(ProgramText program)
    {
        Solution solution = new AdhocWorkspace().CurrentSolution;
        ProjectId id = ProjectId.CreateNewId();
        CSharpCompilationOptions options = new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        solution = solution.AddProject(ProjectInfo.Create(
            id, VersionStamp.Default, "Program", "Program", LanguageNames.CSharp, compilationOptions: options, parseOptions: new CSharpParseOptions(LanguageVersion.Latest), metadataReferences: References.ForAnalysis));
        solution = solution.AddDocument(DocumentId.CreateNewId(id), "Program.cs", SourceText.From(program.Text), filePath: "/program/Program.cs");
        string config = $"root = true\n[*.cs]\ndevmem.autorelease = {(program.Mode == AutoreleaseMode.On ? "on" : "off")}\n";
        solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(id), ".editorconfig", SourceText.From(config), filePath: "/program/.editorconfig");
        return solution.GetProject(id)!.Documents.Single();
    }

    private static async Task<IEnumerable<Diagnostic>> FindingsAsync(Document document, CancellationToken cancellation)
    {
        Compilation compilation = (await document.Project.GetCompilationAsync(cancellation))!;
        var findings = await compilation.WithAnalyzers(s_analyzers, document.Project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync(cancellation);
        return findings.Where(finding => Rules.Compared.Contains(finding.Id)).OrderBy(finding => finding.Location.SourceSpan.Start).ThenBy(finding => finding.Id);
    }

    private static async Task<CodeAction?> FirstAsync(Document document, IEnumerable<Diagnostic> findings, CancellationToken cancellation)
    {
        foreach (Diagnostic finding in findings)
        {
            if (await FirstAsync(document, finding, cancellation) is { } fix)
                return fix;
        }

        return null;
    }

    private static async Task<CodeAction?> FirstAsync(Document document, Diagnostic finding, CancellationToken cancellation)
    {
        List<CodeAction> offers = [];
        foreach (CodeFixProvider provider in s_providers.Where(provider => provider.FixableDiagnosticIds.Contains(finding.Id)))
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => offers.Add(action), cancellation));
        return offers.FirstOrDefault();
    }
}
