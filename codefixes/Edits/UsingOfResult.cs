using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.CodeFixes.Edits;

/// <summary>A task that brings the handle is awaited later into a variable of its own: that one becomes a `using` declaration.</summary>
internal sealed class UsingOfResult : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.Acquisition is not { Reception: Reception.Declared, Statement: { } statement } || !target.IsUsable() || target.HandOvers.Count > 0 || target.Language < LanguageVersion.CSharp8
            || StatementList.Around(statement) is not { } list)
            yield break;
        foreach (var result in list.Statements.Skip(list.IndexOf(statement) + 1).OfType<LocalDeclarationStatementSyntax>())
        {
            if (result is not { UsingKeyword.RawKind: 0, Declaration.Variables: [{ Initializer.Value: AwaitExpressionSyntax awaited } variable] } || Task(awaited.Expression) != target.Variable)
                continue;
            var changes = new Changes();
            changes.Insert(result.GetFirstToken().SpanStart, target.Using() + " ");
            if (changes.ApplyTo(target.Text) is { } text)
                yield return new Proposal(FixActions.UsingDeclaration, $"Make '{variable.Identifier.ValueText}' a using declaration", text);
        }
    }

    private static string? Task(ExpressionSyntax awaited) => awaited switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        ParenthesizedExpressionSyntax inner => Task(inner.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: var task } } => Task(task),
        _ => null,
    };
}
