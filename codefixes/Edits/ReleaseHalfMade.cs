using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>What the base has acquired already is released where the rest of a constructor throws: nobody gets the object.</summary>
internal sealed class ReleaseHalfMade : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.Node.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is not { Initializer: { } initializer } maker || !initializer.Span.IntersectsWith(target.Node.Span) || target.ReleaseMethod.EndsWith("Async", System.StringComparison.Ordinal))
            yield break;
        if (Text(maker, target.ReleaseMethod + "();", target) is { } text)
            yield return new Proposal(FixActions.ReleaseOnException, "Release what the base holds when an exception is thrown", text);
    }

    private static SourceText? Text(ConstructorDeclarationSyntax maker, string release, FixTarget target)
    {
        if (maker.ExpressionBody is { } arrow)
            return ExpressionBody.InTry(target, arrow.Expression, "catch", release, "throw;");
        var changes = new Changes();
        return maker.Body is { Statements.Count: > 0 } body && new Wrapping(target, changes, new StatementList(body, body.Statements).From(0)).Add("try", "catch", release, "throw;") ? changes.ApplyTo(target.Text) : null;
    }
}
