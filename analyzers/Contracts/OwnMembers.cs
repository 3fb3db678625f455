using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Contracts;

/// <summary>
/// The members in which an object keeps something: fields, auto-properties in place of the fields behind them, and the parameters that a type declares beside its name.
/// </summary>
internal static class OwnMembers
{
    /// <summary>The members that <paramref name="type"/> itself declares, in the order of the source.</summary>
    public static IEnumerable<ISymbol> Of(INamedTypeSymbol type)
    {
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsConst))
        {
            if (field.AssociatedSymbol is null or IPropertySymbol && !(field.IsImplicitlyDeclared && field.AssociatedSymbol is null))
                yield return field.AssociatedSymbol ?? field;
        }

        foreach (var parameter in type.InstanceConstructors.Where(OwnerTypes.IsPrimary).SelectMany(constructor => constructor.Parameters))
        {
            // Of a record, the property of the same name is the member. What only initialisers read is not kept.
            if (!type.IsRecord && IsKept(type, parameter))
                yield return parameter;
        }
    }

    /// <summary>Whether a body names the parameter, so that the object keeps it.</summary>
    private static bool IsKept(INamedTypeSymbol type, IParameterSymbol parameter) => type.DeclaringSyntaxReferences
        .Select(reference => Footprint.Read(reference.GetSyntax())).OfType<TypeDeclarationSyntax>().SelectMany(declaration => declaration.Members)
        .SelectMany(member => member switch
        {
            BaseFieldDeclarationSyntax => [],
            PropertyDeclarationSyntax property => new SyntaxNode?[] { property.AccessorList, property.ExpressionBody }.OfType<SyntaxNode>(),
            _ => [member],
        })
        .Any(body => body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == parameter.Name));

    /// <summary>The type of what <paramref name="member"/> holds.</summary>
    public static ITypeSymbol TypeOf(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => ((IParameterSymbol)member).Type,
    };

    /// <summary>The member of its own object, or the static one, that <paramref name="operation"/> names; null: it names none.</summary>
    public static ISymbol? NamedBy(IOperation operation) => operation switch
    {
        IFieldReferenceOperation { Field: { IsConst: false } field } reference when field.IsStatic || IsThis(reference.Instance) => (field.AssociatedSymbol as IPropertySymbol ?? (ISymbol)field).OriginalDefinition,
        IPropertyReferenceOperation { Property: var property } reference when (property.IsStatic || IsThis(reference.Instance)) && IsAutomatic(property) => property.OriginalDefinition,
        IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } parameter } when OwnerTypes.IsPrimary(constructor) => parameter.OriginalDefinition,
        _ => null,
    };

    /// <summary>Whether <paramref name="operation"/> is the object whose code runs.</summary>
    public static bool IsThis(IOperation? operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
            operation = conversion.Operand;
        return operation is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };
    }

    /// <summary>Whether <paramref name="property"/> is no more than a name for a field.</summary>
    public static bool IsAutomatic(IPropertySymbol property) => property.OriginalDefinition is var definition
        && definition.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, definition))
        && !definition.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is PropertyDeclarationSyntax syntax && HasBody(syntax));

    /// <summary>A property that names its field with `field` is both.</summary>
    private static bool HasBody(PropertyDeclarationSyntax property) => property.ExpressionBody is not null
        || (property.AccessorList?.Accessors.Any(accessor => accessor.Body is not null || accessor.ExpressionBody is not null) ?? false);
}
