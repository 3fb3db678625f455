using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Analysis;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>What a member holds is released right before the member gets something else, or where it was taken out and dropped.</summary>
internal sealed class ReleaseBeforeReplacing : Edit
{
    /// <inheritdoc/>
    public override bool Reaches => true;

    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        foreach (var text in target.Harm == nameof(MemberHarm.Overwritten) ? Texts(target) : [])
            yield return new Proposal(FixActions.ReleaseBeforeReplacing, $"Release what '{target.Variable}' holds before it is replaced", text);
    }

    /// <summary>The texts after it, likeliest first.</summary>
    public static IEnumerable<SourceText> Texts(FixTarget target) => target.LeaksAt is { } place && OwnedMember.Of(target) is { } member
        ? Texts(target.Root.FindNode(place, getInnermostNodeForTie: true), member, target).OfType<SourceText>() : [];

    private static IEnumerable<SourceText?> Texts(SyntaxNode node, OwnedMember member, FixTarget target)
    {
        var expression = node is ExpressionStatementSyntax whole ? whole.Expression : node.AncestorsAndSelf().OfType<ExpressionSyntax>().LastOrDefault();
        if (expression is null)
            yield break;
        if (Dropped(expression) is { } call)
            yield return ReleaseTaken(call, target);
        if (Numbered(expression, member, target) is { } numbered)
            yield return numbered;
        foreach (var lines in Releases(expression, member, target))
        {
            if (node.FirstAncestorOrSelf<SyntaxNode>(each => each is StatementSyntax or ArrowExpressionClauseSyntax) is StatementSyntax statement)
            {
                if (statement is not (ExpressionStatementSyntax or LocalDeclarationStatementSyntax or ReturnStatementSyntax))
                    continue;
                var changes = new Changes();
                Insertion.Before(statement, target, changes, lines);
                yield return changes.ApplyTo(target.Text);
            }
            else
                yield return ExpressionBody.ToBlock(target, expression, lines, first: true);
        }
    }

    /// <summary>`_ring[_next++] = batch;` whose place must not be worked out twice: it gets a variable.</summary>
    private static SourceText? Numbered(ExpressionSyntax expression, OwnedMember member, FixTarget target)
    {
        if (expression is not AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: var index }] } element, Parent: ExpressionStatementSyntax statement }
            || Plain.IsPure(index) || member.Type is not IArrayTypeSymbol { ElementType: var held } || target.Model.GetTypeInfo(index).Type is not { } number)
            return null;
        var changes = new Changes();
        var name = Names.Fresh(target, "index");
        Insertion.Before(statement, target, changes, $"{Names.TypeOf(target, number)} {name} = {index};", target.ReleaseOf($"{element.Expression}[{name}]", held.IsReferenceType));
        changes.Replace(index.Span, name);
        return changes.ApplyTo(target.Text);
    }

    /// <summary>The call whose result is what was taken out, where nobody keeps it.</summary>
    private static InvocationExpressionSyntax? Dropped(ExpressionSyntax expression) =>
        (expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } discard ? discard.Right : expression) as InvocationExpressionSyntax;

    private static SourceText? ReleaseTaken(InvocationExpressionSyntax taken, FixTarget target)
    {
        if (target.Model.GetTypeInfo(taken).Type is not { } type || target.Model.LookupSymbols(taken.SpanStart, type, target.ReleaseMethod).IsEmpty)
            return null;
        var changes = new Changes();
        if (taken.Parent is AssignmentExpressionSyntax discard)
            changes.Delete(TextSpan.FromBounds(discard.SpanStart, taken.SpanStart));
        var mayBeNull = type.IsReferenceType && (type.NullableAnnotation != NullableAnnotation.NotAnnotated || target.Model.GetTypeInfo(taken).Nullability.FlowState == NullableFlowState.MaybeNull);
        changes.Insert(taken.Span.End, $"{(mayBeNull ? "?" : "")}.{target.ReleaseMethod}()");
        return changes.ApplyTo(target.Text);
    }

    private static IEnumerable<string[]> Releases(ExpressionSyntax expression, OwnedMember member, FixTarget target)
    {
        var left = expression is AssignmentExpressionSyntax assignment ? assignment.Left : Receiver(expression) ?? expression;
        if (!Plain.IsPure(left))
            yield break;
        if (left is ElementAccessExpressionSyntax element && Elements.TypeOf(member.Type) is { } held)
        {
            yield return Elements.ReleaseUnder(element, target) ?? [target.ReleaseOf(element.ToString(), member.Type is IArrayTypeSymbol && held.IsReferenceType)];
            yield break;
        }

        var isSet = expression is AssignmentExpressionSyntax { Right: IdentifierNameSyntax or MemberAccessExpressionSyntax };
        if (member.Release(target, left.ToString(), mayWait: IsAsync(expression)) is not { } lines)
            yield break;
        if (isSet && member.Type.IsReferenceType && IsLast(expression))
            yield return [.. target.Layout.Embedding($"if (ReferenceEquals({left}, {((AssignmentExpressionSyntax)expression).Right}))", "return;"), .. lines];
        yield return lines;
    }

    /// <summary>Whether its member ends behind it and gives nothing back: the same value again needs nothing to be done.</summary>
    private static bool IsLast(ExpressionSyntax expression) => expression.Parent switch
    {
        ArrowExpressionClauseSyntax { Parent: AccessorDeclarationSyntax } => true,
        ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } } } => true,
        ExpressionStatementSyntax { Parent: BlockSyntax { Parent: AccessorDeclarationSyntax or MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } } } block } statement => block.Statements.Last() == statement,
        _ => false,
    };

    /// <summary>`_held` in `_held.Clear()`.</summary>
    private static ExpressionSyntax? Receiver(ExpressionSyntax expression) => expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } ? access.Expression : null;

    private static bool IsAsync(SyntaxNode node) => node.Ancestors().OfType<MethodDeclarationSyntax>().FirstOrDefault()?.Modifiers.Any(SyntaxKind.AsyncKeyword) == true;
}
