using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Editing;

/// <summary>Whether somebody else may already own the handle where a release would come: what was handed over is never released.</summary>
internal static class HandOver
{
    /// <summary>Whether control can come from a hand-over to right before <paramref name="statement"/>.</summary>
    public static bool MayPrecede(FixTarget target, StatementSyntax statement) => target.HandOvers.Any(place => Leads(place, statement.SpanStart, target));

    /// <summary>Whether control can come from a hand-over to the end of <paramref name="range"/>.</summary>
    public static bool MayPrecedeEndOf(FixTarget target, StatementRange range) => target.HandOvers.Any(place => Leads(place, range.LastStatement.Span.End, target));

    /// <summary>Whether control can come from a hand-over to the `else` that <paramref name="choice"/> lacks.</summary>
    public static bool MayPrecedeElseOf(FixTarget target, IfStatementSyntax choice) =>
        target.HandOvers.Any(place => choice.Condition.Span.Contains(place) ? !FailsWhere(choice, place, isElse: true) : !choice.Statement.Span.Contains(place) && Leads(place, choice.SpanStart, target));

    private static bool Leads(TextSpan place, int position, FixTarget target)
    {
        if (place.Contains(target.Node.Span) && place.Length > target.Node.FirstAncestorOrSelf<StatementSyntax>()?.Span.Length)
            return false;
        if (place.Start >= position)
            return Repeats(place, position, target);
        var node = target.Root.FindNode(place, getInnermostNodeForTie: true);
        if (node.FirstAncestorOrSelf<ReturnStatementSyntax>() is { } leaves)
            return leaves.Ancestors().OfType<TryStatementSyntax>().Any(statement => statement.Finally?.Span.Contains(position) == true);
        for (var each = node; each.Parent is { } parent; each = parent)
        {
            if (parent is IfStatementSyntax choice && parent.Span.Contains(position) && (position < parent.Span.End || choice.Condition == each))
            {
                if (choice.Statement == each)
                    return choice.Else is null || !choice.Else.Span.Contains(position);
                if (choice.Condition == each)
                    return !FailsWhere(choice, place, choice.Else?.Span.Contains(position) == true) && choice.Span.Contains(position);
            }

            if (parent is SwitchStatementSyntax && each is SwitchSectionSyntax && position < parent.Span.End && position > each.Span.End)
                return false;
            if (each is StatementSyntax statement && position > each.Span.End && StatementList.Around(statement) is { } list && !list.Parent.Span.Contains(position)
                && target.Model.AnalyzeControlFlow(statement, list.Statements.Last()) is { Succeeded: true, EndPointIsReachable: false } flow && !flow.ExitPoints.Any(exit => exit is GotoStatementSyntax or BreakStatementSyntax))
                return false;
        }

        return true;
    }

    /// <summary>Whether both stand in a loop in which the variable stays the same one.</summary>
    private static bool Repeats(TextSpan place, int position, FixTarget target) => target.Root.FindNode(place).Ancestors()
        .Where(node => node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax)
        .Any(loop => loop.Span.Contains(position) && Extent.DeclarationOf(target) is { } declaration && !loop.Contains(declaration));

    /// <summary>Whether a branch is where the attempt in the condition to hand the handle over failed.</summary>
    private static bool FailsWhere(IfStatementSyntax choice, TextSpan place, bool isElse) => choice.Condition switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: var attempt } => !isElse && attempt.Span.Contains(place),
        InvocationExpressionSyntax or AwaitExpressionSyntax => isElse,
        BinaryExpressionSyntax both when both.IsKind(SyntaxKind.LogicalAndExpression) => isElse,
        _ => false,
    };
}
