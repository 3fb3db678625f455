using System.Collections.Generic;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>`second.Release([token])` becomes `first.Release([token])`, or `token.Release()` where the receiver has no name there.</summary>
internal sealed class ReleaseThroughReceiver : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        var call = target.Node as InvocationExpressionSyntax ?? target.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>();
        if (call is not { Expression: MemberAccessExpressionSyntax access })
            yield break;
        var what = target.Variable is null ? "the tokens" : target.Name;
        if (target.Parent is { } receiver && Replaced(target, access.Expression.Span, receiver) is { } through)
            yield return new Proposal(FixActions.ReleaseThroughReceiver, $"Release {what} through '{receiver}', which received it", through);
        if (call.Parent is ExpressionStatementSyntax && OnlyToken(call) is { } token && Replaced(target, call.Span, $"{token}.Release()") is { } itself)
            yield return new Proposal(FixActions.ReleaseThroughReceiver, $"Release {target.Name} by itself: it knows what received it", itself);
    }

    private static SourceText? Replaced(FixTarget target, TextSpan span, string text)
    {
        var changes = new Changes();
        changes.Replace(span, text);
        return changes.ApplyTo(target.Text);
    }

    /// <summary>The one token in `[token]`, `new[] { token }` or `stackalloc[] { token }`.</summary>
    private static IdentifierNameSyntax? OnlyToken(InvocationExpressionSyntax call) => call.ArgumentList.Arguments is not [{ Expression: var list }] ? null : list switch
    {
        CollectionExpressionSyntax { Elements: [ExpressionElementSyntax { Expression: IdentifierNameSyntax name }] } => name,
        ImplicitArrayCreationExpressionSyntax { Initializer.Expressions: [IdentifierNameSyntax name] } => name,
        ImplicitStackAllocArrayCreationExpressionSyntax { Initializer.Expressions: [IdentifierNameSyntax name] } => name,
        ArrayCreationExpressionSyntax { Initializer.Expressions: [IdentifierNameSyntax name] } => name,
        _ => null,
    };
}
