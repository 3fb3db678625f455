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
    public static async Task<IReadOnlyList<Proposal>> OfAsync(
        Document document, Diagnostic diagnostic, IReadOnlyList<IEdit> edits, int most, string? wanted, CancellationToken cancellation)
    {
        var offers = new List<Proposal>();
        if (await FixTarget.ReadAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { } target)
            return offers;
        var recheck = await Recheck.ForAsync(document, diagnostic, cancellation).ConfigureAwait(false);
        foreach (var edit in edits)
        {
            foreach (var proposal in await edit.ProposeAsync(target, recheck, cancellation).ConfigureAwait(false))
            {
                if (offers.Exists(offer => offer.Action == proposal.Action) || !await recheck.IsRightAsync(proposal.Text, cancellation).ConfigureAwait(false))
                    continue;
                offers.Add(proposal);
                if (wanted is null ? offers.Count == most : proposal.Action == wanted)
                    return wanted is null ? offers : [proposal];
            }
        }

        return offers;
    }
}
