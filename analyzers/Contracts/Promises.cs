using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Contracts;

/// <summary>What is written about the ownership of one parameter or result.</summary>
internal enum Promise
{
    /// <summary>Nothing is written.</summary>
    None,

    /// <summary>Ownership moves here.</summary>
    Owning,

    /// <summary>It is only lent.</summary>
    NotOwning,

    /// <summary>The call ends it.</summary>
    Releases,
}

/// <summary>
/// What attributes say of parameters and results, of the member itself or, where it says nothing, of what it overrides or implements: who calls through
/// the base relies on the base's words, so they bind every implementation.
/// </summary>
internal static class Promises
{
    /// <summary>What holds for <paramref name="parameter"/>: its own attribute, or the nearest inherited one.</summary>
    public static Promise PromiseOf(this IParameterSymbol parameter)
    {
        if (Written(parameter) is var own and not Promise.None)
            return own;
        return parameter.ContainingSymbol is IMethodSymbol method
            ? BasesOf(method).Select(each => Written(each.Parameters[parameter.Ordinal])).FirstOrDefault(each => each != Promise.None)
            : Promise.None;
    }

    /// <summary>What holds for what <paramref name="method"/> returns.</summary>
    public static Promise ResultPromise(this IMethodSymbol method)
    {
        if (WrittenOfResult(method) is var own and not Promise.None)
            return own;
        return BasesOf(method).Select(WrittenOfResult).FirstOrDefault(each => each != Promise.None);
    }

    /// <summary>What is written at <paramref name="parameter"/> itself.</summary>
    public static Promise Written(IParameterSymbol parameter)
    {
        var promise = Of(parameter.GetAttributes());
        if (promise == Promise.None && parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.PropertySet, AssociatedSymbol: { } property } setter
            && parameter.Ordinal == setter.Parameters.Length - 1)
            promise = Of(property.GetAttributes());
        return promise;
    }

    /// <summary>What is written at the result of <paramref name="method"/> itself; a getter's may stand at its property. One that is no more than a field owns what is put into it, and shows it.</summary>
    public static Promise WrittenOfResult(IMethodSymbol method)
    {
        var promise = Of(method.GetReturnTypeAttributes());
        if (promise == Promise.None)
            promise = OfWhole(method.GetAttributes());
        if (promise != Promise.None || method is not { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: IPropertySymbol property })
            return promise;
        promise = Of(property.GetAttributes());
        return promise == Promise.Owning && IsField(property, method) ? Promise.NotOwning : promise;
    }

    /// <summary>Whether the compiler wrote the getter: of another assembly only that is to be seen.</summary>
    private static bool IsField(IPropertySymbol property, IMethodSymbol getter) =>
        OwnMembers.IsAutomatic(property) || (property.DeclaringSyntaxReferences.IsEmpty && getter.Attribute("System.Runtime.CompilerServices.CompilerGeneratedAttribute") is not null);

    /// <summary>The members that <paramref name="method"/> overrides or implements, the nearest first.</summary>
    public static IEnumerable<IMethodSymbol> BasesOf(IMethodSymbol method)
    {
        for (var each = method.OverriddenMethod; each is not null; each = each.OverriddenMethod)
            yield return each;
        if (method.IsStatic && !method.IsOverride && method.ExplicitInterfaceImplementations.IsEmpty)
            yield break;
        if (method.ContainingType is not { TypeKind: TypeKind.Class or TypeKind.Struct } type || method.MethodKind is MethodKind.Constructor or MethodKind.LocalFunction or MethodKind.AnonymousFunction)
            yield break;
        foreach (var member in type.AllInterfaces.SelectMany(each => each.GetMembers()).OfType<IMethodSymbol>())
        {
            if (IsLike(member, method) && SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), method))
                yield return member;
        }
    }

    /// <summary>
    /// Whether callers may see no more of <paramref name="method"/> than a base that was written for what the parameter holds. A base of any type, as
    /// the framework has them, was not.
    /// </summary>
    public static bool IsCalledThroughBase(IMethodSymbol method, int parameter) =>
        method.IsVirtual || BasesOf(method).Any(each => each.OriginalDefinition.Parameters[parameter].Type is not ITypeParameterSymbol);

    /// <summary>Asked first because it is cheap.</summary>
    private static bool IsLike(IMethodSymbol member, IMethodSymbol method) =>
        member.Parameters.Length == method.Parameters.Length && method.Name.EndsWith(member.Name, System.StringComparison.Ordinal);

    private static Promise Of(System.Collections.Immutable.ImmutableArray<AttributeData> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Is(KnownAttributes.Owning))
                return Promise.Owning;
            if (attribute.Is(KnownAttributes.NotOwning))
                return Promise.NotOwning;
            if (attribute.Is(KnownAttributes.Releases))
                return Promise.Releases;
            if (attribute.Is(KnownAttributes.HandlesResourceDisposal))
                return Promise.Owning;
            if (attribute.Is(KnownAttributes.MustDisposeResource))
                return attribute.Denies() ? Promise.NotOwning : Promise.Owning;
        }

        return Promise.None;
    }

    /// <summary>The other vendor writes what is said of a result at the method.</summary>
    private static Promise OfWhole(System.Collections.Immutable.ImmutableArray<AttributeData> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Is(KnownAttributes.MustDisposeResource))
                return attribute.Denies() ? Promise.NotOwning : Promise.Owning;
            if (attribute.Is(KnownAttributes.MustUseReturnValue))
                return Promise.Owning;
        }

        return Promise.None;
    }
}
