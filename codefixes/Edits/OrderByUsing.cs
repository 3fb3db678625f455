using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>
/// Where the child ends with its block and the parent by a call before: the call goes, because the parent ends later anyway or becomes a `using` declaration itself; or the
/// child gets a `using` statement that ends before the call.
/// </summary>
internal sealed class OrderByUsing : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.EndedAt is not { } place || target.CallStatementAt(place) is not { } early)
            yield break;
        var whole = Removal.WhatGoesWith(early);
        if (StatementList.Around(whole) is not { } list)
            yield break;
        var isLast = Plain.IsAllUntilEndOf(list, whole);
        SourceText?[] texts = [isLast ? MakeUsing(whole, target) : null, Remove(whole, target), Enclose(whole, list, target), isLast ? null : MakeUsing(whole, target)];
        foreach (var text in texts.OfType<SourceText>())
            yield return Ordering.Proposal(target, text);
    }

    private static SourceText? MakeUsing(StatementSyntax early, FixTarget target)
    {
        if (target.Language < LanguageVersion.CSharp8 || !Removal.IsPossible(early) || target.ParentDeclaration() is not { UsingKeyword.RawKind: 0 } declaration)
            return null;
        var changes = new Changes();
        changes.Insert(declaration.GetFirstToken().SpanStart, "using ");
        Removal.Of(early, target, changes);
        return changes.ApplyTo(target.Text);
    }

    private static SourceText? Remove(StatementSyntax early, FixTarget target)
    {
        if (!Removal.IsPossible(early) || !EndsLater(early, target))
            return null;
        var changes = new Changes();
        Removal.Of(early, target, changes);
        return changes.ApplyTo(target.Text);
    }

    /// <summary>Whether the parent ends on every way on: by its `using`, or by a call behind the early one or behind what it stands in.</summary>
    private static bool EndsLater(StatementSyntax early, FixTarget target)
    {
        if (target.ParentDeclaration() is { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword })
            return true;
        StatementSyntax? from = early;
        while (from is not null && StatementList.Around(from) is { } list)
        {
            foreach (var next in list.Statements.Skip(list.IndexOf(from) + 1))
            {
                if (next is ExpressionStatementSyntax call && Handle.ReleasesOnly(call, target.Parent))
                    return true;
                if (Jumps.Leave(target.Model, next))
                    return false;
            }

            from = Plain.OuterOf(list.Parent);
        }

        return false;
    }

    /// <summary>`using X x = ...;` becomes `using (X x = ...) { ... }` around what comes before the call.</summary>
    private static SourceText? Enclose(StatementSyntax early, StatementList list, FixTarget target)
    {
        if (target.ChildDeclaration() is not { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword } declaration || StatementList.Around(declaration) is not { } own || own.Parent != list.Parent)
            return null;
        var changes = new Changes();
        var range = list.Between(list.IndexOf(declaration) + 1, list.IndexOf(early));
        changes.Insert(declaration.Declaration.SpanStart, "(");
        changes.Replace(declaration.SemicolonToken.Span, ")");
        UsingStatement.DropBlankLines(target, declaration, range, changes);
        return new Wrapping(target, changes, range).Add("") ? changes.ApplyTo(target.Text) : null;
    }
}
