using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.CodeFixes.Edits;

/// <summary>`writer.TryWrite(batch);` becomes `if (!writer.TryWrite(batch))` with a release below it: who refuses a handle does not own it.</summary>
internal sealed class ReleaseWhereRefused : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.Variable is not { } variable || variable == "_")
            yield break;
        foreach (var attempt in target.HandOvers.Select(target.CallStatementAt).OfType<ExpressionStatementSyntax>())
        {
            var call = attempt.Expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } discard ? discard.Right : attempt.Expression;
            if (target.Model.GetTypeInfo(call).Type?.SpecialType != SpecialType.System_Boolean || StatementList.Around(attempt) is null)
                continue;
            var changes = new Changes();
            var indentation = target.Layout.IndentationAt(attempt.SpanStart);
            changes.Replace(attempt.Span, string.Join(target.Layout.NewLine + indentation, target.Layout.Embedding($"if (!{call})", target.ReleaseOf(variable, mayBeNull: false))));
            if (changes.ApplyTo(target.Text) is { } text)
                yield return new Proposal(FixActions.ReleaseOnPaths, $"Release '{variable}' where it is refused", text);
        }
    }
}
