using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Devmem.CodeFixes.Editing;
using Devmem.CodeFixes.Verification;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.CodeFixes.Edits;

/// <summary>Releases a handle by the name of the place that it is in, where it never had a variable of its own, or left that: a part of a tuple, an element, another variable.</summary>
internal sealed class ReleaseElsewhere : IEdit
{
    private const int MostPlaces = 8;

    private static readonly IReadOnlyList<IEdit> Ways =
    [
        new UsingDeclaration(keepReleases: false),
        new UsingStatement(asInFile: true),
        new UsingDeclaration(keepReleases: true),
        new ReleaseOnPaths(behindCondition: false),
        new UsingStatement(asInFile: false),
        new FinallyFromDeclaration(),
        new TryFinally(early: true),
        new TryFinally(early: false),
        new ReleaseOnException(),
    ];

    /// <inheritdoc/>
    public bool Reaches => false;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Proposal>> ProposeAsync(FixTarget target, Recheck recheck, CancellationToken cancellation)
    {
        var found = new List<Proposal>();
        Place[] places = [.. Place.Of(target).Take(MostPlaces)];
        foreach (var place in places)
        {
            found.AddRange(BeforeOverwrite(place, target));
            foreach (var way in Ways)
                found.AddRange(await way.ProposeAsync(target.In(place), recheck, cancellation).ConfigureAwait(false));
        }

        if (AllParts([.. places.Where(place => place.Since == target.Node.FirstAncestorOrSelf<StatementSyntax>())], target) is { } all)
            found.Add(all);
        return found;
    }

    /// <summary>What comes together is released together, the last first.</summary>
    private static Proposal? AllParts(Place[] places, FixTarget target)
    {
        if (places.Length < 2 || StatementList.Around(places[0].Since) is not { } list || list.From(list.IndexOf(places[0].Since) + 1) is not { IsEmpty: false } rest)
            return null;
        var changes = new Changes();
        var releases = rest.Statements.OfType<ExpressionStatementSyntax>().Where(statement => target.IsRelease(statement) && places.Any(place => Handle.ReleasesOnly(statement, place.Expression)) && Plain.IsAllUntilEndOf(list, statement)).ToArray();
        foreach (var release in rest.Statements.All(releases.Contains) ? [] : releases)
            Removal.Of(release, target, changes);
        while (releases.Contains(rest.LastStatement) && !rest.Statements.All(releases.Contains))
            rest = rest with { End = rest.End - 1 };
        string[] lines = [.. places.Reverse().Select(place => target.ReleaseOf(place.Expression, place.MayBeNull))];
        return new Wrapping(target, changes, rest).Add("try", "finally", lines) && changes.ApplyTo(target.Text) is { } text
            ? new Proposal(FixActions.TryFinally, $"Release {string.Join(" and ", places.Select(place => $"'{place.Expression}'"))} in a finally block", text) : null;
    }

    private static IEnumerable<Proposal> BeforeOverwrite(Place place, FixTarget target)
    {
        if (target.Exit != nameof(Analyzers.Flow.LeakExit.Overwrite) || target.LeaksAt is not { } span || target.Root.FindNode(span).FirstAncestorOrSelf<StatementSyntax>() is not (ExpressionStatementSyntax or LocalDeclarationStatementSyntax) and not null)
            yield break;
        var changes = new Changes();
        Insertion.Before(target.Root.FindNode(span).FirstAncestorOrSelf<StatementSyntax>()!, target, changes, target.ReleaseInOwnWords(place.Expression, place.MayBeNull));
        if (changes.ApplyTo(target.Text) is { } text)
            yield return new Proposal(FixActions.ReleaseBeforeOverwrite, $"Release '{place.Expression}' before it gets another value", text);
    }
}
