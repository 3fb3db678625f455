using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Editing;

/// <summary>Takes a statement out of a text: its line goes with it, its comments stay.</summary>
internal static class Removal
{
    /// <summary>The statement itself, or the `if` or `foreach` that would be left empty without it.</summary>
    public static StatementSyntax WhatGoesWith(StatementSyntax statement) => statement.Parent switch
    {
        IfStatementSyntax choice when IsOnlyFor(choice, statement) => choice,
        BlockSyntax { Statements.Count: 1, Parent: IfStatementSyntax choice } when IsOnlyFor(choice, statement) => choice,
        ForEachStatementSyntax { Expression: IdentifierNameSyntax } loop when HasNoComments(loop) => loop,
        BlockSyntax { Statements.Count: 1, Parent: ForEachStatementSyntax { Expression: IdentifierNameSyntax } loop } when HasNoComments(loop) => loop,
        _ => statement,
    };

    private static bool IsOnlyFor(IfStatementSyntax choice, StatementSyntax statement) =>
        choice.Else is null && choice.Parent is not ElseClauseSyntax && Plain.Is(choice.Condition) && HasNoComments(choice);

    private static bool HasNoComments(StatementSyntax statement) =>
        !statement.DescendantTrivia().Any(trivia => (trivia.IsDirective || IsLineComment(trivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)) && statement.Span.Contains(trivia.Span));

    /// <summary>Whether the statement stands in a list, so that nothing is missing when it goes.</summary>
    public static bool IsPossible(StatementSyntax statement) => StatementList.Around(statement)?.Parent is BlockSyntax or CompilationUnitSyntax
        || (statement.Parent is SwitchSectionSyntax section && section.Statements.Last() != statement);

    public static void Of(StatementSyntax statement, FixTarget target, Changes changes)
    {
        var layout = target.Layout;
        if (!layout.IsFirstOnLine(statement.SpanStart))
            changes.Delete(TextSpan.FromBounds(EndBefore(statement), statement.Span.End));
        else if (layout.IsLastOnLine(statement.Span.End))
            changes.Delete(Lines(statement, statement.SpanStart, target));
        else
            changes.Delete(TextSpan.FromBounds(statement.SpanStart, NextAfter(statement, target.Text)));
    }

    /// <summary>Takes the statement out with the comments above and behind it.</summary>
    /// <returns>Their lines, to be put elsewhere.</returns>
    public static string[] WithComments(StatementSyntax statement, FixTarget target, Changes changes)
    {
        var start = statement.GetLeadingTrivia().Where(IsLineComment).Select(trivia => trivia.SpanStart).Append(statement.SpanStart).Min();
        var end = statement.GetTrailingTrivia().Where(IsLineComment).Select(trivia => trivia.Span.End).Append(statement.Span.End).Max();
        if (target.Layout.IsFirstOnLine(statement.SpanStart) && target.Layout.IsLastOnLine(end))
            changes.Delete(Lines(statement, start, target));
        else
            Of(statement, target, changes);
        return [.. statement.GetLeadingTrivia().Where(IsLineComment).Select(comment => comment.ToString()), target.Text.ToString(TextSpan.FromBounds(statement.SpanStart, end))];
    }

    private static bool IsLineComment(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia);

    private static int EndBefore(StatementSyntax statement) => statement.GetFirstToken().GetPreviousToken().Span.End is var end && HasOnlyBlanks(statement, end) ? end : statement.SpanStart;

    private static bool HasOnlyBlanks(StatementSyntax statement, int end) => statement.SpanStart - end == 1 || statement.GetLeadingTrivia().All(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));

    private static int NextAfter(StatementSyntax statement, SourceText text)
    {
        var position = statement.Span.End;
        while (position < text.Length && text[position] is ' ' or '\t')
            position++;
        return position;
    }

    /// <summary>The lines of the statement, and a blank line that would be left next to another or at the end of the block.</summary>
    private static TextSpan Lines(StatementSyntax statement, int from, FixTarget target)
    {
        var layout = target.Layout;
        var (first, last) = (layout.LineAt(from), layout.LineAt(statement.Span.End));
        var start = first.Start;
        var closes = statement.GetLastToken().GetNextToken() is var next && next.IsKind(SyntaxKind.CloseBraceToken) && layout.LineAt(next.SpanStart).LineNumber == last.LineNumber + 1;
        if (layout.IsBlank(first.LineNumber - 1) && (closes || layout.IsBlank(last.LineNumber + 1)))
            start = target.Text.Lines[first.LineNumber - 1].Start;
        return TextSpan.FromBounds(start, last.EndIncludingLineBreak);
    }
}
