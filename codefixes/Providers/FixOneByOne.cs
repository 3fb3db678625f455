using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Devmem.CodeFixes.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Devmem.CodeFixes.Providers;

/// <summary>
/// Fixes diagnostic by diagnostic, document after document, and analyses anew after each: two in one body can neither collide nor depend on their order, and what a fix in one
/// file settles in another is left alone there. Where the chosen kind of edit is not right, the best that is takes its place, so that nothing that can be repaired stays.
/// </summary>
internal sealed class FixOneByOne : FixAllProvider
{
    /// <inheritdoc/>
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    /// <inheritdoc/>
    public override Task<CodeAction?> GetFixAsync(FixAllContext context) => Task.FromResult<CodeAction?>(
        CodeAction.Create($"Fix all '{string.Join("', '", context.DiagnosticIds)}'", cancellation => FixAsync(context, cancellation), context.CodeActionEquivalenceKey));

    /// <summary>What could not be repaired before something else was, may be then: so it goes round until nothing more can be done.</summary>
    private static async Task<Solution> FixAsync(FixAllContext context, CancellationToken cancellation)
    {
        var solution = context.Solution;
        var wanted = context.CodeActionEquivalenceKey?.Split(':').Last();
        var documents = await DocumentsAsync(context).ConfigureAwait(false);
        for (var before = (Solution?)null; before != solution;)
        {
            before = solution;
            foreach (var id in documents)
                solution = await FixAsync(solution, id, [.. context.DiagnosticIds], wanted, cancellation).ConfigureAwait(false);
        }

        return solution;
    }

    private static async Task<Solution> FixAsync(Solution solution, DocumentId id, ImmutableHashSet<string> ids, string? wanted, CancellationToken cancellation)
    {
        var hopeless = 0;
        while (solution.GetDocument(id) is { } document && await NextAsync(document, ids, hopeless, cancellation).ConfigureAwait(false) is { } next)
        {
            var offers = await Offers.OfAsync(document, next, most: 1, wanted, cancellation).ConfigureAwait(false);
            if (offers.Count == 0)
                hopeless++;
            else
                solution = offers[0].ApplyTo(document);
        }

        return solution;
    }

    /// <summary>The documents with diagnostics, in an order that does not depend on who asks.</summary>
    private static async Task<IReadOnlyList<DocumentId>> DocumentsAsync(FixAllContext context)
    {
        if (context.Scope == FixAllScope.Document)
            return context.Document is { } only ? [only.Id] : [];
        var found = new List<Document>();
        IEnumerable<Project> projects = context.Scope == FixAllScope.Project ? [context.Project] : context.Solution.Projects.Where(project => project.Language == LanguageNames.CSharp).OrderBy(project => project.Name);
        foreach (var project in projects)
        {
            var trees = (await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false)).Select(diagnostic => diagnostic.Location.SourceTree).OfType<SyntaxTree>().Distinct();
            found.AddRange(trees.Select(project.GetDocument).OfType<Document>().OrderBy(document => document.FilePath ?? document.Name));
        }

        return [.. found.Select(document => document.Id)];
    }

    /// <summary>The first diagnostic behind those that nothing could be done about. Every edit removes one and adds none, so this ends.</summary>
    private static async Task<Diagnostic?> NextAsync(Document document, ImmutableHashSet<string> ids, int skip, CancellationToken cancellation)
    {
        var findings = await Recheck.FindingsAsync(document, ids, cancellation).ConfigureAwait(false);
        return findings.OrderBy(finding => finding.Location.SourceSpan.Start).Skip(skip).FirstOrDefault();
    }
}
