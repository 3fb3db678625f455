using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>`given ?? socket.Receive(buffer)` holds what is somebody else's to release, or what was received: only that is released.</summary>
internal sealed class ReleaseUnlessGiven : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.Node.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { Declaration.Variables: [{ Initializer.Value: var value } variable] } declaration
            || Condition(value, target) is not { } condition || StatementList.Around(declaration) is not { } list)
            yield break;
        var name = variable.Identifier.ValueText;
        var lines = target.Layout.Embedding($"if ({condition})", target.ReleaseOf(name, mayBeNull: false));
        var rest = list.From(list.IndexOf(declaration) + 1);
        foreach (var (action, text) in rest.IsEmpty ? [] : new[] { (FixActions.ReleaseOnPaths, AtEnd(rest, lines, target)), (FixActions.TryFinally, InFinally(rest, lines, target)) })
        {
            if (text is not null)
                yield return new Proposal(action, $"Release '{name}' if '{condition}'", text);
        }
    }

    /// <summary>When the value is the one that was received here.</summary>
    private static string? Condition(ExpressionSyntax value, FixTarget target) => value switch
    {
        ParenthesizedExpressionSyntax inner => Condition(inner.Expression, target),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Left: IdentifierNameSyntax given, Right: var right } when right.Contains(target.Node) => $"{given} is null",
        ConditionalExpressionSyntax choice when Plain.Is(choice.Condition) && choice.WhenTrue.Contains(target.Node) => choice.Condition.ToString(),
        ConditionalExpressionSyntax choice when Plain.Is(choice.Condition) && choice.WhenFalse.Contains(target.Node) => Not(choice.Condition),
        _ => null,
    };

    private static string Not(ExpressionSyntax condition) => condition switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression, Operand: var operand } => operand.ToString(),
        IdentifierNameSyntax or MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax => $"!{condition}",
        _ => $"!({condition})",
    };

    private static SourceText? AtEnd(StatementRange rest, string[] lines, FixTarget target)
    {
        var changes = new Changes();
        Insertion.After(rest.LastStatement, target, changes, lines);
        return changes.ApplyTo(target.Text);
    }

    private static SourceText? InFinally(StatementRange rest, string[] lines, FixTarget target)
    {
        var changes = new Changes();
        return new Wrapping(target, changes, rest).Add("try", "finally", lines) ? changes.ApplyTo(target.Text) : null;
    }
}
