using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>`try` around what works with the handle and its release in a `finally`: the release stays where it was, or comes at the end of the block.</summary>
/// <param name="early">Only for a release that must come before the end of the block; the others are for `using`, where that can be.</param>
/// <param name="movesDeclarations">Whether variables that are needed behind it may be declared above it: only where nothing else helps.</param>
internal sealed class TryFinally(bool early, bool movesDeclarations = false) : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.Variable is not { } variable || target.HandOvers.Count > 0)
            yield break;
        foreach (var extent in Extent.Of(target))
        {
            var releases = target.ReleasesIn(extent);
            var own = releases.Where(release => extent.Statements.Contains(release)).ToArray();
            var atRelease = own.Length == 1 && releases.Count == 1;
            if (!movesDeclarations && early != (atRelease && !Plain.IsAllUntilEndOf(extent.List, own[0])))
                continue;
            if (early && (IsUsedBehind(own[0], extent.List, variable) || own[0].ToString().Contains(".Wait(")))
                continue;
            var text = atRelease ? AtRelease(target, extent, own[0]) : AtEnd(target, extent, releases, variable);
            if (text is not null)
                yield return new Proposal(FixActions.TryFinally, $"Release '{variable}' in a finally block", text);
        }
    }

    /// <summary>Whether the release comes too early anyway: it will have to move, which it cannot out of a `finally`.</summary>
    private static bool IsUsedBehind(StatementSyntax release, StatementList list, string variable) => list.Statements.Skip(list.IndexOf(release) + 1).Where(statement => statement is not LocalFunctionStatementSyntax)
        .SelectMany(statement => statement.DescendantNodes()).OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == variable);

    private SourceText? AtRelease(FixTarget target, StatementRange extent, ExpressionStatementSyntax release)
    {
        var trivia = release.GetLeadingTrivia();
        if (trivia.Any(each => each.IsDirective || each.IsKind(SyntaxKind.MultiLineCommentTrivia)))
            return null;
        var changes = new Changes();
        var lines = Removal.WithComments(release, target, changes);
        return new Wrapping(target, changes, extent with { End = extent.List.IndexOf(release) }) { MovesDeclarations = movesDeclarations }.Add("try", "finally", lines) ? changes.ApplyTo(target.Text) : null;
    }

    private SourceText? AtEnd(FixTarget target, StatementRange extent, IReadOnlyList<ExpressionStatementSyntax> releases, string variable)
    {
        var changes = new Changes();
        StatementSyntax[] gone = [.. releases.Select(Removal.WhatGoesWith).Where(release => Removal.IsPossible(release) && Plain.IsAllUntilEndOf(extent.List, release))];
        foreach (var release in extent.Statements.All(gone.Contains) ? [] : gone)
            Removal.Of(release, target, changes);
        return new Wrapping(target, changes, extent) { MovesDeclarations = movesDeclarations }.Add("try", "finally", target.ReleaseOf(variable, target.MayBeNull())) ? changes.ApplyTo(target.Text) : null;
    }
}
