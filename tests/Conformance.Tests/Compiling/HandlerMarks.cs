using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Conformance.Compiling;

/// <summary>Says which statement of a <c>catch</c> or <c>finally</c> is being executed: the runtime's stack traces know the line of everything but of these.</summary>
internal static class HandlerMarks
{
    private const string Source = "global::Devmem.Conformance.Running.Source.";

    public static IEnumerable<(int At, string Mark, int Order)> Of(SyntaxNode node)
    {
        switch (node)
        {
            case BlockSyntax { Parent: CatchClauseSyntax or FinallyClauseSyntax } handler:
                yield return (handler.CloseBraceToken.SpanStart, Source + $"At({Body(handler)}, 0);", 0);
                break;
            case BlockSyntax { Parent: BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax } body:
                yield return (body.OpenBraceToken.Span.End, Source + $"At({Line(body.SpanStart, body)}, 0);", 0);
                break;
            case BlockSyntax or LocalFunctionStatementSyntax:
                break;
            case StatementSyntax { Parent: BlockSyntax } statement when IsInHandler(statement):
                yield return (statement.SpanStart, Mark(statement), 1);
                break;
            case StatementSyntax { Parent: IfStatementSyntax or ElseClauseSyntax or UsingStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or ForEachStatementSyntax } statement when IsInHandler(statement):
                yield return (statement.SpanStart, "{" + Mark(statement), 1);
                yield return (statement.Span.End, "}", 2);
                break;
        }
    }

    public static bool IsInHandler(SyntaxNode node) => node.Ancestors().TakeWhile(ancestor => !IsFunction(ancestor)).Any(ancestor => ancestor is CatchClauseSyntax or FinallyClauseSyntax);

    /// <summary>The line on which the body of the function begins that a line stands in; null where it has no block.</summary>
    public static int? BodyAround(string text, int line)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(text).GetRoot();
        Microsoft.CodeAnalysis.Text.TextSpan span = root.SyntaxTree.GetText().Lines[line - 1].Span;
        SyntaxToken first = root.DescendantTokens().FirstOrDefault(token => token.SpanStart >= span.Start);
        return first.Parent?.AncestorsAndSelf().FirstOrDefault(IsFunction)?.ChildNodes().OfType<BlockSyntax>().FirstOrDefault() is { } body ? Line(body.SpanStart, body) : null;
    }

    /// <summary>An expression that notes the line and is true.</summary>
    public static string Here(SyntaxNode node) => Source + $"At({Body(node)}, {Line(node.SpanStart, node)})";

    /// <summary>A jump may lead out of the handler.</summary>
    private static string Mark(StatementSyntax statement) =>
        Source + $"At({Body(statement)}, {(statement is BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax ? 0 : Line(statement.SpanStart, statement))});";

    /// <summary>A function is known by the line on which its body begins.</summary>
    private static int Body(SyntaxNode node)
    {
        SyntaxNode function = node.Ancestors().First(IsFunction);
        return Line((function.ChildNodes().OfType<BlockSyntax>().FirstOrDefault() ?? function).SpanStart, node);
    }

    private static bool IsFunction(SyntaxNode node) => node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax;

    private static int Line(int position, SyntaxNode node) => node.SyntaxTree.GetText().Lines.GetLineFromPosition(position).LineNumber + 1;
}
