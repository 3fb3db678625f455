using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.CodeFixes.Editing;

/// <summary>Adds statements to a list, or beside an embedded statement, which then gets braces.</summary>
internal static class Insertion
{
    /// <summary>Adds statements before <paramref name="statement"/>, above its comments.</summary>
    public static void Before(StatementSyntax statement, FixTarget target, Changes changes, params string[] lines)
    {
        var layout = target.Layout;
        var isOnOwnLine = layout.IsFirstOnLine(statement.SpanStart);
        var indentation = layout.IndentationAt(statement.SpanStart);
        var text = isOnOwnLine ? string.Concat(lines.Select(line => indentation + line + layout.NewLine)) : string.Concat(lines.Select(line => line + " "));
        if (StatementList.Around(statement) is not null)
            changes.Insert(isOnOwnLine ? layout.LineAt(Top(statement)).Start : statement.SpanStart, text);
        else if (isOnOwnLine)
            Embrace(statement, target, changes, text);
        else
        {
            changes.Insert(statement.SpanStart, "{ " + text);
            changes.Insert(statement.Span.End, " }");
        }
    }

    /// <summary>Adds a statement behind the last of a block.</summary>
    public static void AtEnd(StatementRange range, FixTarget target, Changes changes, string line) => After(range.LastStatement, target, changes, line);

    /// <summary>Adds statements behind <paramref name="statement"/>, which stands in a list.</summary>
    public static void After(StatementSyntax statement, FixTarget target, Changes changes, params string[] lines)
    {
        var layout = target.Layout;
        if (!layout.IsFirstOnLine(statement.SpanStart))
            changes.Insert(statement.Span.End, string.Concat(lines.Select(line => " " + line)));
        else
            changes.Insert(layout.LineAt(statement.Span.End).End, string.Concat(lines.Select(line => layout.NewLine + layout.IndentationAt(statement.SpanStart) + line)));
    }

    /// <summary>Adds the first statement of a block.</summary>
    public static void AtStart(BlockSyntax block, FixTarget target, Changes changes, params string[] lines)
    {
        var layout = target.Layout;
        if (block.Statements.FirstOrDefault() is { } first)
            Before(first, target, changes, lines);
        else if (layout.LineAt(block.SpanStart).LineNumber == layout.LineAt(block.CloseBraceToken.SpanStart).LineNumber)
            changes.Insert(block.OpenBraceToken.Span.End, string.Concat(lines.Select(line => " " + line.Trim())));
        else
            changes.Insert(layout.LineAt(block.CloseBraceToken.SpanStart).Start, string.Concat(lines.Select(line => layout.IndentationAt(block.CloseBraceToken.SpanStart) + layout.Unit + line + layout.NewLine)));
    }

    /// <summary>Adds statements before or behind one that is embedded without braces: both get them.</summary>
    public static void Beside(StatementSyntax embedded, FixTarget target, Changes changes, string[] lines, bool before)
    {
        var layout = target.Layout;
        if (before)
        {
            Before(embedded, target, changes, lines);
            return;
        }

        if (!layout.IsFirstOnLine(embedded.SpanStart))
        {
            changes.Insert(embedded.SpanStart, "{ ");
            changes.Insert(embedded.Span.End, string.Concat(lines.Select(line => " " + line.Trim())) + " }");
            return;
        }

        changes.Insert(layout.LineAt(embedded.Span.End).End, string.Concat(lines.Select(line => layout.NewLine + layout.IndentationAt(embedded.SpanStart) + line)));
        Embrace(embedded, target, changes, "");
    }

    /// <summary>Gives an `if` an `else`, with braces where the other branch has them.</summary>
    public static void Else(IfStatementSyntax choice, FixTarget target, Changes changes, string line)
    {
        var layout = target.Layout;
        var outer = layout.IndentationAt(choice.SpanStart);
        if (!layout.IsFirstOnLine(choice.Statement.SpanStart) && choice.Statement is not BlockSyntax)
            changes.Insert(choice.Statement.Span.End, " else " + line);
        else if (choice.Statement is not BlockSyntax)
            changes.Insert(layout.LineAt(choice.Statement.Span.End).End, $"{layout.NewLine}{outer}else{layout.NewLine}{outer}{layout.Unit}{line}");
        else
        {
            var clause = layout.Open(outer, "else") + outer + layout.Unit + line + layout.NewLine + outer + "}";
            changes.Insert(choice.Statement.Span.End, layout.BracesOnOwnLine ? layout.NewLine + clause : " " + clause.TrimStart());
        }
    }

    private static void Embrace(StatementSyntax statement, FixTarget target, Changes changes, string text)
    {
        var layout = target.Layout;
        var head = statement.GetFirstToken().GetPreviousToken();
        var outer = layout.IndentationAt(statement.Parent!.SpanStart);
        if (!layout.BracesOnOwnLine)
            changes.Insert(head.Span.End, " {");
        changes.Insert(layout.LineAt(statement.SpanStart).Start, (layout.BracesOnOwnLine ? outer + "{" + layout.NewLine : "") + text);
        changes.Insert(layout.LineAt(statement.Span.End).End, layout.NewLine + outer + "}");
    }

    private static int Top(StatementSyntax statement) => statement.GetLeadingTrivia().Reverse().TakeWhile(trivia => !trivia.IsDirective && !trivia.IsKind(SyntaxKind.DisabledTextTrivia))
        .Where(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)).Select(trivia => trivia.SpanStart).Append(statement.SpanStart).Min();
}
