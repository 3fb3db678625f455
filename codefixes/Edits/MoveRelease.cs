using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>Moves what ends a handle too early, with its comments, behind the last use of it; or behind the ends of what came from it.</summary>
internal sealed class MoveRelease : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.EndedAt is not { } place || target.CallStatementAt(place) is not { } release || !Removal.IsPossible(release))
            yield break;
        foreach (var uses in Candidates(release, target))
        {
            if (LeavesBefore(uses, target))
                continue;
            var moved = Move(release, uses.LastStatement, target);
            var isOwnList = uses.List.Statements.Contains(release);
            SourceText?[] texts = !isOwnList ? [moved] : IsBorrowed(release, target) && CanThrow(uses, target) ? [Protect(release, uses, target), moved] : [moved, Protect(release, uses, target)];
            foreach (var text in texts.OfType<SourceText>())
                yield return target.Diagnostic.Id == RuleIds.UseAfterRelease
                    ? new Proposal(FixActions.MoveRelease, $"Move the {(target.Releases.Contains(place) ? "release" : "hand-over")} of {target.Name} behind its last use", text)
                    : Ordering.Proposal(target, text);
        }
    }

    /// <summary>
    /// The statements between the end and what must come before it, in its own list, or in one around it that it leads to in any case. More may come from the same parent than the
    /// diagnostic says, so later ends count too.
    /// </summary>
    private static IEnumerable<StatementRange> Candidates(ExpressionStatementSyntax release, FixTarget target)
    {
        var late = target.LateUses(release);
        StatementSyntax from = release;
        while (StatementList.Around(from) is { } list)
        {
            var first = list.IndexOf(from);
            var use = list.Statements.Skip(first + 1).LastOrDefault(statement => late.Any(statement.Span.Contains));
            if (use is not null)
            {
                var last = LastUse(list, list.IndexOf(use), NamesIn(release));
                yield return new StatementRange(list, first + 1, list.IndexOf(last) + 1);
                for (var index = list.IndexOf(last) + 1; index < list.Statements.Count && target.Diagnostic.Id != RuleIds.UseAfterRelease; index++)
                {
                    if (list.Statements[index].DescendantNodes().Any(target.IsRelease))
                        yield return new StatementRange(list, first + 1, index + 1);
                }

                yield break;
            }

            if (first + 1 != list.Statements.Count || EnclosingCleanup(list.Parent) is not { } outer || StatementList.Around(outer) is not { } around)
                yield break;
            if (outer is not BlockSyntax)
                yield return new StatementRange(around, around.IndexOf(outer), around.IndexOf(outer) + 1);
            from = outer;
        }
    }

    /// <summary>Whether control can leave between the two places: on that way nothing would be ended any more.</summary>
    private static bool LeavesBefore(StatementRange uses, FixTarget target) => uses.LastStatement is ReturnStatementSyntax
        ? uses.End - uses.First > 1 && Jumps.Leave(target.Model, uses.FirstStatement, uses.List.Statements[uses.End - 2])
        : Jumps.Leave(target.Model, uses.FirstStatement, uses.LastStatement);

    /// <summary>Whether somebody else made what ends, so that nobody would miss its end on the way of an exception.</summary>
    private static bool IsBorrowed(ExpressionStatementSyntax release, FixTarget target) => release.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Where(name => name.Parent is not MemberAccessExpressionSyntax access || access.Expression == name)
        .Any(name => target.Model.GetSymbolInfo(name).Symbol is not ILocalSymbol);

    private static bool CanThrow(StatementRange uses, FixTarget target) => uses.Statements.SelectMany(statement => statement.DescendantNodesAndSelf())
        .Any(node => node is BaseObjectCreationExpressionSyntax or ThrowStatementSyntax or ThrowExpressionSyntax
            || (node is InvocationExpressionSyntax && !target.IsRelease(node)));

    /// <summary>The statement that cleans up behind a block and does nothing else: what comes last in the block may as well come behind it.</summary>
    private static StatementSyntax? EnclosingCleanup(SyntaxNode block) => block.Parent switch
    {
        TryStatementSyntax { Catches.Count: 0 } statement when statement.Block == block => statement,
        UsingStatementSyntax statement => Outermost(statement),
        BlockSyntax when block is BlockSyntax inner => inner,
        _ => null,
    };

    private static UsingStatementSyntax Outermost(UsingStatementSyntax statement) => statement.Parent is UsingStatementSyntax outer ? Outermost(outer) : statement;

    private static StatementSyntax LastUse(StatementList list, int atLeast, HashSet<string> names) => list.Statements.Skip(atLeast)
        .Last(statement => statement == list.Statements[atLeast] || statement.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => names.Contains(name.Identifier.ValueText)));

    private static HashSet<string> NamesIn(ExpressionStatementSyntax release) =>
        [.. release.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Parent is not MemberAccessExpressionSyntax access || access.Expression == name).Select(name => name.Identifier.ValueText)];

    private static SourceText? Move(ExpressionStatementSyntax release, StatementSyntax last, FixTarget target)
    {
        if (HoldsOn(release))
            return null;
        var changes = new Changes();
        return Add(last, target, changes, Removal.WithComments(release, target, changes)) ? changes.ApplyTo(target.Text) : null;
    }

    /// <summary>Where the uses can throw, the release goes into a `finally` behind them.</summary>
    private static SourceText? Protect(ExpressionStatementSyntax release, StatementRange uses, FixTarget target)
    {
        if (HoldsOn(release))
            return null;
        var changes = new Changes();
        var lines = Removal.WithComments(release, target, changes);
        return new Wrapping(target, changes, uses).Add("try", "finally", lines) ? changes.ApplyTo(target.Text) : null;
    }

    private static bool HoldsOn(StatementSyntax release) => release.GetLeadingTrivia().Any(trivia => trivia.IsDirective || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia));

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
