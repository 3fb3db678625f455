using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Editing;

/// <summary>Where a handle may be that has no variable of its own: a part of a tuple or a struct, an element, a variable that it was moved to.</summary>
/// <param name="Expression">How it is written.</param>
/// <param name="MayBeNull">Whether it can hold null.</param>
/// <param name="Value">The expression that brings it there.</param>
/// <param name="Since">The statement behind which it is there.</param>
/// <param name="Reception">How it comes there.</param>
internal sealed record Place(string Expression, bool MayBeNull, ExpressionSyntax Value, StatementSyntax Since, Reception Reception)
{
    /// <summary>Whether a hand-over is just the way of the handle to this place.</summary>
    public bool ComesWith(TextSpan handOver, FixTarget target) => Value.Span.Contains(handOver) || IsWithin(Since, handOver) || IsWithin(target.Node.FirstAncestorOrSelf<StatementSyntax>(), handOver);

    private static bool IsWithin(StatementSyntax? statement, TextSpan handOver) => statement is ExpressionStatementSyntax or LocalDeclarationStatementSyntax && statement.Span.Contains(handOver);

    /// <summary>The places that local variables of the same body have for the handle of <paramref name="target"/>: what its own statement declares comes first.</summary>
    public static IEnumerable<Place> Of(FixTarget target)
    {
        if (target.Node.FirstAncestorOrSelf<StatementSyntax>() is not { } statement || target.Node.Ancestors().FirstOrDefault(IsBody) is not { } body)
            return [];
        var locals = body.DescendantNodes(node => node == body || !IsBody(node)).Select(node => Declared(node, target)).OfType<Declared>().Where(each => each.Since.SpanStart >= statement.SpanStart || each.Since.Span.End <= statement.SpanStart || each.Since.Contains(statement));
        return [.. Element(statement, target), .. locals.OrderBy(local => local.Since != statement).SelectMany(local => Parts(local, target))];
    }

    private static bool IsBody(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax or AccessorDeclarationSyntax or CompilationUnitSyntax;

    /// <summary>`two[1]` in `two[1] = source.Take();`, `this.socket` in a constructor.</summary>
    private static IEnumerable<Place> Element(StatementSyntax statement, FixTarget target)
    {
        if (statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax or MemberAccessExpressionSyntax } assignment } && Plain.IsPure(assignment.Left)
            && (RootOf(assignment.Left) is ThisExpressionSyntax || target.Model.GetSymbolInfo(RootOf(assignment.Left)).Symbol is ILocalSymbol) && target.Model.GetTypeInfo(assignment.Left).Type is { } type && target.HasRelease(type))
            yield return new Place(assignment.Left.ToString(), Handle.MayBeNull(assignment.Right, target.Model), assignment.Right, statement, Reception.Assigned);
    }

    private static ExpressionSyntax RootOf(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => RootOf(access.Expression),
        ElementAccessExpressionSyntax access => RootOf(access.Expression),
        _ => expression,
    };

    private static Declared? Declared(SyntaxNode node, FixTarget target) => node switch
    {
        VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } statement } declarator when target.Model.GetDeclaredSymbol(declarator) is ILocalSymbol local && !IsBorrowed(declarator.Initializer?.Value, target)
            => new Declared(local, declarator.Initializer?.Value, statement, declarator.Initializer is null ? Reception.Assigned : Reception.Declared),
        SingleVariableDesignationSyntax name when target.Model.GetDeclaredSymbol(name) is ILocalSymbol local && name.FirstAncestorOrSelf<StatementSyntax>() is { } statement and not CommonForEachStatementSyntax
            && name.Ancestors().OfType<ExpressionSyntax>().LastOrDefault(each => statement.Contains(each)) is { } value && !IsBorrowed(value, target)
            => new Declared(local, value, statement, statement is IfStatementSyntax or WhileStatementSyntax ? Reception.Out : Reception.Assigned),
        _ => null,
    };

    /// <summary>Whether a value may be somebody else's to release: that of a parameter, a field or a property, whichever way it comes.</summary>
    private static bool IsBorrowed(ExpressionSyntax? value, FixTarget target) => value switch
    {
        ParenthesizedExpressionSyntax inner => IsBorrowed(inner.Expression, target),
        CastExpressionSyntax cast => IsBorrowed(cast.Expression, target),
        PostfixUnaryExpressionSyntax sure => IsBorrowed(sure.Operand, target),
        ConditionalExpressionSyntax choice => IsBorrowed(choice.WhenTrue, target) || IsBorrowed(choice.WhenFalse, target),
        SwitchExpressionSyntax choice => choice.Arms.Any(arm => IsBorrowed(arm.Expression, target)),
        BinaryExpressionSyntax either => IsBorrowed(either.Left, target) || IsBorrowed(either.Right, target),
        IsPatternExpressionSyntax test => IsBorrowed(test.Expression, target),
        AssignmentExpressionSyntax assignment => IsBorrowed(assignment.Right, target),
        TupleExpressionSyntax parts => parts.Arguments.Any(part => IsBorrowed(part.Expression, target)),
        IdentifierNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax => target.Model.GetSymbolInfo(value).Symbol is IParameterSymbol or IFieldSymbol { ContainingType.IsTupleType: false } or IPropertySymbol
            && target.Model.GetTypeInfo(value).Type is { } type && target.HasRelease(type),
        _ => false,
    };

    private static IEnumerable<Place> Parts(Declared local, FixTarget target)
    {
        var (name, type) = (local.Symbol.Name, local.Symbol.Type);
        Place At(string expression, bool mayBeNull) => new(expression, mayBeNull, local.Value ?? (ExpressionSyntax)SyntaxFactory.IdentifierName(name), local.Since, expression == name ? local.Reception : local.Reception == Reception.Out ? Reception.Out : Reception.Assigned);
        if (target.HasRelease(type))
        {
            if (name != target.Variable && type.Name is not ("Task" or "ValueTask"))
                yield return At(name, local.Reception == Reception.Declared ? Handle.MayBeNull(local.Value!, target.Model) : IsNull(type, target));
        }
        else if (name == target.Variable && target.Acquisition is { } acquisition && target.Model.GetTypeInfo(acquisition.Value).Type is { } held && target.HasRelease(held))
            yield return At($"(({held.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(target.Model, target.Node.SpanStart)}){name})", mayBeNull: false);
        else if (type is { IsValueType: true } or { IsAnonymousType: true })
        {
            foreach (var part in type.GetMembers().Where(member => !member.IsStatic && !member.IsImplicitlyDeclared && target.Model.IsAccessible(target.Node.SpanStart, member)))
            {
                if ((part is IFieldSymbol field ? field.Type : (part as IPropertySymbol)?.Type) is { } inner && target.HasRelease(inner))
                    yield return At($"{name}.{part.Name}", IsNull(inner, target));
            }
        }
    }

    private static bool IsNull(ITypeSymbol type, FixTarget target) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
        || (type.IsReferenceType && (type.NullableAnnotation == NullableAnnotation.Annotated || !target.Model.GetNullableContext(target.Node.SpanStart).AnnotationsEnabled()));
}

/// <summary>A local variable and where it is declared.</summary>
/// <param name="Symbol">The variable.</param>
/// <param name="Value">What it gets there.</param>
/// <param name="Since">The statement that declares it.</param>
/// <param name="Reception">How it gets that.</param>
internal sealed record Declared(ILocalSymbol Symbol, ExpressionSyntax? Value, StatementSyntax Since, Reception Reception);
