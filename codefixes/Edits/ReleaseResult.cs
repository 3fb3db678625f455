using System.Collections.Generic;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>`socket.Receive(buffer);` becomes `socket.Receive(buffer).Dispose();`.</summary>
internal sealed class ReleaseResult : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.Acquisition is not { } acquisition || (acquisition.Reception != Reception.Dropped && acquisition.Value.Parent is not (ArrowExpressionClauseSyntax or LambdaExpressionSyntax)))
            yield break;
        var value = acquisition.Value;
        var changes = new Changes();
        if (value.Parent is AssignmentExpressionSyntax discard)
            changes.Delete(TextSpan.FromBounds(discard.SpanStart, value.SpanStart));
        var (open, close) = value is InvocationExpressionSyntax or ParenthesizedExpressionSyntax or BaseObjectCreationExpressionSyntax or ConditionalAccessExpressionSyntax ? ("", "") : ("(", ")");
        var isAsync = target.ReleaseMethod.EndsWith("Async", System.StringComparison.Ordinal);
        changes.Insert(value.SpanStart, (isAsync ? "await " : "") + open);
        changes.Insert(value.Span.End, $"{close}.{target.ReleaseMethod}()");
        if (changes.ApplyTo(target.Text) is { } text)
            yield return new Proposal(FixActions.ReleaseResult, $"Release {target.Name}", text);
    }
}
