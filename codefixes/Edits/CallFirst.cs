using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>
/// `queue.Enqueue((batch, gpu.Launch(batch)));` loses the batch where the inner call throws: that comes first, in a `try` with a `catch` that releases and throws on, and its
/// result gets a variable.
/// </summary>
internal sealed class CallFirst : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.Variable is not { } variable || target.Acquisition?.Statement is not { } acquired || StatementList.Around(acquired) is not { } list)
            yield break;
        var first = list.Statements.Skip(list.IndexOf(acquired) + 1).FirstOrDefault(statement => target.HandOvers.Any(statement.Span.Contains));
        if (first is not ExpressionStatementSyntax { Expression: var whole } || list.IndexOf(first) != list.IndexOf(acquired) + 1 || !target.Layout.IsFirstOnLine(first.SpanStart))
            yield break;
        var inner = whole.DescendantNodes().OfType<ArgumentSyntax>().Select(argument => argument.Expression).Where(each => each is InvocationExpressionSyntax).ToArray();
        if (inner is [var call] && target.Model.GetTypeInfo(call).Type is { SpecialType: not SpecialType.System_Void } type && Text(call, type, first, variable, target) is { } text)
            yield return new Proposal(FixActions.ReleaseOnException, $"Release '{variable}' when '{((InvocationExpressionSyntax)call).Expression.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Last()}' throws", text);
    }

    private static SourceText? Text(ExpressionSyntax call, ITypeSymbol type, StatementSyntax statement, string variable, FixTarget target)
    {
        var layout = target.Layout;
        var name = Names.Fresh(target, type.SpecialType == SpecialType.None ? Names.For(type) : "result");
        var release = target.ReleaseOf(variable, target.MayBeNull());
        string[] open = layout.BracesOnOwnLine ? ["try", "{"] : ["try {"];
        string[] turn = layout.BracesOnOwnLine ? ["}", "catch", "{"] : ["} catch {"];
        var written = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(target.Model, statement.SpanStart);
        var changes = new Changes();
        Insertion.Before(statement, target, changes, [$"{written} {name};", .. open, $"{layout.Unit}{name} = {call};", .. turn, layout.Unit + release, layout.Unit + "throw;", "}"]);
        changes.Replace(call.Span, name);
        return changes.ApplyTo(target.Text);
    }
}
