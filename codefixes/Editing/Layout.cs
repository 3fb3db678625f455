using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Editing;

/// <summary>How a file is laid out: what is inserted looks like what stands there.</summary>
internal sealed class Layout
{
    private readonly SourceText _text;

    public Layout(SourceText text, SyntaxNode root, string? braces = null)
    {
        _text = text;
        NewLine = text.Lines.Count > 1 && text.ToString(TextSpan.FromBounds(text.Lines[0].End, text.Lines[0].EndIncludingLineBreak)) is { Length: > 0 } end ? end : "\n";
        var blocks = root.DescendantNodes().Where(IsSpread).ToArray();
        Unit = blocks.Select(UnitOf).Where(unit => unit.Length > 0).GroupBy(unit => unit).OrderByDescending(group => group.Count()).FirstOrDefault()?.Key ?? "    ";
        var single = root.DescendantNodes().OfType<StatementSyntax>().Where(IsSingle).ToArray();
        BracesAlways = braces is not null ? braces == "true" : single.Count(each => each is BlockSyntax) * 2 > single.Length;
        BracesOnOwnLine = blocks.Length == 0 || blocks.Count(block => IsFirstOnLine(OpenBraceOf(block).SpanStart)) * 2 >= blocks.Length;
    }

    /// <summary>The file's line break.</summary>
    public string NewLine { get; }

    /// <summary>One step of indentation.</summary>
    public string Unit { get; }

    /// <summary>Whether an opening brace gets a line of its own.</summary>
    public bool BracesOnOwnLine { get; }

    /// <summary>Whether a single statement under an `if` or a loop gets braces.</summary>
    public bool BracesAlways { get; }

    /// <summary>A statement that holds a single other one: `if (c)` and `Do();`.</summary>
    public string[] Embedding(string head, string line) => !BracesAlways ? [head, Unit + line] : BracesOnOwnLine ? [head, "{", Unit + line, "}"] : [head + " {", Unit + line, "}"];

    /// <summary>A line and an opening brace below it or behind it.</summary>
    public string Open(string indentation, string head) =>
        BracesOnOwnLine ? $"{indentation}{head}{NewLine}{indentation}{{{NewLine}" : $"{indentation}{head} {{{NewLine}";

    /// <summary>A closing brace and what comes with it: `} finally {`.</summary>
    public string Turn(string indentation, string head) =>
        BracesOnOwnLine ? $"{indentation}}}{NewLine}{Open(indentation, head)}" : $"{indentation}}} {head} {{{NewLine}";

    public TextLine LineAt(int position) => _text.Lines.GetLineFromPosition(position);

    public string IndentationAt(int position)
    {
        var line = LineAt(position).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    public bool IsFirstOnLine(int position) => string.IsNullOrWhiteSpace(_text.ToString(TextSpan.FromBounds(LineAt(position).Start, position)));

    public bool IsLastOnLine(int position) => string.IsNullOrWhiteSpace(_text.ToString(TextSpan.FromBounds(position, LineAt(position).End)));

    public bool IsBlank(int line) => line >= 0 && line < _text.Lines.Count && string.IsNullOrWhiteSpace(_text.Lines[line].ToString());

    private static bool IsSpread(SyntaxNode node) => node is BlockSyntax { Statements.Count: > 0 } or BaseTypeDeclarationSyntax { OpenBraceToken.Span.Length: > 0 }
        && node.GetLocation().GetLineSpan() is var span && span.StartLinePosition.Line != span.EndLinePosition.Line;

    private static bool IsSingle(StatementSyntax statement) => statement.Parent is IfStatementSyntax or ElseClauseSyntax or ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax
        && statement is BlockSyntax { Statements.Count: 1 } or not BlockSyntax and not IfStatementSyntax;

    private static SyntaxToken OpenBraceOf(SyntaxNode node) => node is BlockSyntax block ? block.OpenBraceToken : ((BaseTypeDeclarationSyntax)node).OpenBraceToken;

    private string UnitOf(SyntaxNode node)
    {
        var inner = OpenBraceOf(node).GetNextToken();
        var outside = IndentationAt(node is BlockSyntax block ? block.CloseBraceToken.SpanStart : ((BaseTypeDeclarationSyntax)node).CloseBraceToken.SpanStart);
        var inside = IndentationAt(inner.SpanStart);
        return !inner.IsKind(SyntaxKind.CloseBraceToken) && inside.StartsWith(outside, System.StringComparison.Ordinal) ? inside.Substring(outside.Length) : "";
    }
}
