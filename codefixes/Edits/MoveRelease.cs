using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>Moves a release, with its comments, behind the last use of what it releases.</summary>
internal sealed class MoveRelease : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.EndedAt is not { } place || target.CallStatementAt(place) is not { } release || StatementList.Around(release) is not { } list || !Removal.IsPossible(release))
            yield break;
        var first = list.IndexOf(release);
        var use = list.Statements.Skip(first + 1).FirstOrDefault(statement => statement.Span.Contains(target.Node.Span));
        if (use is null)
            yield break;
        var last = LastUse(list, list.IndexOf(use), NamesIn(release));
        var what = target.Releases.Contains(place) ? "release" : "hand-over";
        SourceText?[] texts = [Move(release, last, target), Protect(release, new StatementRange(list, first + 1, list.IndexOf(last) + 1), target)];
        foreach (var text in texts.OfType<SourceText>())
            yield return new Proposal(FixActions.MoveRelease, $"Move the {what} of {target.Name} behind its last use", text);
    }

    private static StatementSyntax LastUse(StatementList list, int atLeast, HashSet<string> names) => list.Statements.Skip(atLeast)
        .Last(statement => statement == list.Statements[atLeast] || statement.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => names.Contains(name.Identifier.ValueText)));

    private static HashSet<string> NamesIn(ExpressionStatementSyntax release) =>
        [.. release.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Parent is not MemberAccessExpressionSyntax access || access.Expression == name).Select(name => name.Identifier.ValueText)];

    private static SourceText? Move(ExpressionStatementSyntax release, StatementSyntax last, FixTarget target)
    {
        if (release.GetLeadingTrivia().Any(trivia => trivia.IsDirective || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)))
            return null;
        var changes = new Changes();
        return Add(last, target, changes, Removal.WithComments(release, target, changes)) ? changes.ApplyTo(target.Text) : null;
    }

    /// <summary>Where the uses can throw, the release goes into a `finally` behind them.</summary>
    private static SourceText? Protect(ExpressionStatementSyntax release, StatementRange uses, FixTarget target)
    {
        if (release.GetLeadingTrivia().Any(trivia => trivia.IsDirective || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)))
            return null;
        var changes = new Changes();
        var lines = Removal.WithComments(release, target, changes);
        return new Wrapping(target, changes, uses).Add("try", "finally", lines) ? changes.ApplyTo(target.Text) : null;
    }

    /// <summary>Behind the last use; a value that is returned is worked out before.</summary>
    private static bool Add(StatementSyntax last, FixTarget target, Changes changes, string[] lines)
    {
        if (last is ReturnStatementSyntax { Expression: { } value })
        {
            if (target.Model.GetTypeInfo(value).ConvertedType is not { } type)
                return false;
            var name = Names.Fresh(target, "result");
            Insertion.Before(last, target, changes, [$"{Names.TypeOf(target, type)} {name} = {value};", .. lines]);
            changes.Replace(value.Span, name);
            return true;
        }

        Insertion.After(last, target, changes, lines);
        return true;
    }
}
