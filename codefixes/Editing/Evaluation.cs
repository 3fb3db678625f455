using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.CodeFixes.Editing;

/// <summary>What is evaluated before what.</summary>
internal static class Evaluation
{
    /// <summary>Whether <paramref name="value"/> is evaluated once whenever <paramref name="root"/> is, and before anything else in it that acts.</summary>
    public static bool ComesFirst(ExpressionSyntax value, SyntaxNode root)
    {
        SyntaxNode child = value;
        while (child != root)
        {
            var parent = child.Parent!;
            if (IsConditional(parent, child) || parent.ChildNodes().TakeWhile(each => each != child).Any(Acts))
                return false;
            child = parent;
        }

        return true;
    }

    private static bool IsConditional(SyntaxNode parent, SyntaxNode child) => parent switch
    {
        BinaryExpressionSyntax binary => binary.Right == child && (binary.IsKind(SyntaxKind.LogicalAndExpression) || binary.IsKind(SyntaxKind.LogicalOrExpression) || binary.IsKind(SyntaxKind.CoalesceExpression)),
        ConditionalExpressionSyntax choice => choice.Condition != child,
        ConditionalAccessExpressionSyntax access => access.WhenNotNull == child,
        SwitchExpressionSyntax choice => choice.GoverningExpression != child,
        AssignmentExpressionSyntax assignment => assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression),
        AnonymousFunctionExpressionSyntax or QueryExpressionSyntax or LocalFunctionStatementSyntax => true,
        WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or BlockSyntax or CatchFilterClauseSyntax => true,
        _ => false,
    };

    private static bool Acts(SyntaxNode node) => node.DescendantNodesAndSelf().Any(each =>
        each is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or AwaitExpressionSyntax or AssignmentExpressionSyntax or ElementAccessExpressionSyntax or PostfixUnaryExpressionSyntax
        || each.IsKind(SyntaxKind.PreIncrementExpression) || each.IsKind(SyntaxKind.PreDecrementExpression));
}
