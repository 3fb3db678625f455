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
        foreach (var place in Place.Of(target).Take(MostPlaces))
        {
            found.AddRange(BeforeOverwrite(place, target));
            foreach (var way in Ways)
                found.AddRange(await way.ProposeAsync(target.In(place), recheck, cancellation).ConfigureAwait(false));
        }

        return found;
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
