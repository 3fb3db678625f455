using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.CodeFixes.Editing;

/// <summary>A member of a type that owns a handle, or handles.</summary>
/// <param name="Symbol">The field, property or parameter.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Declaration">The type that it is declared in.</param>
internal sealed record OwnedMember(ISymbol Symbol, ITypeSymbol Type, TypeDeclarationSyntax Declaration)
{
    public static OwnedMember? Of(FixTarget target)
    {
        var node = target.Node.AncestorsAndSelf().FirstOrDefault(each => each is VariableDeclaratorSyntax or PropertyDeclarationSyntax or ParameterSyntax);
        if (node is null || node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration)
            return null;
        return target.Model.GetDeclaredSymbol(node) switch
        {
            IFieldSymbol field => new OwnedMember(field, field.Type, declaration),
            IPropertySymbol property => new OwnedMember(property, property.Type, declaration),
            IParameterSymbol parameter => new OwnedMember(parameter, parameter.Type, declaration),
            _ => null,
        };
    }

    /// <summary>The type that it is declared in.</summary>
    public INamedTypeSymbol Owner => Symbol.ContainingType;

    /// <summary>How the author writes it: with `this.` where all its uses have that.</summary>
    public string Name
    {
        get
        {
            var uses = Declaration.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == Symbol.Name).ToArray();
            return uses.Length > 0 && uses.All(name => name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access && access.Name == name) ? "this." + Symbol.Name : Symbol.Name;
        }
    }

    /// <summary>The statements that release what it holds, without indentation; null where they would have to wait and <paramref name="mayWait"/> says that they cannot.</summary>
    /// <param name="target">The diagnostic.</param>
    /// <param name="name">How it is written there.</param>
    /// <param name="mayWait">Whether there may be an `await`.</param>
    public string[]? Release(FixTarget target, string name, bool mayWait)
    {
        if (target.ReleaseMethod.EndsWith("Async", System.StringComparison.Ordinal) && !mayWait)
            return null;
        if (!target.HasRelease(Type) && Elements.TypeOf(Type) is { } element)
            return MayBeNull(target) ? target.Layout.Embedding($"if ({name} {(target.Language >= LanguageVersion.CSharp9 ? "is not" : "!=")} null)", string.Join(" ", Elements.Release(name, Type, element, target).Select(line => line.Trim()))) : Elements.Release(name, Type, element, target);
        return [target.ReleaseOf(name, MayBeNull(target))];
    }

    /// <summary>Whether it can hold null when the object ends.</summary>
    public bool MayBeNull(FixTarget target)
    {
        if (Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            return true;
        if (!Type.IsReferenceType || Symbol is IParameterSymbol)
            return Type.IsReferenceType && Type.NullableAnnotation == NullableAnnotation.Annotated;
        var begins = Symbol.DeclaringSyntaxReferences[0].GetSyntax() switch
        {
            VariableDeclaratorSyntax declarator => declarator.Initializer?.Value,
            PropertyDeclarationSyntax property => property.Initializer?.Value ?? (property.Modifiers.Any(SyntaxKind.RequiredKeyword) ? SyntaxFactory.ThisExpression() : null),
            ParameterSyntax => SyntaxFactory.ThisExpression(),
            _ => null,
        };
        if (begins is PostfixUnaryExpressionSyntax or LiteralExpressionSyntax or DefaultExpressionSyntax || Type.NullableAnnotation == NullableAnnotation.Annotated)
            return true;
        return begins is null && !IsSetByMakers(target);
    }

    /// <summary>Whether each constructor gives it a value right away.</summary>
    private bool IsSetByMakers(FixTarget target)
    {
        var makers = Owner.InstanceConstructors.SelectMany(maker => maker.DeclaringSyntaxReferences).Select(reference => reference.GetSyntax()).OfType<ConstructorDeclarationSyntax>().ToArray();
        return makers.Length > 0 && makers.All(maker => maker.Initializer?.ThisOrBaseKeyword.IsKind(SyntaxKind.ThisKeyword) == true
            || maker.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(each => SymbolEqualityComparer.Default.Equals(target.ModelOf(maker.SyntaxTree).GetSymbolInfo(each.Left).Symbol, Symbol)));
    }
}
