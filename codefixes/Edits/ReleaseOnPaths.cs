using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Devmem.CodeFixes.Editing;
using Devmem.CodeFixes.Verification;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>
/// A release on just the paths that lack one. Which these are is asked, not guessed: it starts with a release at every exit and takes away each that the analysis
/// does not miss.
/// </summary>
/// <param name="behindCondition">Only for what a condition brings and nobody takes where the rest of the condition fails: behind its statement.</param>
/// <param name="ofVariable">Only for a variable that may get its handle on some paths: where the block ends that declares it.</param>
internal sealed class ReleaseOnPaths(bool behindCondition, bool ofVariable = false) : IEdit
{
    private const int MostPoints = 12;

    /// <inheritdoc/>
    public bool Reaches => false;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Proposal>> ProposeAsync(FixTarget target, Recheck recheck, CancellationToken cancellation)
    {
        if (target.Variable is not { } variable || variable == "_")
            return [];
        var halves = new List<Proposal>();
        foreach (var plan in (ofVariable ? AllExits(target) : behindCondition ? BehindCondition(target) : Plans(target, variable)).Select(plan => plan.Safe(target))
            .Where(plan => plan.Points.Count is > 0 and <= MostPoints))
        {
            var least = await LeastAsync(plan, target, recheck, cancellation).ConfigureAwait(false) ?? plan;
            if (least.Apply(target) is not { } text)
                continue;
            if (await recheck.IsRightAsync(text, cancellation).ConfigureAwait(false))
                return [Proposal(least, variable, text)];
            halves.Add(Proposal(least, variable, text));
        }

        return halves;
    }

    private static Proposal Proposal(Plan plan, string variable, SourceText text) => plan.Points.All(point => point.Overwrites)
        ? new Proposal(FixActions.ReleaseBeforeOverwrite, $"Release '{variable}' before it gets another value", text)
        : new Proposal(FixActions.ReleaseOnPaths, $"Release '{variable}' on the paths that lack it", text);

    private static IEnumerable<Plan> Plans(FixTarget target, string variable)
    {
        foreach (var extent in Extent.Of(target).Where(extent => !extent.IsEmpty))
        {
            List<ReleasePoint> overwrites = [.. ReleasePoint.OverwritesIn(extent, variable)];
            if (target.Releases.Count + target.HandOvers.Count == 0)
            {
                yield return new Plan(overwrites);
                yield return new Plan([.. ReleasePoint.LastUseIn(extent, variable)]);
                if (target.Place is null)
                    continue;
            }

            List<ReleasePoint> exits = [.. overwrites, .. ReleasePoint.ExitsOf(extent, target)];
            yield return new Plan(exits);
            List<ReleasePoint> refused = [.. ReleasePoint.RefusedIn(extent, target)];
            if (refused.Count > 0)
                yield return new Plan(refused);
            List<ReleasePoint> branches = [.. ReleasePoint.BranchEndsOf(extent, target)];
            if (branches.Count > 0)
                yield return new Plan([.. exits.Where(point => point.End is null), .. branches]);
            List<ReleasePoint> elses = [.. ReleasePoint.MissingElsesOf(extent, target)];
            if (elses.Count > 0)
                yield return new Plan([.. exits.Where(point => point.End is null), .. elses]);
            yield return new Plan(exits, InOwnWords: false);
        }

        if (Extent.OfVariable(target) is not { IsEmpty: false } whole)
            yield break;
        List<ReleasePoint> all = [.. ReleasePoint.OverwritesIn(whole, variable)];
        yield return new Plan(all);
        if (!target.IsNullable())
            yield break;
        yield return new Plan([.. all.Select(point => point with { Clears = true })]);
        yield return new Plan(all, Initialises: true);
    }

    /// <summary>At every exit of the block that declares the variable.</summary>
    private static IEnumerable<Plan> AllExits(FixTarget target) =>
        Extent.OfVariable(target) is { IsEmpty: false } whole ? [new Plan([.. ReleasePoint.OverwritesIn(whole, target.Variable!), .. ReleasePoint.ExitsOf(whole, target)])] : [];

    private static IEnumerable<Plan> BehindCondition(FixTarget target)
    {
        if (target.Acquisition is not { Reception: Reception.Out, Statement: IfStatementSyntax choice } || StatementList.Around(choice) is not { } list)
            yield break;
        List<ReleasePoint> exits = [.. ReleasePoint.ExitsOf(new StatementRange(list, list.IndexOf(choice), list.IndexOf(choice) + 1), target)];
        if (choice.Else is null)
            yield return new Plan([new ReleasePoint(null, null, Lacking: choice)], InOwnWords: false, MayBeNull: true);
        yield return new Plan(exits);
        yield return new Plan(exits, InOwnWords: false);
    }

    private static async Task<Plan?> LeastAsync(Plan plan, FixTarget target, Recheck recheck, CancellationToken cancellation)
    {
        if (!await SufficesAsync(plan, target, recheck, cancellation).ConfigureAwait(false))
            return null;
        foreach (var point in plan.Points.ToArray())
        {
            var fewer = plan with { Points = [.. plan.Points.Where(each => each != point)] };
            if (fewer.Points.Count > 0 && await SufficesAsync(fewer, target, recheck, cancellation).ConfigureAwait(false))
                plan = fewer;
        }

        return plan;
    }

    private static async Task<bool> SufficesAsync(Plan plan, FixTarget target, Recheck recheck, CancellationToken cancellation) =>
        plan.Apply(target) is { } text && await recheck.RemovesAsync(text, cancellation).ConfigureAwait(false);

    /// <summary>Where to release.</summary>
    /// <param name="Points">The places.</param>
    /// <param name="InOwnWords">Whether to write what the author writes elsewhere; else in the way that a second time is harmless.</param>
    /// <param name="MayBeNull">Whether there may be nothing to release at them.</param>
    /// <param name="Initialises">Whether the variable is null from the start, because the first of the places comes before its first value.</param>
    private sealed record Plan(IReadOnlyList<ReleasePoint> Points, bool InOwnWords = true, bool Initialises = false, bool MayBeNull = false)
    {
        /// <summary>Only those where nobody else can own the handle already.</summary>
        public Plan Safe(FixTarget target) => this with { Points = [.. Points.Where(point => point.IsSafe(target))] };

        public SourceText? Apply(FixTarget target)
        {
            var changes = new Changes();
            if (Initialises && !FinallyFromDeclaration.Initialise(target, changes))
                return null;
            return Points.All(point => point.Add(target, changes, ReleaseAt(point, target), target.Variable!)) ? changes.ApplyTo(target.Text) : null;
        }

        private string ReleaseAt(ReleasePoint point, FixTarget target)
        {
            var variable = target.Variable!;
            if (point.End?.Contains(target.Node) == true)
                return target.ReleaseOf(variable, target.MayBeNull());
            if (point.Overwrites)
                return InOwnWords ? target.ReleaseInOwnWords(variable, target.IsNullable()) : target.ReleaseOf(variable, target.IsNullable());
            var words = InOwnWords ? target.Releases.Select(target.CallStatementAt).FirstOrDefault(call => call is not null && Handle.ReleasesOnly(call, variable))?.ToString() : null;
            var mayBeNull = MayBeNull || target.Place?.MayBeNull == true;
            return words ?? (InOwnWords ? target.ReleaseInOwnWords(variable, mayBeNull) : target.ReleaseOf(variable, mayBeNull));
        }
    }
}
