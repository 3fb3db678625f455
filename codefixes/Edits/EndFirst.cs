using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.CodeFixes.Edits;

/// <summary>Adds the missing end of what is inside right before the end of what is around it. Later ends of the same, which would do nothing any more, go.</summary>
internal sealed class EndFirst : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.Variable is not { } variable || variable == "_" || target.HandOvers.Count > 0 || target.EndedAt is not { } place || target.CallStatementAt(place) is not { } early)
            yield break;
        var late = target.Releases.Where(release => release.Start >= early.Span.End).Select(target.CallStatementAt).OfType<ExpressionStatementSyntax>()
            .Where(release => Handle.ReleasesOnly(release, variable)).ToArray();
        var needless = late.Select(Removal.WhatGoesWith).Where(Removal.IsPossible).Distinct().ToArray();
        foreach (var gone in new[] { needless, [] })
        {
            var changes = new Changes();
            foreach (var statement in gone)
                Removal.Of(statement, target, changes);
            Insertion.Before(early, target, changes, late.FirstOrDefault()?.ToString() ?? target.ReleaseOf(variable, mayBeNull: false));
            if (changes.ApplyTo(target.Text) is { } text)
                yield return Ordering.Proposal(target, text);
        }
    }
}
