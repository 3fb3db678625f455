using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>Releases a handle right where it is let go: what is taken out of a collection and dropped, what is overwritten in its place, what is in a collection that is cleared.</summary>
internal sealed class ReleaseAtLeak : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.LeaksAt is not { } place || target.Root.FindNode(place, getInnermostNodeForTie: true) is not { } node || node.Contains(target.Node) && target.Exit != nameof(Analyzers.Flow.LeakExit.Overwrite))
            yield break;
        if (target.Exit == nameof(Analyzers.Flow.LeakExit.Discard) && Taken(node) is { } taken && ReleaseTaken(taken, target) is { } released)
            yield return new Proposal(FixActions.ReleaseResult, $"Release what '{taken.Expression.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Last()}' gives back", released);
        if (target.Exit is not (nameof(Analyzers.Flow.LeakExit.Overwrite) or nameof(Analyzers.Flow.LeakExit.Clear)) || node.FirstAncestorOrSelf<StatementSyntax>() is not { } statement || !RunsOnce(statement, node) || (Container.Of(target) is null && HandOver.MayPrecede(target, statement)))
            yield break;
        foreach (var (name, lines) in Releases(node, target))
        {
            var changes = new Changes();
            Insertion.Before(statement, target, changes, lines);
            if (changes.ApplyTo(target.Text) is { } text)
                yield return new Proposal(FixActions.ReleaseBeforeOverwrite, $"Release {name} before it is let go", text);
        }
    }

    private static InvocationExpressionSyntax? Taken(SyntaxNode node)
    {
        var expression = node is ExpressionStatementSyntax statement ? statement.Expression : node;
        return (expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } discard ? discard.Right : expression) as InvocationExpressionSyntax;
    }

    private static SourceText? ReleaseTaken(InvocationExpressionSyntax taken, FixTarget target)
    {
        if (target.Model.GetTypeInfo(taken).Type is not { } type || type.GetMembers(target.ReleaseMethod).IsEmpty)
            return null;
        var changes = new Changes();
        if (taken.Parent is AssignmentExpressionSyntax discard)
            changes.Delete(TextSpan.FromBounds(discard.SpanStart, taken.SpanStart));
        var mark = type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated ? "?" : "";
        changes.Insert(taken.Span.End, $"{mark}.{target.ReleaseMethod}()");
        return changes.ApplyTo(target.Text);
    }

    private static bool RunsOnce(StatementSyntax statement, SyntaxNode node) => statement is ExpressionStatementSyntax or LocalDeclarationStatementSyntax or ReturnStatementSyntax
        || (statement is IfStatementSyntax choice && choice.Condition.Contains(node));

    private static IEnumerable<(string Name, string[] Lines)> Releases(SyntaxNode node, FixTarget target)
    {
        var left = (node as AssignmentExpressionSyntax ?? (node as ExpressionStatementSyntax)?.Expression as AssignmentExpressionSyntax)?.Left ?? node as ExpressionSyntax;
        if (Container.Of(target) is { } container && (target.Exit == nameof(Analyzers.Flow.LeakExit.Clear) || left is IdentifierNameSyntax { Identifier.ValueText: var name } && name == container.Local.Name))
            yield return ($"what is left in '{container.Local.Name}'", container.Release(target));
        if (left is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "RemoveAt", Expression: IdentifierNameSyntax list }, ArgumentList.Arguments: [{ Expression: var index }] } && Plain.Is(index))
            yield return ($"'{list}[{index}]'", [target.ReleaseOf($"{list}[{index}]", mayBeNull: false)]);
        if (left is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "RemoveFirst" or "RemoveLast", Expression: IdentifierNameSyntax linked } removal, ArgumentList.Arguments.Count: 0 })
        {
            var end = removal.Name.Identifier.ValueText.Substring("Remove".Length);
            yield return ($"the {end.ToLowerInvariant()} of '{linked}'", [target.ReleaseOf($"{linked}.{end}{(target.Language >= LanguageVersion.CSharp8 ? "!" : "")}.Value", mayBeNull: false)]);
        }

        if (left is ElementAccessExpressionSyntax { Expression: var map } place && Plain.IsPure(place) && Elements.ReleaseUnder(place, target) is { } removed)
            yield return ($"what '{map}' holds there", removed);
        if (left is IdentifierNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax && Plain.IsPure(left) && target.Model.GetTypeInfo(left).Type is { } type && target.HasRelease(type))
            yield return ($"'{left}'", [target.ReleaseOf(left.ToString(), left is IdentifierNameSyntax && left.ToString() == target.Variable ? target.MayBeNull() : type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated })]);
        if (target.Variable is { } variable and not "_")
            yield return ($"'{variable}'", [target.ReleaseOf(variable, target.MayBeNull())]);
    }
}
