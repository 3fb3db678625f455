using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.CodeFixes.Editing;

/// <summary>Where a handle goes when it comes.</summary>
internal enum Reception
{
    /// <summary>Into a variable that is declared there.</summary>
    Declared,

    /// <summary>Into a variable that is there already.</summary>
    Assigned,

    /// <summary>Into an `out` variable, or one of a pattern.</summary>
    Out,

    /// <summary>Nowhere.</summary>
    Dropped,

    /// <summary>Into an expression that uses it.</summary>
    Nested,
}

/// <summary>The expression that brings a handle and what stands around it.</summary>
/// <param name="Value">The whole expression whose value is the handle, with its `await`.</param>
/// <param name="Statement">The statement that it stands in; null in an expression body or an initialiser.</param>
/// <param name="Reception">Where the handle goes.</param>
internal sealed record Acquisition(ExpressionSyntax Value, StatementSyntax? Statement, Reception Reception)
{
    public static Acquisition? Of(SyntaxNode node, string? variable)
    {
        if (node is not ExpressionSyntax expression)
            return null;
        if (TakesOut(expression, variable))
            return new Acquisition(expression, StatementOf(expression), Reception.Out);
        var value = Whole(expression);
        if (!IsOwned(value))
            return null;
        if (value.Parent is LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } && Whole(call) is { Parent: EqualsValueClauseSyntax } result)
            value = result;
        return new Acquisition(value, StatementOf(value), value.Parent switch
        {
            IsPatternExpressionSyntax { Pattern: RecursivePatternSyntax { Designation: SingleVariableDesignationSyntax } or DeclarationPatternSyntax { Designation: SingleVariableDesignationSyntax } } => Reception.Out,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Parent: LocalDeclarationStatementSyntax } declaration } } when declaration.Variables.All(each => each.Initializer is not null) => Reception.Declared,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Parent: ExpressionStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax } => Reception.Dropped,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax, Parent: ExpressionStatementSyntax or AssignmentExpressionSyntax { Left: IdentifierNameSyntax, Parent: ExpressionStatementSyntax } } => Reception.Assigned,
            ExpressionStatementSyntax => Reception.Dropped,
            _ => Reception.Nested,
        });
    }

    private static bool TakesOut(ExpressionSyntax expression, string? variable) =>
        variable is not null && expression is InvocationExpressionSyntax call && call.ArgumentList.Arguments.Any(argument =>
            (argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword) || argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword)) && argument.Expression switch
            {
                DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax named } => named.Identifier.ValueText == variable,
                IdentifierNameSyntax name => name.Identifier.ValueText == variable && variable != "_",
                _ => false,
            });

    /// <summary>From the call outwards as long as the value stays the handle.</summary>
    private static ExpressionSyntax Whole(ExpressionSyntax expression)
    {
        while (true)
        {
            var next = expression.Parent switch
            {
                AwaitExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax => (ExpressionSyntax)expression.Parent,
                ConditionalExpressionSyntax conditional when conditional.Condition != expression => conditional,
                BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.CoalesceExpression) || binary.IsKind(SyntaxKind.AsExpression) => binary,
                ConditionalAccessExpressionSyntax access when access.WhenNotNull == expression => access,
                SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } => choice,
                MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "AsTask" or "WaitAsync" or "GetAwaiter" or "GetResult", Parent: InvocationExpressionSyntax configured } => configured,
                MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result", Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsTask" } } } result => result,
                _ => null,
            };
            if (next is null)
                return expression;
            expression = next;
        }
    }

    /// <summary>Whether the value is new whichever way it comes: what `given ?? Receive()` holds may be somebody else's to release.</summary>
    private static bool IsOwned(ExpressionSyntax value) => value switch
    {
        ParenthesizedExpressionSyntax inner => IsOwned(inner.Expression),
        CastExpressionSyntax cast => IsOwned(cast.Expression),
        PostfixUnaryExpressionSyntax suppressed => IsOwned(suppressed.Operand),
        ConditionalExpressionSyntax choice => IsOwned(choice.WhenTrue) && IsOwned(choice.WhenFalse),
        SwitchExpressionSyntax choice => choice.Arms.All(arm => IsOwned(arm.Expression)),
        BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.CoalesceExpression) => IsOwned(binary.Left) && IsOwned(binary.Right),
        BinaryExpressionSyntax binary => IsOwned(binary.Left),
        AwaitExpressionSyntax awaited => awaited.Expression is not (ConditionalExpressionSyntax or IdentifierNameSyntax),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result", Expression: InvocationExpressionSyntax } => true,
        IdentifierNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ThisExpressionSyntax => false,
        _ => true,
    };

    /// <summary>The variable of the pattern that receives the handle.</summary>
    public string? PatternVariable => Value.Parent is IsPatternExpressionSyntax test
        ? test.Pattern.DescendantNodes().OfType<SingleVariableDesignationSyntax>().LastOrDefault(name => name.Parent == test.Pattern)?.Identifier.ValueText
        : null;

    private static StatementSyntax? StatementOf(SyntaxNode node)
    {
        for (var each = node; each is not null; each = each.Parent)
        {
            switch (each)
            {
                case StatementSyntax statement:
                    return statement;
                case ArrowExpressionClauseSyntax:
                    return null;
                case AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }
}
