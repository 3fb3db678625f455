using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.CodeFixes.Edits;

/// <summary>`out _` becomes a variable that is released in the next statement.</summary>
internal sealed class ReleaseDiscardedOut : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.Node is not InvocationExpressionSyntax { Parent: ExpressionStatementSyntax statement } call || StatementList.Around(statement) is null
            || call.ArgumentList.Arguments.FirstOrDefault(IsDiscarded) is not { } argument || target.Model.GetTypeInfo(argument.Expression).Type is not { } type)
            yield break;
        var name = Names.Fresh(target, Names.For(type));
        var isNullable = type.IsReferenceType && target.Model.GetNullableContext(call.SpanStart).AnnotationsEnabled();
        var written = type.WithNullableAnnotation(isNullable ? NullableAnnotation.Annotated : NullableAnnotation.None).ToMinimalDisplayString(target.Model, call.SpanStart);
        var changes = new Changes();
        changes.Replace(argument.Expression.Span, $"{written} {name}");
        Insertion.After(statement, target, changes, target.ReleaseOf(name, type.IsReferenceType));
        if (changes.ApplyTo(target.Text) is { } text)
            yield return new Proposal(FixActions.ReleaseResult, $"Release {target.Name}", text);
    }

    private static bool IsDiscarded(ArgumentSyntax argument) => argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword)
        && argument.Expression is IdentifierNameSyntax { Identifier.ValueText: "_" } or DeclarationExpressionSyntax { Designation: DiscardDesignationSyntax };
}
