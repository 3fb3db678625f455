using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Devmem.CodeFixes.Editing;
using Devmem.CodeFixes.Edits;
using Devmem.CodeFixes.Verification;
using Microsoft.CodeAnalysis;

namespace Devmem.CodeFixes.Providers;

/// <summary>Finds the edits that are right for a diagnostic.</summary>
internal static class Offers
{
    /// <summary>The right edits, best first, one of each kind.</summary>
    /// <param name="document">The document of the diagnostic.</param>
    /// <param name="diagnostic">What to remove.</param>
    /// <param name="edits">The kinds of edits, best first.</param>
    /// <param name="most">How many are enough.</param>
    /// <param name="wanted">The kind to try before all others; null for none.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="isRest">Whether another edit has been made already, and this is about what it left.</param>
    public static async Task<IReadOnlyList<Proposal>> OfAsync(
        Document document, Diagnostic diagnostic, IReadOnlyList<IEdit> edits, int most, string? wanted, CancellationToken cancellation, bool isRest = false)
    {
        var offers = new List<Proposal>();
        if (await FixTarget.ReadAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { } target)
            return offers;
        var recheck = await Recheck.ForAsync(document, diagnostic, cancellation).ConfigureAwait(false);
        var halves = new List<Proposal>();
        foreach (var edit in edits)
        {
            foreach (var proposal in await edit.ProposeAsync(target, recheck, cancellation).ConfigureAwait(false))
            {
                if (offers.Exists(offer => offer.Action == proposal.Action))
                    continue;
                if (!await recheck.IsRightAsync(proposal.Text, cancellation).ConfigureAwait(false))
                {
                    halves.Add(proposal);
                    continue;
                }

                offers.Add(proposal);
                if (wanted is null ? offers.Count == most : proposal.Action == wanted)
                    return wanted is null ? offers : [proposal];
            }
        }

        if (offers.Count == 0 && !isRest && await WithRestAsync(document, halves, edits, recheck, cancellation).ConfigureAwait(false) is { } both)
            offers.Add(both);
        return offers;
    }

    /// <summary>Where no single edit is enough: the first that leaves the handle only to other paths, and one for those.</summary>
    private static async Task<Proposal?> WithRestAsync(Document document, List<Proposal> halves, IReadOnlyList<IEdit> edits, Recheck recheck, CancellationToken cancellation)
    {
        foreach (var half in halves)
        {
            if (await recheck.RestAsync(half.Text, cancellation).ConfigureAwait(false) is not { } rest)
                continue;
            var others = await OfAsync(document.WithText(half.Text), rest, edits, most: 1, wanted: null, cancellation, isRest: true).ConfigureAwait(false);
            if (others.Count > 0 && await recheck.IsRightAsync(others[0].Text, cancellation).ConfigureAwait(false))
                return half with { Text = others[0].Text };
        }

        return null;
    }
}
