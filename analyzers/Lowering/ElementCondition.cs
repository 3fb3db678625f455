using System.Linq;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>What `list.Where(t => …)` asks of each element, where it asks for members of the element alone.</summary>
/// <param name="Text">The condition, the same for it and its negation.</param>
/// <param name="Holds">Whether it must hold.</param>
internal sealed record ElementCondition(string Text, bool Holds)
{
    /// <summary>The condition of a call; null: it is no such call, or asks for something else.</summary>
    public static ElementCondition? Of(IOperation operation, out IOperation? source)
    {
        source = null;
        if (operation is not IInvocationOperation { TargetMethod: { Name: "Where" } method, Arguments: [{ Value: var first }, _] } || !Queries.IsMember(method)
            || operation.Syntax is not InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } || arguments.LastOrDefault()?.Expression is not SimpleLambdaExpressionSyntax { ExpressionBody: { } body } lambda)
            return null;
        source = first;
        var element = lambda.Parameter.Identifier.Text;
        return body.DescendantNodesAndSelf().All(node => IsOfElement(node, element)) ? Normal(body, element) : null;
    }

    /// <summary>Whether the part of a condition has one value as long as the element does not change.</summary>
    private static bool IsOfElement(SyntaxNode node, string element) => node switch
    {
        IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } name when access.Name == name => true,
        IdentifierNameSyntax name => name.Identifier.Text == element,
        MemberAccessExpressionSyntax or LiteralExpressionSyntax or BinaryExpressionSyntax or ParenthesizedExpressionSyntax => true,
        PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.LogicalNotExpression) || prefix.IsKind(SyntaxKind.UnaryMinusExpression),
        _ => false,
    };

    private static ElementCondition Normal(ExpressionSyntax condition, string element) => condition switch
    {
        ParenthesizedExpressionSyntax inner => Normal(inner.Expression, element),
        PrefixUnaryExpressionSyntax not when not.IsKind(SyntaxKind.LogicalNotExpression) => Normal(not.Operand, element) is var inner ? inner with { Holds = !inner.Holds } : null!,
        BinaryExpressionSyntax binary when Positive(binary.Kind()) is { } sign => new(TextOf(binary.Left, element) + sign + TextOf(binary.Right, element), false),
        _ => new(TextOf(condition, element), true),
    };

    /// <summary>The sign of the comparison that holds just when such a one does not.</summary>
    private static string? Positive(SyntaxKind kind) => kind switch
    {
        SyntaxKind.GreaterThanOrEqualExpression => "<",
        SyntaxKind.LessThanOrEqualExpression => ">",
        SyntaxKind.NotEqualsExpression => "==",
        _ => null,
    };

    private static string TextOf(SyntaxNode node, string element) => string.Concat(node.DescendantTokens().Select(token =>
        token.Parent is IdentifierNameSyntax name && name.Identifier.Text == element && !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name) ? "_" : token.Text));
}
