using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Editing;

/// <summary>Puts statements into the block of another statement. Every line keeps what it has and only moves to the right.</summary>
internal sealed class Wrapping
{
    private readonly FixTarget _target;
    private readonly Changes _changes;
    private readonly StatementRange _range;
    private readonly string _further;

    /// <param name="target">The diagnostic.</param>
    /// <param name="changes">Where the changes go.</param>
    /// <param name="range">The statements.</param>
    /// <param name="further">By how much more all of it will move to the right, because something around it is wrapped too.</param>
    public Wrapping(FixTarget target, Changes changes, StatementRange range, string further = "") => (_target, _changes, _range, _further) = (target, changes, range, further);

    /// <summary>Whether variables that are needed behind the block may be declared above it.</summary>
    public bool MovesDeclarations { get; init; }

    private Layout Layout => _target.Layout;

    private bool IsInline => !Layout.IsFirstOnLine(_range.FirstStatement.SpanStart)
        || Layout.LineAt(_range.LastStatement.Span.End).LineNumber == Layout.LineAt(_range.LastStatement.GetLastToken().GetNextToken().SpanStart).LineNumber;

    /// <summary>`head { statements } tail { lines }`.</summary>
    /// <param name="head">What stands before the first brace; empty where only the brace is missing.</param>
    /// <param name="tail">What comes after the second brace, such as `finally`.</param>
    /// <param name="lines">The lines of the second block, without indentation.</param>
    /// <returns>Whether it can be done.</returns>
    public bool Add(string head, string? tail = null, params string[] lines)
    {
        if (_range.IsEmpty || SplitsDirectives() || Declarations.NeededBehind(_range, _target) is not { } needed || (needed.Statements.Count > 0 && !MovesDeclarations))
            return false;
        needed.MoveAbove(_range, _target, _changes);
        if (IsInline)
            AddInline(head, tail, lines);
        else
            AddLines(head, tail, lines);
        return true;
    }

    /// <summary>Moves the statements to the right and closes, behind them, a block that was open before them.</summary>
    /// <param name="brace">The line of its brace.</param>
    /// <returns>Whether it can be done.</returns>
    public bool AddTo(string brace)
    {
        if (_range.IsEmpty || SplitsDirectives() || IsInline)
            return false;
        Indent(Layout.LineAt(Start()), Layout.LineAt(End()));
        _changes.Insert(Layout.LineAt(End()).End, Layout.NewLine + brace);
        return true;
    }

    private void AddInline(string head, string? tail, string[] lines)
    {
        _changes.Insert(_range.FirstStatement.SpanStart, head.Length == 0 ? "{ " : head + " { ");
        _changes.Insert(_range.LastStatement.Span.End, " }" + (tail is null ? "" : $" {tail} {{ {string.Join(" ", lines)} }}"));
    }

    private void AddLines(string head, string? tail, string[] lines)
    {
        var (first, last) = (Layout.LineAt(Start()), Layout.LineAt(End()));
        var indentation = Layout.IndentationAt(_range.FirstStatement.SpanStart) + _further;
        if (head.Length == 0 && !Layout.BracesOnOwnLine)
            _changes.Insert(_range.FirstStatement.GetFirstToken().GetPreviousToken().Span.End, " {");
        else
            _changes.Insert(first.Start, head.Length == 0 ? $"{indentation}{{{Layout.NewLine}" : Layout.Open(indentation, head));
        Indent(first, last);
        var second = tail is null ? "" : Layout.Turn(indentation, tail) + string.Concat(lines.Select(line => $"{indentation}{Layout.Unit}{line}{Layout.NewLine}"));
        var closing = $"{second}{indentation}}}";
        _changes.Insert(last.End, Layout.NewLine + closing);
    }

    private void Indent(TextLine first, TextLine last)
    {
        for (var number = first.LineNumber; number <= last.LineNumber; number++)
        {
            var line = _target.Text.Lines[number];
            if (MovesRight(line) && !_changes.Removes(line.Start))
                _changes.Insert(line.Start, Layout.Unit);
        }
    }

    /// <summary>Comments that stand above the first statement go in with it.</summary>
    private int Start()
    {
        var trivia = _range.FirstStatement.GetLeadingTrivia().Reverse().TakeWhile(each => !each.IsDirective && !each.IsKind(SyntaxKind.DisabledTextTrivia));
        return trivia.Where(IsComment).Select(each => each.SpanStart).Append(_range.FirstStatement.SpanStart).Min();
    }

    /// <summary>Comments between the last statement and the end of its block go in too.</summary>
    private int End()
    {
        var end = _range.LastStatement.Span.End;
        if (_range.End < _range.List.Statements.Count || _range.List.Parent is not BlockSyntax block || block.CloseBraceToken.LeadingTrivia.Any(each => each.IsDirective && !ClosesRegion(each)))
            return end;
        return block.CloseBraceToken.LeadingTrivia.Where(each => IsComment(each) || ClosesRegion(each)).Select(each => each.GetStructure() is EndRegionDirectiveTriviaSyntax region ? region.EndRegionKeyword.Span.End : each.Span.End).Append(end).Max();
    }

    /// <summary>Whether a directive is the end of a region that began among the statements.</summary>
    private bool ClosesRegion(SyntaxTrivia trivia) => trivia.GetStructure() is EndRegionDirectiveTriviaSyntax end
        && Related(end).All(other => other == end || (other.SpanStart >= _range.FirstStatement.FullSpan.Start && other.SpanStart < end.SpanStart));

    private bool MovesRight(TextLine line)
    {
        var text = line.ToString();
        if (string.IsNullOrWhiteSpace(text) || text[0] == '#')
            return false;
        var token = _target.Root.FindToken(line.Start);
        if (token.SpanStart < line.Start && line.Start < token.Span.End)
            return IsRaw(token);
        return !_target.Root.FindTrivia(line.Start).IsKind(SyntaxKind.DisabledTextTrivia);
    }

    /// <summary>The indentation of a raw string is no part of it; of every other string it is.</summary>
    private static bool IsRaw(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken or SyntaxKind.InterpolatedRawStringEndToken => true,
        SyntaxKind.InterpolatedStringTextToken => token.Parent?.Parent is InterpolatedStringExpressionSyntax text && text.StringStartToken.IsKind(SyntaxKind.InterpolatedMultiLineRawStringStartToken),
        _ => false,
    };

    /// <summary>A block must not begin under one `#if` and end under another.</summary>
    private bool SplitsDirectives()
    {
        var inside = TextSpan.FromBounds(Start(), End());
        return _range.Statements.SelectMany(statement => statement.DescendantTrivia()).Where(trivia => inside.Contains(trivia.Span) && trivia.IsDirective)
            .Select(trivia => trivia.GetStructure()).OfType<DirectiveTriviaSyntax>()
            .Any(directive => Related(directive).Any(other => !inside.Contains(other.Span)));
    }

    private static IEnumerable<DirectiveTriviaSyntax> Related(DirectiveTriviaSyntax directive) => directive.GetRelatedDirectives();

    private static bool IsComment(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia);
}
