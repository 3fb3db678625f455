using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Contracts;

/// <summary>
/// Types that bring handles together with what tells of them, as the result of an attempt does: a value of several parts. A class is one where nothing but its parts
/// matters: it is made once, shows what it holds, does nothing with it, and ends nothing.
/// </summary>
internal static class Carriers
{
    /// <summary>The members of <paramref name="type"/> that are parts of their own, where one of them is or may be a handle; else none.</summary>
    /// <param name="type">A struct or a class.</param>
    /// <param name="compilation">The compilation whose types can be looked into.</param>
    /// <param name="handles">Which types are handles.</param>
    public static IReadOnlyList<ISymbol> PartsOf(INamedTypeSymbol type, Compilation compilation, HandleTypes handles)
    {
        if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly) || !(IsPlainStruct(type) || IsPlainClass(type)))
            return [];
        var fields = type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && !field.IsConst).ToArray();
        var isShown = !type.IsReferenceType || fields.All(field => !MayCarry(field.Type, handles) || IsShown(field, type));
        return isShown && fields.Any(field => MayCarry(field.Type, handles)) ? [.. fields.Select(field => field.AssociatedSymbol ?? field)] : [];
    }

    /// <summary>Whether it is a handle, or in a generic type may be one where the type is used.</summary>
    private static bool MayCarry(ITypeSymbol type, HandleTypes handles) => handles.CarriedBy(type) is not null || type is ITypeParameterSymbol { HasValueTypeConstraint: false, HasUnmanagedTypeConstraint: false };

    private static bool IsPlainStruct(INamedTypeSymbol type) =>
        type is { IsValueType: true, SpecialType: SpecialType.None, TypeKind: TypeKind.Struct, IsRefLikeType: false } && !Collections.IsSequence(type);

    private static bool IsPlainClass(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsStatic: false, IsAbstract: false, BaseType.SpecialType: SpecialType.System_Object } && !Collections.IsSequence(type)
        && !type.AllInterfaces.Any(each => each.SpecialType == SpecialType.System_IDisposable || each.Name == "IAsyncDisposable")
        && type.GetMembers().All(IsOfPlainClass);

    private static bool IsOfPlainClass(ISymbol member) => member switch
    {
        { IsStatic: true } or { IsImplicitlyDeclared: true } => true,
        IFieldSymbol field => field.IsReadOnly && !field.Has(KnownAttributes.Owning),
        IPropertySymbol property => property.SetMethod is null or { IsInitOnly: true } && !property.IsVirtual && !property.Has(KnownAttributes.Owning),
        IMethodSymbol { MethodKind: MethodKind.Ordinary } method => method.IsOverride || method.Name == "Deconstruct" || method.Parameters.Any(parameter => parameter.RefKind == RefKind.Out || parameter.Type.TypeKind == TypeKind.Delegate),
        IMethodSymbol => true,
        _ => false,
    };

    /// <summary>Whether others can get at what the field holds.</summary>
    private static bool IsShown(IFieldSymbol field, INamedTypeSymbol type) => (field.AssociatedSymbol ?? field).DeclaredAccessibility is not Accessibility.Private
        || type.GetMembers().OfType<IPropertySymbol>().Any(property => property.DeclaredAccessibility is not Accessibility.Private && SymbolEqualityComparer.Default.Equals(property.Type, field.Type));
}
