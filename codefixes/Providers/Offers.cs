using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Analyzers;
using Devmem.CodeFixes.Editing;
using Devmem.CodeFixes.Edits;
using Devmem.CodeFixes.Verification;
using Microsoft.CodeAnalysis;

namespace Devmem.CodeFixes.Providers;

/// <summary>Finds the edits that are right for a diagnostic.</summary>
internal static class Offers
{
    /// <summary>How many edits may follow from another: an owner's owner's owner.</summary>
    private const int Deepest = 4;

    /// <summary>The right edits, best first, one of each kind.</summary>
    /// <param name="document">The document of the diagnostic.</param>
    /// <param name="diagnostic">What to remove.</param>
    /// <param name="most">How many are enough.</param>
    /// <param name="wanted">The kind to try before all others; null for none.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="depth">How many other edits have been made already that this one follows from.</param>
    public static async Task<IReadOnlyList<Proposal>> OfAsync(Document document, Diagnostic diagnostic, int most, string? wanted, CancellationToken cancellation, int depth = 0)
    {
        if (await FixTarget.ReadAsync(document, diagnostic, cancellation).ConfigureAwait(false) is not { } target)
            return [];
        foreach (var edits in EditsFor.Rule(diagnostic.Id))
        {
            if (await OfAsync(edits, target, most, wanted, depth, cancellation).ConfigureAwait(false) is { Count: > 0 } offers)
                return offers;
        }

        return [];
    }

    private static async Task<IReadOnlyList<Proposal>> OfAsync(IReadOnlyList<IEdit> edits, FixTarget target, int most, string? wanted, int depth, CancellationToken cancellation)
    {
        var document = target.Document;
        var offers = new List<Proposal>();
        var halves = new List<(Proposal, Recheck)>();
        foreach (var edit in edits)
        {
            var recheck = await Recheck.ForAsync(document, target.Diagnostic, edit.Reaches, cancellation).ConfigureAwait(false);
            foreach (var proposal in await edit.ProposeAsync(target, recheck, cancellation).ConfigureAwait(false))
            {
                if (offers.Exists(offer => offer.Action == proposal.Action))
                    continue;
                if (!await recheck.IsRightAsync(proposal.ApplyTo(document), cancellation).ConfigureAwait(false))
                {
                    halves.Add((proposal, recheck));
                    continue;
                }

                offers.Add(proposal);
                if (wanted is null ? offers.Count == most : proposal.Action == wanted)
                    return wanted is null ? offers : [proposal];
            }
        }

        if (offers.Count == 0 && await WithMoreAsync(document, halves, depth, cancellation).ConfigureAwait(false) is { } both)
            offers.Add(both);
        return offers;
    }

    private static async Task<Proposal?> WithMoreAsync(Document document, List<(Proposal, Recheck)> halves, int depth, CancellationToken cancellation)
    {
        if (depth >= Deepest)
            return null;
        foreach (var (half, recheck) in halves)
        {
            var both = recheck.Reaches
                ? await WithConsequencesAsync(document, half, recheck, depth, cancellation).ConfigureAwait(false)
                : await WithRestAsync(document, half, recheck, depth, cancellation).ConfigureAwait(false);
            if (both is not null)
                return both;
        }

        return null;
    }

    /// <summary>Where no single edit is enough: one that leaves the handle only to other paths, and one for those.</summary>
    private static async Task<Proposal?> WithRestAsync(Document document, Proposal half, Recheck recheck, int depth, CancellationToken cancellation)
    {
        if (await recheck.RestAsync(half.Text, cancellation).ConfigureAwait(false) is not { } rest)
            return null;
        var others = await OfAsync(document.WithText(half.Text), rest, most: 1, wanted: null, cancellation, depth + Deepest).ConfigureAwait(false);
        return others.Count > 0 && await recheck.IsRightAsync(others[0].ApplyTo(document), cancellation).ConfigureAwait(false) ? half with { Text = others[0].Text } : null;
    }

    /// <summary>Where an edit makes something else somebody's to release: with the edits that release it, wherever that is.</summary>
    private static async Task<Proposal?> WithConsequencesAsync(Document document, Proposal half, Recheck recheck, int depth, CancellationToken cancellation)
    {
        const int MostConsequences = 30;
        var solution = half.ApplyTo(document);
        for (var i = 0; i < MostConsequences; i++)
        {
            var came = await recheck.CameWithAsync(solution, cancellation).ConfigureAwait(false);
            if (came is null || !came.All(Follows))
                return null;
            if (came.Count == 0)
                return half with { Whole = solution };
            if (solution.GetDocument(came[0].Location.SourceTree) is not { } place)
                return null;
            var next = await OfAsync(place, came[0], most: 1, wanted: null, cancellation, depth + 1).ConfigureAwait(false);
            if (next.Count == 0)
                return null;
            solution = next[0].ApplyTo(place);
        }

        return null;
    }

    private static bool Follows(Diagnostic came) => Verdict.IsLeak(came.Id) || came.Id is RuleIds.FieldNotReleased or RuleIds.BrokenContract;
}
