using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.CodeFixes.Editing;

/// <summary>Code whose running nobody can tell from outside: a release may as well come after it.</summary>
internal static class Plain
{
    /// <summary>Whether a node calls nothing, waits for nothing and gives nothing out.</summary>
    public static bool Is(SyntaxNode node) => !node.DescendantNodesAndSelf(inner => inner is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(Acts);

    /// <summary>Whether an expression may be written twice: it is plain and changes nothing.</summary>
    public static bool IsPure(SyntaxNode node) => Is(node) && !node.DescendantNodesAndSelf().Any(each => each is AssignmentExpressionSyntax || each.IsKind(SyntaxKind.PostIncrementExpression)
        || each.IsKind(SyntaxKind.PreIncrementExpression) || each.IsKind(SyntaxKind.PostDecrementExpression) || each.IsKind(SyntaxKind.PreDecrementExpression));

    /// <summary>Whether nothing but plain code can run between <paramref name="statement"/> and the end of <paramref name="scope"/>.</summary>
    public static bool IsAllUntilEndOf(StatementList scope, StatementSyntax statement)
    {
        var last = statement;
        while (StatementList.Around(last) is { } list)
        {
            foreach (var next in list.Statements.Skip(list.IndexOf(last) + 1))
            {
                if (!Is(next))
                    return false;
                if (Leaves(next, scope))
                    return true;
            }

            if (list.Parent == scope.Parent)
                return true;
            if (OuterOf(list.Parent) is not { } outer)
                return false;
            last = outer;
        }

        return false;
    }

    /// <summary>Where control goes on when a list inside of a statement has run; null where it may run again or something else comes first.</summary>
    public static StatementSyntax? OuterOf(SyntaxNode parent) => parent switch
    {
        BlockSyntax { Parent: ElseClauseSyntax { Parent: IfStatementSyntax outer } } => Topmost(outer),
        BlockSyntax { Parent: IfStatementSyntax outer } => Topmost(outer),
        IfStatementSyntax outer => Topmost(outer),
        ElseClauseSyntax { Parent: IfStatementSyntax outer } => Topmost(outer),
        BlockSyntax { Parent: BlockSyntax or SwitchSectionSyntax } block => block,
        BlockSyntax { Parent: TryStatementSyntax { Finally: null } outer } => outer,
        BlockSyntax { Parent: CatchClauseSyntax { Parent: TryStatementSyntax { Finally: null } outer } } => outer,
        SwitchSectionSyntax { Parent: SwitchStatementSyntax outer } => outer,
        _ => null,
    };

    private static StatementSyntax Topmost(IfStatementSyntax statement) =>
        statement.Parent is ElseClauseSyntax { Parent: IfStatementSyntax outer } ? Topmost(outer) : statement;

    private static bool Leaves(StatementSyntax statement, StatementList scope) => statement switch
    {
        ReturnStatementSyntax or ThrowStatementSyntax => true,
        YieldStatementSyntax => false,
        BreakStatementSyntax => !scope.Parent.Contains(TargetOf(statement, breaks: true)),
        ContinueStatementSyntax => !scope.Parent.Contains(TargetOf(statement, breaks: false)),
        _ => false,
    };

    private static SyntaxNode? TargetOf(StatementSyntax jump, bool breaks) => jump.Ancestors().FirstOrDefault(node =>
        node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax || (breaks && node is SwitchStatementSyntax));

    private static bool Acts(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax or AwaitExpressionSyntax or YieldStatementSyntax or UsingStatementSyntax or LockStatementSyntax or CommonForEachStatementSyntax => true,
        BaseObjectCreationExpressionSyntax creation => creation.Parent is not ThrowStatementSyntax,
        LocalDeclarationStatementSyntax local => local.UsingKeyword.IsKind(SyntaxKind.UsingKeyword),
        _ => false,
    };
}
