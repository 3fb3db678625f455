using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>`out _` becomes a variable that is released in the next statement, in the branch that it decides about, or before its result is returned.</summary>
internal sealed class ReleaseDiscardedOut : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.Node is not InvocationExpressionSyntax call || call.ArgumentList.Arguments.FirstOrDefault(IsDiscarded) is not { } argument || target.Model.GetTypeInfo(argument.Expression).Type is not { } type)
            yield break;
        var name = Names.Fresh(target, Names.For(type));
        var isNullable = type.IsReferenceType && target.Model.GetNullableContext(call.SpanStart).AnnotationsEnabled();
        var written = type.WithNullableAnnotation(isNullable ? NullableAnnotation.Annotated : NullableAnnotation.None).ToMinimalDisplayString(target.Model, call.SpanStart);
        var variable = new Variable(target, argument.Expression, $"{written} {name}", target.ReleaseOf(name, type.IsReferenceType), target.ReleaseOf(name, mayBeNull: false));
        if (variable.Release(call) is { } text)
            yield return new Proposal(FixActions.ReleaseResult, $"Release {target.Name}", text);
    }

    private static bool IsDiscarded(ArgumentSyntax argument) => argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword)
        && argument.Expression is IdentifierNameSyntax { Identifier.ValueText: "_" } or DeclarationExpressionSyntax { Designation: DiscardDesignationSyntax };

    /// <summary>The variable that takes the place of the discard.</summary>
    /// <param name="Target">The diagnostic.</param>
    /// <param name="Discard">What it replaces.</param>
    /// <param name="Declaration">Its type and name.</param>
    /// <param name="IfThere">Its release where it may be null.</param>
    /// <param name="Surely">Its release where it is not.</param>
    private sealed record Variable(FixTarget Target, ExpressionSyntax Discard, string Declaration, string IfThere, string Surely)
    {
        public SourceText? Release(InvocationExpressionSyntax call)
        {
            var changes = new Changes();
            switch (call.FirstAncestorOrSelf<SyntaxNode>(node => node is StatementSyntax or ArrowExpressionClauseSyntax or AnonymousFunctionExpressionSyntax))
            {
                case ExpressionStatementSyntax statement when StatementList.Around(statement) is not null:
                    Insertion.After(statement, Target, changes, IfThere);
                    break;
                case ExpressionStatementSyntax statement:
                    Insertion.Beside(statement, Target, changes, [IfThere], before: false);
                    break;
                case LambdaExpressionSyntax { ExpressionBody: { } body }:
                    return ToBlock(body);
                case IfStatementSyntax { Statement: BlockSyntax block }:
                    Insertion.AtStart(block, Target, changes, Surely);
                    break;
                case IfStatementSyntax choice:
                    Insertion.Before(choice.Statement, Target, changes, Surely);
                    break;
                case WhileStatementSyntax { Statement: BlockSyntax block }:
                    Insertion.AtStart(block, Target, changes, Surely);
                    break;
                case WhileStatementSyntax loop when loop.Condition.Contains(call) && loop.Statement is not EmptyStatementSyntax:
                    Insertion.Before(loop.Statement, Target, changes, Surely);
                    break;
                case ReturnStatementSyntax { Expression: { } value } statement when Target.Model.GetTypeInfo(value).ConvertedType is { } type:
                    var name = Names.Fresh(Target, "result");
                    changes.Replace(value.Span, name);
                    Insertion.Before(statement, Target, changes, $"{Names.TypeOf(Target, type)} {name} = {Written(value)};", IfThere);
                    return changes.ApplyTo(Target.Text);
                case ArrowExpressionClauseSyntax { Expression: var body }:
                    return ToBlock(body);
                default:
                    return null;
            }

            changes.Replace(Discard.Span, Declaration);
            return changes.ApplyTo(Target.Text);
        }

        private SourceText? ToBlock(ExpressionSyntax body) => Target.Model.GetTypeInfo(body).ConvertedType is { } type
            ? ExpressionBody.ToBlock(Target, body, result => [$"{(result is null ? "" : $"{Names.TypeOf(Target, type)} {result} = ")}{Written(body)};", IfThere]) : null;

        private string Written(ExpressionSyntax value) =>
            Target.Text.ToString(TextSpan.FromBounds(value.SpanStart, Discard.SpanStart)) + Declaration + Target.Text.ToString(TextSpan.FromBounds(Discard.Span.End, value.Span.End));
    }
}
