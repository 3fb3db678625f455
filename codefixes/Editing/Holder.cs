using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.CodeFixes.Editing;

/// <summary>A local value that a handle becomes part of: a tuple, an array, a struct, an object that only borrows it.</summary>
internal static class Holder
{
    /// <summary>
    /// Whether the handle becomes part of a local variable of the same block that stays in it, so that it may be released at the end of the block by whoever holds it besides.
    /// </summary>
    public static bool KeepsIt(Acquisition acquisition, FixTarget target)
    {
        if (acquisition.Statement is not { } statement || !target.HandOvers.All(statement.Span.Contains) || StatementList.Around(statement) is not { } list || !IsPart(acquisition.Value, statement) || Local(acquisition.Value, statement) is not { } name)
            return false;
        var isHere = statement is LocalDeclarationStatementSyntax || list.Statements.OfType<LocalDeclarationStatementSyntax>().Any(each => each.Declaration.Variables.Any(variable => variable.Identifier.ValueText == name));
        return isHere && !list.Parent.DescendantNodes().OfType<IdentifierNameSyntax>().Where(each => each.Identifier.ValueText == name).Any(Escapes);
    }

    /// <summary>Whether only what builds values stands between the handle and its statement.</summary>
    private static bool IsPart(SyntaxNode value, StatementSyntax statement) => value.Ancestors().TakeWhile(node => node != statement).All(node => node switch
    {
        ArgumentSyntax argument => argument.Parent is TupleExpressionSyntax or ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax },
        ArgumentListSyntax or TupleExpressionSyntax or BaseObjectCreationExpressionSyntax or AnonymousObjectCreationExpressionSyntax or AnonymousObjectMemberDeclaratorSyntax => true,
        InitializerExpressionSyntax or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or CollectionExpressionSyntax or ExpressionElementSyntax => true,
        StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax or CastExpressionSyntax or ParenthesizedExpressionSyntax => true,
        BinaryExpressionSyntax binary => binary.IsKind(SyntaxKind.CoalesceExpression),
        EqualsValueClauseSyntax or VariableDeclaratorSyntax or VariableDeclarationSyntax => true,
        AssignmentExpressionSyntax assignment => assignment.IsKind(SyntaxKind.SimpleAssignmentExpression),
        _ => false,
    });

    private static string? Local(SyntaxNode value, StatementSyntax statement) => statement switch
    {
        LocalDeclarationStatementSyntax { Declaration.Variables: [var variable] } => variable.Identifier.ValueText,
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: var left } } when left is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or DeclarationExpressionSyntax => Root(left),
        _ => null,
    };

    private static string? Root(ExpressionSyntax place) => place switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => Root(access.Expression),
        ElementAccessExpressionSyntax access => Root(access.Expression),
        DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax { Variables: [SingleVariableDesignationSyntax first, ..] } } => first.Identifier.ValueText,
        _ => null,
    };

    /// <summary>Whether the variable goes where it may live longer than its block.</summary>
    private static bool Escapes(IdentifierNameSyntax name) => name.Parent switch
    {
        ReturnStatementSyntax or YieldStatementSyntax or EqualsValueClauseSyntax or ArrowExpressionClauseSyntax or AwaitExpressionSyntax => true,
        AssignmentExpressionSyntax assignment => assignment.Right == name && assignment.Left is not IdentifierNameSyntax { Identifier.ValueText: "_" },
        ArgumentSyntax argument => argument.Parent is TupleExpressionSyntax or ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax },
        SpreadElementSyntax or ExpressionElementSyntax or InitializerExpressionSyntax => true,
        _ => name.Ancestors().Any(node => node is AnonymousFunctionExpressionSyntax) && name.Ancestors().OfType<AnonymousFunctionExpressionSyntax>().First() is var lambda
            && lambda.Ancestors().OfType<BlockSyntax>().FirstOrDefault() is { } block && block.DescendantNodes().OfType<VariableDeclaratorSyntax>().Any(each => each.Identifier.ValueText == name.Identifier.ValueText && !lambda.Contains(each)),
    };
}
