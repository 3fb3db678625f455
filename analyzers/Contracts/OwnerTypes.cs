using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Analyzers.Contracts;

/// <summary>
/// Types that own a handle without saying so: a member holds one, and the type's own release method names that member. Such a type is itself
/// something that must be released, whether it is marked or not.
/// </summary>
internal static class OwnerTypes
{
    /// <summary>Whether <paramref name="type"/>, a class or struct of this compilation, owns a handle.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isHandle">Whether a type is a handle, marked or owning.</param>
    public static bool IsOwner(INamedTypeSymbol type, Func<ITypeSymbol, bool> isHandle)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct) || type.IsStatic || type.DeclaringSyntaxReferences.IsEmpty)
            return false;
        var releasing = type.GetMembers().OfType<IMethodSymbol>().Where(IsReleaseMethod).SelectMany(method => method.DeclaringSyntaxReferences).ToList();
        if (releasing.Count == 0)
            return false;
        var members = new HashSet<string>(HandleMembers(type, isHandle));
        return members.Count > 0 && releasing.Any(reference => Names(reference.GetSyntax()).Any(members.Contains));
    }

    private static bool IsReleaseMethod(IMethodSymbol method) =>
        !method.IsStatic && method.Name.Substring(method.Name.LastIndexOf('.') + 1) is "Dispose" or "DisposeAsync" or "DisposeAsyncCore" or "Close";

    private static IEnumerable<string> HandleMembers(INamedTypeSymbol type, Func<ITypeSymbol, bool> isHandle)
    {
        foreach (var member in type.GetMembers().Where(member => !member.IsStatic && !member.Has(KnownAttributes.NotOwning)))
        {
            var held = member switch { IFieldSymbol { AssociatedSymbol: null } field => field.Type, IPropertySymbol property => property.Type, _ => null };
            if (held is not null && HoldsHandle(held, isHandle))
                yield return member.Name;
        }

        foreach (var parameter in PrimaryParameters(type).Where(parameter => !parameter.Has(KnownAttributes.NotOwning) && HoldsHandle(parameter.Type, isHandle)))
            yield return parameter.Name;
    }

    /// <summary>The parameters that a type declares beside its name, and may keep.</summary>
    private static IEnumerable<IParameterSymbol> PrimaryParameters(INamedTypeSymbol type) =>
        type.InstanceConstructors.Where(IsPrimary).SelectMany(constructor => constructor.Parameters);

    /// <summary>Whether the constructor is declared beside the name of its type.</summary>
    public static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax);

    private static bool HoldsHandle(ITypeSymbol type, Func<ITypeSymbol, bool> isHandle) =>
        isHandle(type) || (Collections.ElementOf(type) is { } element && isHandle(element));

    private static IEnumerable<string> Names(SyntaxNode body) => body.DescendantNodes().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText);
}
