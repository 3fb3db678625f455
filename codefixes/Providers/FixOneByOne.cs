using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Devmem.CodeFixes.Edits;
using Devmem.CodeFixes.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Devmem.CodeFixes.Providers;

/// <summary>
/// Fixes a document diagnostic by diagnostic, from the top, and analyses it anew after each: two in one body can neither collide nor depend on their order.
/// Where the chosen kind of edit is not right, the best that is takes its place, so that nothing that can be repaired stays.
/// </summary>
internal sealed class FixOneByOne(IReadOnlyList<IEdit> edits) : DocumentBasedFixAllProvider
{
    /// <inheritdoc/>
    protected override async Task<Document?> FixAllAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        var wanted = context.CodeActionEquivalenceKey?.Split(':').Last();
        var ids = diagnostics.Select(diagnostic => diagnostic.Id).ToImmutableHashSet();
        var hopeless = 0;
        while (await NextAsync(document, ids, hopeless, context.CancellationToken).ConfigureAwait(false) is { } next)
        {
            var offers = await Offers.OfAsync(document, next, edits, most: 1, wanted, context.CancellationToken).ConfigureAwait(false);
            if (offers.Count == 0)
                hopeless++;
            else
                document = document.WithText(offers[0].Text);
        }

        return document;
    }

    /// <summary>The first diagnostic behind those that nothing could be done about. Every edit removes one and adds none, so this ends.</summary>
    private static async Task<Diagnostic?> NextAsync(Document document, ImmutableHashSet<string> ids, int skip, CancellationToken cancellation)
    {
        var findings = await Recheck.FindingsAsync(document, ids, cancellation).ConfigureAwait(false);
        return findings.OrderBy(finding => finding.Location.SourceSpan.Start).Skip(skip).FirstOrDefault();
    }
}
