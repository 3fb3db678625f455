using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>An object that is lost when a value of its initialiser throws is made first, and gets its values by statements of their own.</summary>
internal sealed class SetBehind : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.Node.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { Declaration.Variables: [{ Initializer.Value: BaseObjectCreationExpressionSyntax { Initializer: { } initializer } creation } variable] } declaration
            || StatementList.Around(declaration) is null || initializer.Expressions.Any(each => each is not AssignmentExpressionSyntax { Left: IdentifierNameSyntax, Right: not InitializerExpressionSyntax }) || initializer.DescendantTrivia().Any(trivia => trivia.IsDirective))
            yield break;
        var changes = new Changes();
        changes.Replace(TextSpan.FromBounds(initializer.OpenBraceToken.GetPreviousToken().Span.End, initializer.Span.End), creation.ArgumentList is null ? "()" : "");
        Insertion.After(declaration, target, changes, [.. initializer.Expressions.Select(each => $"{variable.Identifier.Text}.{each};")]);
        if (changes.ApplyTo(target.Text) is { } text)
            yield return new Proposal(FixActions.KeepInVariable, $"Set the members of '{variable.Identifier.ValueText}' after it is made", text);
    }
}
