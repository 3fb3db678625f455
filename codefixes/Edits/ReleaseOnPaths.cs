using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Devmem.CodeFixes.Editing;
using Devmem.CodeFixes.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>
/// A release on just the paths that lack one. Which these are is asked, not guessed: it starts with a release at every exit and takes away each that the analysis
/// does not miss.
/// </summary>
/// <param name="behindCondition">Only for what a condition brings and nobody takes where the rest of the condition fails: behind its statement.</param>
internal sealed class ReleaseOnPaths(bool behindCondition) : IEdit
{
    private const int MostPoints = 12;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Proposal>> ProposeAsync(FixTarget target, Recheck recheck, CancellationToken cancellation)
    {
        var proposals = new List<Proposal>();
        if (target.Variable is not { } variable || variable == "_")
            return proposals;
        foreach (var points in behindCondition ? BehindCondition(target) : Candidates(target, variable))
        {
            if (await LeastAsync(points, target, recheck, cancellation).ConfigureAwait(false) is not { Count: > 0 } least || Apply(least, target) is not { } text)
                continue;
            var overwrites = least.TrueForAll(point => point.Overwrites);
            proposals.Add(new Proposal(
                overwrites ? FixActions.ReleaseBeforeOverwrite : FixActions.ReleaseOnPaths,
                overwrites ? $"Release '{variable}' before it gets another value" : $"Release '{variable}' on the paths that lack it",
                text));
            break;
        }

        return proposals;
    }

    private static IEnumerable<List<ReleasePoint>> Candidates(FixTarget target, string variable)
    {
        foreach (var extent in Extent.Of(target).Where(extent => !extent.IsEmpty))
        {
            if (target.Releases.Count + target.HandOvers.Count == 0)
            {
                yield return [.. ReleasePoint.OverwritesIn(extent, variable)];
                continue;
            }

            List<ReleasePoint> exits = [.. ReleasePoint.OverwritesIn(extent, variable), .. ReleasePoint.ExitsOf(extent, target)];
            yield return exits;
            List<ReleasePoint> branches = [.. ReleasePoint.BranchEndsOf(extent, target)];
            if (branches.Count > 0)
                yield return [.. exits.Where(point => point.End is null), .. branches];
        }

        if (Extent.OfVariable(target) is { IsEmpty: false } whole)
            yield return [.. ReleasePoint.OverwritesIn(whole, variable)];
    }

    private static IEnumerable<List<ReleasePoint>> BehindCondition(FixTarget target)
    {
        if (target.Acquisition is { Reception: Reception.Out, Statement: IfStatementSyntax choice } && StatementList.Around(choice) is { } list)
            yield return [.. ReleasePoint.ExitsOf(new StatementRange(list, list.IndexOf(choice), list.IndexOf(choice) + 1), target)];
    }

    private static async Task<List<ReleasePoint>?> LeastAsync(List<ReleasePoint> points, FixTarget target, Recheck recheck, CancellationToken cancellation)
    {
        if (points.Count is 0 or > MostPoints || !await SufficeAsync(points, target, recheck, cancellation).ConfigureAwait(false))
            return null;
        foreach (var point in points.ToArray())
        {
            List<ReleasePoint> fewer = [.. points.Where(each => each != point)];
            if (fewer.Count > 0 && await SufficeAsync(fewer, target, recheck, cancellation).ConfigureAwait(false))
                points = fewer;
        }

        return points;
    }

    private static async Task<bool> SufficeAsync(List<ReleasePoint> points, FixTarget target, Recheck recheck, CancellationToken cancellation) =>
        Apply(points, target) is { } text && await recheck.RemovesAsync(text, cancellation).ConfigureAwait(false);

    private static SourceText? Apply(List<ReleasePoint> points, FixTarget target)
    {
        var changes = new Changes();
        var variable = target.Variable!;
        return points.TrueForAll(point => point.Add(target, changes, ReleaseAt(point, target, variable), variable)) ? changes.ApplyTo(target.Text) : null;
    }

    /// <summary>The words that the author releases it with elsewhere.</summary>
    private static string ReleaseAt(ReleasePoint point, FixTarget target, string variable) =>
        point.End?.Contains(target.Node) == true ? target.ReleaseOf(variable, target.MayBeNull())
        : point.Overwrites ? target.ReleaseOf(variable, target.IsNullable())
        : target.Releases.Select(target.CallStatementAt).FirstOrDefault(call => call is not null && Handle.ReleasesOnly(call, variable))?.ToString() ?? target.ReleaseOf(variable, mayBeNull: false);
}
