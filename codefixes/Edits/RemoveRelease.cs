using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Devmem.CodeFixes.Editing;
using Devmem.CodeFixes.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>
/// Removes a second release; where the first is only on some paths, the first. Not while the handle leaks: what a path lacks must be clear before anything goes.
/// </summary>
/// <param name="lent">Whether it is about what was only lent: its owner releases it, elsewhere.</param>
internal sealed class RemoveRelease(bool lent = false) : IEdit
{
    /// <inheritdoc/>
    public bool Reaches => lent;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Proposal>> ProposeAsync(FixTarget target, Recheck recheck, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Proposal>>(recheck.HasLeakOf(target.Variable) ? [] : [.. Propose(target)]);

    private IEnumerable<Proposal> Propose(FixTarget target)
    {
        (TextSpan, string)[] places = lent ? [.. target.Releases.Select(place => (place, "release of"))] : [(target.Node.Span, "second release of"), (target.EndedAt ?? target.Node.Span, "earlier release of")];
        foreach (var (place, which) in places)
        {
            if (target.CallStatementAt(place) is { } statement && HasNoOtherEffect(statement) && Without(statement, target) is { } text)
                yield return new Proposal(FixActions.RemoveRelease, $"Remove the {which} {target.Name}", text);
        }
    }

    private static SourceText? Without(ExpressionStatementSyntax statement, FixTarget target)
    {
        var changes = new Changes();
        var whole = Removal.WhatGoesWith(statement);
        if (Removal.IsPossible(whole))
            Removal.Of(whole, target, changes);
        else
            changes.Replace(statement.Span, "{ }");
        return changes.ApplyTo(target.Text);
    }

    /// <summary>Whether the receiver is only named, so that nothing else goes with the call.</summary>
    private static bool HasNoOtherEffect(ExpressionStatementSyntax statement) =>
        statement.DescendantNodes().Count(node => node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax) == 1
        && !statement.DescendantNodes().Any(node => node is AssignmentExpressionSyntax || node.IsKind(SyntaxKind.PostIncrementExpression) || node.IsKind(SyntaxKind.PreIncrementExpression)
            || node.IsKind(SyntaxKind.PostDecrementExpression) || node.IsKind(SyntaxKind.PreDecrementExpression))
        && (statement.Expression is not InvocationExpressionSyntax call || call.ArgumentList.Arguments.All(argument => argument.Expression is IdentifierNameSyntax && call.ArgumentList.Arguments.Count == 1));
}
