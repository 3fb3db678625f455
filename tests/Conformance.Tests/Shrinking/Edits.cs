using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Conformance.Shrinking;

/// <summary>Each way to make a program one step smaller, the largest steps first.</summary>
internal static class Edits
{
    public static IEnumerable<string> Of(string text)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(text).GetRoot();
        return root.DescendantNodes().SelectMany(Smaller).OrderBy(edit => edit.Kept - edit.Replaced.FullSpan.Length)
            .Select(edit => text.Remove(edit.Replaced.FullSpan.Start, edit.Replaced.FullSpan.Length).Insert(edit.Replaced.FullSpan.Start, edit.With));
    }

    private static IEnumerable<(SyntaxNode Replaced, string With, int Kept)> Smaller(SyntaxNode node)
    {
        switch (node)
        {
            case ClassDeclarationSyntax { Identifier.Text: not "Program" } or MethodDeclarationSyntax { Identifier.Text: not "Run" } or LocalFunctionStatementSyntax:
                yield return By(node, "");
                break;
            case ElseClauseSyntax or FinallyClauseSyntax or CatchClauseSyntax or CatchFilterClauseSyntax:
                yield return By(node, "\n");
                break;
            case ParameterSyntax { Parent.Parent: MethodDeclarationSyntax { Identifier.Text: "Run" } } parameter when parameter.Type?.ToString() is "bool" or "int":
                yield return By(parameter, "byte[] _" + parameter.SpanStart);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } condition:
                yield return By(condition, condition.Left.ToString());
                yield return By(condition, condition.Right.ToString());
                break;
            case StatementSyntax { Parent: BlockSyntax } statement:
                yield return By(statement, "");
                foreach (StatementSyntax inner in statement.ChildNodes().OfType<StatementSyntax>())
                    yield return By(statement, Inside(inner));
                if (statement is TryStatementSyntax { Finally: { } final } whole)
                    yield return By(statement, Inside(whole.Block) + Inside(final.Block));
                break;
        }
    }

    private static string Inside(StatementSyntax statement) => statement is BlockSyntax block ? block.Statements.ToFullString() : statement.ToFullString();

    private static (SyntaxNode, string, int) By(SyntaxNode node, string text) => (node, text, text.Length);
}
