using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Conformance.Compiling;

/// <summary>Lets the execution see what it could not: objects of a program's own disposable classes, the rounds of loops, which way tests went, where handlers are. Lines stay where they are.</summary>
internal static class Marks
{
    private const string Source = "global::Devmem.Conformance.Running.Source.";

    public static string Put(string text)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(text).GetRoot();
        List<(int At, string Mark, int Order)> marks = [];
        foreach (SyntaxNode node in root.DescendantNodes())
        {
            switch (node)
            {
                case StatementSyntax { Parent: WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or ForEachStatementSyntax } round:
                    marks.Add((round.SpanStart, "{" + Source + "Step();", 0));
                    marks.Add((round.Span.End, "}", 3));
                    break;
            }

            marks.AddRange(HandlerMarks.Of(node));
            marks.AddRange(ObjectMarks.Of(node));
        }

        foreach (ExpressionSyntax test in root.DescendantNodes().SelectMany(TestsOf))
        {
            string at = HandlerMarks.IsInHandler(test) ? $"{HandlerMarks.Here(test)} & (" : "(";
            marks.Add((test.SpanStart, Source + "Test(" + at, 2));
            marks.Add((test.Span.End, $"), {test.SpanStart})", 1));
        }

        // Behind one another in the text: the marks of one place by their order.
        foreach ((int at, string mark, _) in marks.OrderByDescending(mark => mark.At).ThenByDescending(mark => mark.Order))
            text = text.Insert(at, mark);
        return text;
    }

    /// <summary>Whether a mark notes how a test in this stretch of the text comes out.</summary>
    public static bool HasTest(SyntaxNode root, int start, int end) => root.DescendantNodes().SelectMany(TestsOf).Any(test => test.SpanStart >= start && test.Span.End <= end);

    /// <summary>The conditions of a statement or expression, taken apart as the compiler's graph takes them apart.</summary>
    private static IEnumerable<ExpressionSyntax> TestsOf(SyntaxNode node) => node switch
    {
        IfStatementSyntax branch => Leaves(branch.Condition),
        WhileStatementSyntax loop => Leaves(loop.Condition),
        DoStatementSyntax loop => Leaves(loop.Condition),
        ForStatementSyntax { Condition: { } condition } => Leaves(condition),
        ConditionalExpressionSyntax choice => Leaves(choice.Condition),
        _ => [],
    };

    private static IEnumerable<ExpressionSyntax> Leaves(ExpressionSyntax condition) => condition switch
    {
        ParenthesizedExpressionSyntax inner => Leaves(inner.Expression),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => Leaves(not.Operand),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } both => Leaves(both.Left).Concat(Leaves(both.Right)),
        LiteralExpressionSyntax => [],
        IsPatternExpressionSyntax { Pattern: not (ConstantPatternSyntax or UnaryPatternSyntax { Pattern: ConstantPatternSyntax }) } => [],
        _ => [condition],
    };
}
