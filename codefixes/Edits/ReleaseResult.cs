using System.Collections.Generic;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
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
        if (acquisition.Statement is { } statement && target.Model.GetTypeInfo(value).Type is { } type && !target.HasRelease(type) && Elements.TypeOf(type) is { } element)
        {
            if (ReleaseAll(statement, value, type, element, target) is { } all)
                yield return new Proposal(FixActions.ReleaseResult, $"Release {target.Name}", all);
            yield break;
        }

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

    /// <summary>`foreach (DevmemToken token in Detached(batch)) token.Release();` for `Detached(batch);`.</summary>
    private static SourceText? ReleaseAll(StatementSyntax statement, ExpressionSyntax value, ITypeSymbol type, ITypeSymbol element, FixTarget target)
    {
        var changes = new Changes();
        var indentation = target.Layout.IndentationAt(statement.SpanStart);
        changes.Replace(statement.Span, string.Join(target.Layout.NewLine + indentation, Elements.Release(value.ToString(), type, element, target)));
        return StatementList.Around(statement) is null ? null : changes.ApplyTo(target.Text);
    }
}
