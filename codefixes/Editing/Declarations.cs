using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Editing;

/// <summary>Variables that are declared among statements which go into a block, and needed behind it: they are declared above it then.</summary>
/// <param name="Statements">Their declarations.</param>
internal sealed record Declarations(IReadOnlyList<LocalDeclarationStatementSyntax> Statements)
{
    /// <summary>The declarations in <paramref name="range"/> whose variables are mentioned behind it; null where one of them cannot be split.</summary>
    public static Declarations? NeededBehind(StatementRange range, FixTarget target)
    {
        var rest = range.List.Statements.Skip(range.End).SelectMany(statement => statement.DescendantTokens()).Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText);
        var names = new HashSet<string>(rest);
        LocalDeclarationStatementSyntax[] needed = [.. range.Statements.OfType<LocalDeclarationStatementSyntax>().Where(statement => statement.Declaration.Variables.Any(each => names.Contains(each.Identifier.ValueText)))];
        return needed.All(statement => CanBeSplit(statement, target)) ? new Declarations(needed) : null;
    }

    /// <summary>`int n = Read();` becomes `int n;` above the statements and `n = Read();` in its place.</summary>
    public void MoveAbove(StatementRange range, FixTarget target, Changes changes)
    {
        foreach (var statement in Statements)
        {
            var variable = statement.Declaration.Variables[0];
            Insertion.Before(range.FirstStatement, target, changes, $"{TypeOf(statement, target)} {variable.Identifier.Text};");
            changes.Delete(TextSpan.FromBounds(statement.Declaration.SpanStart, variable.SpanStart));
        }
    }

    private static bool CanBeSplit(LocalDeclarationStatementSyntax statement, FixTarget target) =>
        statement is { IsConst: false, UsingKeyword.RawKind: 0, Declaration: { Type: not RefTypeSyntax, Variables: [{ Initializer.Value: not (InitializerExpressionSyntax or StackAllocArrayCreationExpressionSyntax) }] } }
        && target.Model.GetTypeInfo(statement.Declaration.Type).Type is { IsAnonymousType: false, TypeKind: not TypeKind.Error };

    private static string TypeOf(LocalDeclarationStatementSyntax statement, FixTarget target)
    {
        if (!statement.Declaration.Type.IsVar)
            return statement.Declaration.Type.ToString();
        var type = target.Model.GetTypeInfo(statement.Declaration.Type).Type!;
        var isSure = statement.Declaration.Variables[0].Initializer is { } initializer && target.Model.GetTypeInfo(initializer.Value).Nullability.FlowState == NullableFlowState.NotNull;
        return (isSure && type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type).ToMinimalDisplayString(target.Model, statement.SpanStart);
    }
}
