using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>A loop over handles that a call brings, and that may be left early: they get a variable, and a `finally` that releases all of them.</summary>
internal sealed class KeepCollection : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.Node.FirstAncestorOrSelf<ForEachStatementSyntax>() is not { AwaitKeyword.RawKind: 0, Expression: InvocationExpressionSyntax call } loop || !call.Contains(target.Node)
            || target.Model.GetTypeInfo(call).Type is not { } type || Elements.TypeOf(type) is not { } element || StatementList.Around(loop) is not { } list)
            yield break;
        var name = Names.Fresh(target, Names.ForSome(element));
        if (Keep(loop, call, type, element, name, list, target) is { } text)
            yield return new Proposal(FixActions.ReleaseElements, $"Release what '{call.Expression.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Last()}' gives in a finally block", text);
    }

    private static SourceText? Keep(ForEachStatementSyntax loop, InvocationExpressionSyntax call, ITypeSymbol type, ITypeSymbol element, string name, StatementList list, FixTarget target)
    {
        var changes = new Changes();
        Insertion.Before(loop, target, changes, $"{Names.TypeOf(target, type.WithNullableAnnotation(NullableAnnotation.NotAnnotated))} {name} = {call};");
        changes.Replace(call.Span, name);
        foreach (var release in Elements.ReleasesIn(loop).Where(Removal.IsPossible))
            Removal.Of(release, target, changes);
        var range = list.Between(list.IndexOf(loop), list.IndexOf(loop) + 1);
        return new Wrapping(target, changes, range).Add("try", "finally", Elements.Release(name, type, element, target, list.Parent)) ? changes.ApplyTo(target.Text) : null;
    }
}
