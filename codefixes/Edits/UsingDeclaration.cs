using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.CodeFixes.Edits;

/// <summary>`using` before the declaration. A release that nobody could tell from the end of the block goes; others stay where they are.</summary>
internal sealed class UsingDeclaration(bool keepReleases) : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (!IsPossible(target) || target.Acquisition!.Statement is not LocalDeclarationStatementSyntax declaration || StatementList.Around(declaration) is not { Parent: BlockSyntax or CompilationUnitSyntax } list)
            yield break;
        var releases = target.ReleasesIn(list.From(list.IndexOf(declaration) + 1));
        var needless = releases.Select(Removal.WhatGoesWith).Where(release => Removal.IsPossible(release) && Plain.IsAllUntilEndOf(list, release)).ToArray();
        if (keepReleases == (needless.Length == releases.Count))
            yield break;
        var changes = new Changes();
        changes.Insert(declaration.GetFirstToken().SpanStart, target.Using() + " ");
        foreach (var release in needless.Concat(UsingStatement.Siblings(list.From(list.IndexOf(declaration) + 1), target)).Distinct())
            Removal.Of(release, target, changes);
        if (changes.ApplyTo(target.Text) is { } text)
            yield return new Proposal(FixActions.UsingDeclaration, $"Make '{target.Variable}' a using declaration", text);
    }

    private static bool IsPossible(FixTarget target) =>
        target.Acquisition is { Reception: Reception.Declared } && target.IsUsable() && target.HandOvers.Count == 0 && target.Language >= LanguageVersion.CSharp8;
}
