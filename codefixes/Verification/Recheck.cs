using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Analyzers;
using Devmem.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Verification;

/// <summary>Compiles and analyses a member of a document again, as it would be after an edit.</summary>
internal sealed class Recheck
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Rules =
        [.. typeof(OwnershipAnalyzer).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
            .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type))];

    /// <summary>What was found in members as they stand, for as long as their compilation lives.</summary>
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<(string, TextSpan), Task<Verdict>>> Known = new();

    private readonly Document _document;
    private readonly SourceText _text;
    private readonly TextSpan _member;
    private readonly string _key;
    private readonly Verdict _before;

    private readonly Diagnostic _diagnostic;

    private Recheck(Document document, SourceText text, TextSpan member, Diagnostic diagnostic, Verdict before) =>
        (_document, _text, _member, _diagnostic, _key, _before) = (document, text, member, diagnostic, Verdict.KeyOf(diagnostic), before);

    /// <summary>Whether the member, as it stands, has a leak of what is, or may be, in <paramref name="variable"/>.</summary>
    public bool HasLeakOf(string? variable) => _before.HasLeakOf(variable);

    /// <summary>Prepares to check edits that are to remove <paramref name="diagnostic"/> from <paramref name="document"/>.</summary>
    /// <param name="document">The document.</param>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <param name="reaches">Whether an edit may show anywhere, and not only in its member.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static async Task<Recheck> ForAsync(Document document, Diagnostic diagnostic, bool reaches, CancellationToken cancellation)
    {
        var root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var member = reaches ? default : MemberAt(root, diagnostic.Location.SourceSpan);
        var compilation = (await document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false))!;
        var known = Known.GetOrCreateValue(compilation);
        var key = (document.FilePath ?? document.Name, member);
        if (!known.TryGetValue(key, out var before) || before.IsFaulted || before.IsCanceled)
            known[key] = before = JudgeAsync(document, member, cancellation);
        return new Recheck(document, text, member, diagnostic, await before.ConfigureAwait(false));
    }

    /// <summary>Whether <paramref name="edited"/> compiles as well as before, lacks the diagnostic, and has no other one.</summary>
    public async Task<bool> IsRightAsync(SourceText edited, CancellationToken cancellation) =>
        (await JudgeAsync(edited, cancellation).ConfigureAwait(false)).Improves(_before, _key);

    /// <summary>The same, of a solution in which other documents may have changed too.</summary>
    public async Task<bool> IsRightAsync(Solution edited, CancellationToken cancellation)
    {
        var document = edited.GetDocument(_document.Id)!;
        return _member.IsEmpty ? (await JudgeAllAsync(document.Project, cancellation).ConfigureAwait(false)).Improves(_before, _key)
            : await IsRightAsync(await document.GetTextAsync(cancellation).ConfigureAwait(false), cancellation).ConfigureAwait(false);
    }

    /// <summary>Whether <paramref name="edited"/> compiles as well as before and lacks the diagnostic, though it may release too often now.</summary>
    public async Task<bool> RemovesAsync(SourceText edited, CancellationToken cancellation) =>
        (await JudgeAsync(edited, cancellation).ConfigureAwait(false)).Removes(_before, _key);

    /// <summary>How much the rules say about <paramref name="edited"/>.</summary>
    public async Task<int> BurdenOfAsync(SourceText edited, CancellationToken cancellation) => (await JudgeAsync(edited, cancellation).ConfigureAwait(false)).Findings.Count;

    /// <summary>The finding that is to go, where <paramref name="edited"/> still has it at the same place, for whatever reason.</summary>
    public async Task<Diagnostic?> SameInAsync(SourceText edited, CancellationToken cancellation)
    {
        var document = _document.WithText(edited);
        Diagnostic[] now = [.. await OfKeyAsync(document, cancellation).ConfigureAwait(false)];
        Diagnostic[] before = [.. await OfKeyAsync(_document, cancellation).ConfigureAwait(false)];
        var index = Array.FindIndex(before, each => each.Location.SourceSpan == _diagnostic.Location.SourceSpan);
        return index >= 0 && now.Length == before.Length ? now[index] : null;
    }

    private async Task<IEnumerable<Diagnostic>> OfKeyAsync(Document document, CancellationToken cancellation) =>
        (await FindingsAsync(document, [_diagnostic.Id], cancellation).ConfigureAwait(false)).Where(finding => Verdict.KeyOf(finding) == _key).OrderBy(finding => finding.Location.SourceSpan.Start);

    /// <summary>Whether edits are checked beyond their member.</summary>
    public bool Reaches => _member.IsEmpty;

    /// <summary>What came with an edit that reaches beyond its member, where the diagnostic went; null where it did not.</summary>
    public async Task<IReadOnlyList<Diagnostic>?> CameWithAsync(Solution edited, CancellationToken cancellation)
    {
        var verdict = await JudgeAllAsync(edited.GetProject(_document.Project.Id)!, cancellation).ConfigureAwait(false);
        return verdict.CountOf(_key) < _before.CountOf(_key) ? verdict.CameSince(_before) : null;
    }

    /// <summary>Where <paramref name="edited"/> only leaves the handle to be lost on other paths than before: the finding that says so.</summary>
    public async Task<Diagnostic?> RestAsync(SourceText edited, CancellationToken cancellation)
    {
        var came = (await JudgeAsync(edited, cancellation).ConfigureAwait(false)).Exchanged(_before, _key);
        if (came.Count != 1)
            return null;
        var document = _document.WithText(edited);
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        var span = new TextSpan(_member.Start, _member.Length + edited.Length - _text.Length);
        return (await AnalyzeAsync(document, model, span, cancellation).ConfigureAwait(false)).FirstOrDefault(finding => Verdict.KeyOf(finding) == came[0]);
    }

    /// <summary>Whether <paramref name="edited"/> compiles as well as before, and the rules say nothing anywhere that they did not say.</summary>
    public static async Task<bool> AddsNothingAsync(Document document, SourceText edited, CancellationToken cancellation)
    {
        var before = await JudgeAllAsync(document.Project, cancellation).ConfigureAwait(false);
        return (await JudgeAllAsync(document.WithText(edited).Project, cancellation).ConfigureAwait(false)).AddsNothingTo(before);
    }

    /// <summary>What the rules with <paramref name="ids"/> say about a whole document.</summary>
    public static async Task<IEnumerable<Diagnostic>> FindingsAsync(Document document, ImmutableHashSet<string> ids, CancellationToken cancellation)
    {
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        return (await AnalyzeAsync(document, model, null, cancellation).ConfigureAwait(false)).Where(finding => ids.Contains(finding.Id));
    }

    private Task<Verdict> JudgeAsync(SourceText edited, CancellationToken cancellation) =>
        JudgeAsync(_document.WithText(edited), _member.IsEmpty ? default : new TextSpan(_member.Start, _member.Length + edited.Length - _text.Length), cancellation);

    private static async Task<Verdict> JudgeAsync(Document document, TextSpan span, CancellationToken cancellation)
    {
        if (span.IsEmpty)
            return await JudgeAllAsync(document.Project, cancellation).ConfigureAwait(false);
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        var compiler = model.SyntaxTree.GetDiagnostics(cancellation).Concat(model.GetDiagnostics(span, cancellation))
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed);
        return new Verdict(compiler.Concat(await AnalyzeAsync(document, model, span, cancellation).ConfigureAwait(false)));
    }

    /// <summary>Everything that the compiler and the rules say about a project and those that build on it.</summary>
    private static async Task<Verdict> JudgeAllAsync(Project project, CancellationToken cancellation)
    {
        var others = project.Solution.GetProjectDependencyGraph().GetProjectsThatTransitivelyDependOnThisProject(project.Id).Select(id => project.Solution.GetProject(id)!).Where(each => each.Language == project.Language);
        var found = new List<Diagnostic>();
        foreach (var each in others.Prepend(project))
            found.AddRange(await JudgeProjectAsync(each, cancellation).ConfigureAwait(false));
        return new Verdict(found);
    }

    private static async Task<IEnumerable<Diagnostic>> JudgeProjectAsync(Project project, CancellationToken cancellation)
    {
        var compilation = (await project.GetCompilationAsync(cancellation).ConfigureAwait(false))!;
        var compiler = compilation.GetDiagnostics(cancellation).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed);
        var options = new CompilationWithAnalyzersOptions(project.AnalyzerOptions, null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        return compiler.Concat(await compilation.WithAnalyzers(Rules, options).GetAnalyzerDiagnosticsAsync(cancellation).ConfigureAwait(false));
    }

    private static async Task<IEnumerable<Diagnostic>> AnalyzeAsync(Document document, SemanticModel model, TextSpan? span, CancellationToken cancellation)
    {
        var options = new CompilationWithAnalyzersOptions(document.Project.AnalyzerOptions, null, concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var findings = await model.Compilation.WithAnalyzers(Rules, options).GetAnalyzerSemanticDiagnosticsAsync(model, span, cancellation).ConfigureAwait(false);
        return findings.Where(finding => span is null || span.Value.IntersectsWith(finding.Location.SourceSpan));
    }

    /// <summary>The member that holds a place: findings elsewhere do not depend on what a fix does inside of it.</summary>
    private static TextSpan MemberAt(SyntaxNode root, TextSpan span)
    {
        var node = root.FindNode(span).AncestorsAndSelf().FirstOrDefault(each =>
            each is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or BaseFieldDeclarationSyntax);
        return (node ?? root).FullSpan;
    }
}
