using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>Where a `using` ends one of the two: the late end moves into the `using` of the parent, or two `using`s change places.</summary>
internal sealed class OrderInScopes : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        SourceText?[] texts = target.Node.AncestorsAndSelf().OfType<StatementSyntax>().FirstOrDefault() switch
        {
            UsingStatementSyntax statement when !statement.Statement.Span.Contains(target.Node.Span) => [MoveIn(statement, target), Extend(statement, target), Swap(statement, target)],
            LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword } declaration => [SwapDeclarations(declaration, target)],
            _ => [],
        };
        foreach (var text in texts.OfType<SourceText>())
            yield return Ordering.Proposal(target, text);
    }

    /// <summary>The release of the child becomes the last statement inside.</summary>
    private static SourceText? MoveIn(UsingStatementSyntax parent, FixTarget target)
    {
        if (Body(parent) is not { Statements.Count: > 0 } body || LateStatement(parent, target) is not ExpressionStatementSyntax late || !Removal.IsPossible(late))
            return null;
        var changes = new Changes();
        var lines = Removal.WithComments(late, target, changes);
        Insertion.After(body.Statements.Last(), target, changes, lines);
        return changes.ApplyTo(target.Text);
    }

    /// <summary>The brace of the parent's `using` moves behind the statement that ends the child.</summary>
    private static SourceText? Extend(UsingStatementSyntax parent, FixTarget target)
    {
        if (Body(parent) is not { } body || LateStatement(parent, target) is not { } late || StatementList.Around(Outermost(parent)) is not { } list)
            return null;
        var layout = target.Layout;
        var closing = layout.LineAt(body.CloseBraceToken.SpanStart);
        if (!layout.IsFirstOnLine(body.CloseBraceToken.SpanStart) || !layout.IsLastOnLine(body.CloseBraceToken.Span.End) || !layout.IsLastOnLine(late.Span.End))
            return null;
        var changes = new Changes();
        changes.Delete(TextSpan.FromBounds(closing.Start, closing.EndIncludingLineBreak));
        var range = list.Between(list.IndexOf(Outermost(parent)) + 1, list.IndexOf(late) + 1);
        return new Wrapping(target, changes, range).AddTo(closing.ToString()) ? changes.ApplyTo(target.Text) : null;
    }

    private static SourceText? Swap(UsingStatementSyntax parent, FixTarget target)
    {
        var child = parent.Ancestors().OfType<UsingStatementSyntax>().FirstOrDefault(outer => target.Releases.Any(place => Resource(outer).Span.Contains(place)));
        return child is null ? null : Exchange(Resource(parent).Span, Resource(child).Span, target);
    }

    private static SourceText? SwapDeclarations(LocalDeclarationStatementSyntax parent, FixTarget target)
    {
        if (StatementList.Around(parent) is not { } list)
            return null;
        var child = list.Statements.Take(list.IndexOf(parent)).FirstOrDefault(statement =>
            statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: (int)SyntaxKind.UsingKeyword } && target.Releases.Any(statement.Span.Contains));
        return child is null ? null : Exchange(parent.Span, child.Span, target);
    }

    private static SourceText? Exchange(TextSpan one, TextSpan other, FixTarget target)
    {
        var changes = new Changes();
        changes.Replace(one, target.Text.ToString(other));
        changes.Replace(other, target.Text.ToString(one));
        return changes.ApplyTo(target.Text);
    }

    /// <summary>The last of the statements behind the `using` that end the child.</summary>
    private static StatementSyntax? LateStatement(UsingStatementSyntax parent, FixTarget target)
    {
        var outer = Outermost(parent);
        var late = target.LateUses(outer);
        return StatementList.Around(outer) is { } list ? list.Statements.Skip(list.IndexOf(outer) + 1).LastOrDefault(statement => late.Any(statement.Span.Contains)) : null;
    }

    private static BlockSyntax? Body(UsingStatementSyntax statement) => statement.Statement switch
    {
        BlockSyntax block => block,
        UsingStatementSyntax inner => Body(inner),
        _ => null,
    };

    private static UsingStatementSyntax Outermost(UsingStatementSyntax statement) => statement.Parent is UsingStatementSyntax outer ? Outermost(outer) : statement;

    private static SyntaxNode Resource(UsingStatementSyntax statement) => (SyntaxNode?)statement.Declaration ?? statement.Expression!;
}
