using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Editing;

/// <summary>Turns the expression body of a method, local function, accessor or lambda into a block that does something first.</summary>
internal static class ExpressionBody
{
    /// <summary>The block `{ first [return] body; }` with <paramref name="name"/> in the place of <paramref name="value"/>; null where there is no such body.</summary>
    public static SourceText? ToBlock(FixTarget target, string first, ExpressionSyntax value, string name)
    {
        if (Find(value) is not { } found || !Evaluation.ComesFirst(value, found.Body))
            return null;
        var body = found.Body;
        var changed = target.Text.ToString(TextSpan.FromBounds(body.SpanStart, value.SpanStart)) + name + target.Text.ToString(TextSpan.FromBounds(value.Span.End, body.Span.End));
        return Replace(target, found, isVoid => [first, (isVoid ? "" : "return ") + changed + ";"]);
    }

    /// <summary>The block with <paramref name="lines"/>, which get the name of a variable for the result, or null where there is none, and the return of that.</summary>
    public static SourceText? ToBlock(FixTarget target, ExpressionSyntax body, Func<string?, string[]> lines)
    {
        var result = Names.Fresh(target, "result");
        return Find(body) is { } found ? Replace(target, found, isVoid => isVoid ? lines(null) : [.. lines(result), $"return {result};"]) : null;
    }

    /// <summary>The block that does something before what <paramref name="body"/> says, or behind it where that gives nothing back; null where it is no such body.</summary>
    public static SourceText? ToBlock(FixTarget target, ExpressionSyntax body, string[] lines, bool first)
    {
        if (Find(body) is not { } found || found.Body != body)
            return null;
        return ReturnsNothing(target, found.Owner) == true ? Replace(target, found, _ => first ? [.. lines, body + ";"] : [body + ";", .. lines])
            : first ? Replace(target, found, _ => [.. lines, $"return {body};"]) : null;
    }

    /// <summary>The block with what the expression body of <paramref name="member"/> says under <paramref name="head"/>; null where it has none.</summary>
    public static SourceText? Around(FixTarget target, SyntaxNode member, string head)
    {
        var body = member switch { BaseMethodDeclarationSyntax method => method.ExpressionBody, LocalFunctionStatementSyntax function => function.ExpressionBody, _ => null };
        return body is null || Find(body.Expression) is not { } found ? null : Replace(target, found, isVoid => target.Layout.Embedding(head, (isVoid ? "" : "return ") + body.Expression + ";"));
    }

    /// <summary>The block with <paramref name="body"/> in a `try`, and <paramref name="lines"/> under <paramref name="tail"/>; null where it gives something back.</summary>
    public static SourceText? InTry(FixTarget target, ExpressionSyntax body, string tail, params string[] lines)
    {
        if (Find(body) is not { } found || found.Body != body || ReturnsNothing(target, found.Owner) != true)
            return null;
        var layout = target.Layout;
        var inner = lines.Select(line => layout.Unit + line);
        return Replace(target, found, _ => layout.BracesOnOwnLine ? ["try", "{", $"{layout.Unit}{body};", "}", tail, "{", .. inner, "}"] : ["try {", $"{layout.Unit}{body};", $"}} {tail} {{", .. inner, "}"]);
    }

    private static (SyntaxNode Owner, ExpressionSyntax Body, int Start, int End)? Find(ExpressionSyntax value) =>
        value.FirstAncestorOrSelf<SyntaxNode>(node => node is ArrowExpressionClauseSyntax or AnonymousFunctionExpressionSyntax) switch
        {
            ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax or IndexerDeclarationSyntax or BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax } arrow
                => (arrow, arrow.Expression, arrow.ArrowToken.GetPreviousToken().Span.End, arrow.GetLastToken().GetNextToken().Span.End),
            LambdaExpressionSyntax { ExpressionBody: { } expression } lambda => (lambda, expression, lambda.ArrowToken.Span.End, expression.Span.End),
            _ => null,
        };

    private static SourceText? Replace(FixTarget target, (SyntaxNode Owner, ExpressionSyntax Body, int Start, int End) found, Func<bool, string[]> lines)
    {
        if (ReturnsNothing(target, found.Owner) is not { } isVoid || HasComments(target.Root, found.Start, found.Body.SpanStart))
            return null;
        var layout = target.Layout;
        var outer = layout.IndentationAt(found.Start);
        var isInline = found.Owner.Parent is AccessorDeclarationSyntax { Parent: AccessorListSyntax list } && layout.LineAt(list.SpanStart).LineNumber == layout.LineAt(list.Span.End).LineNumber;
        var block = isInline ? $" {{ {string.Join(" ", lines(isVoid).Select(line => line.Trim()))} }}"
            : found.Owner.Parent is PropertyDeclarationSyntax or IndexerDeclarationSyntax
            ? Block(layout, outer, [$"get{Block(layout, outer + layout.Unit, lines(isVoid))}"])
            : Block(layout, outer, lines(isVoid));
        var changes = new Changes();
        changes.Replace(TextSpan.FromBounds(found.Start, found.End), block);
        return changes.ApplyTo(target.Text);
    }

    private static string Block(Layout layout, string indentation, string[] lines)
    {
        var open = layout.BracesOnOwnLine ? layout.NewLine + indentation + "{" : " {";
        return open + string.Concat(lines.Select(line => layout.NewLine + indentation + layout.Unit + line)) + layout.NewLine + indentation + "}";
    }

    private static bool? ReturnsNothing(FixTarget target, SyntaxNode owner)
    {
        var symbol = owner is ArrowExpressionClauseSyntax ? target.Model.GetDeclaredSymbol(owner.Parent!) : target.Model.GetSymbolInfo(owner).Symbol;
        if (symbol is IPropertySymbol)
            return false;
        return symbol is IMethodSymbol method ? method.ReturnsVoid || (method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false }) : null;
    }

    private static bool HasComments(SyntaxNode root, int start, int end) =>
        root.DescendantTrivia(TextSpan.FromBounds(start, end)).Any(trivia => trivia.SpanStart >= start && trivia.SpanStart < end
            && (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia) || trivia.IsDirective));
}
