using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Contracts;

/// <summary>Names with their namespaces. Contracts are recognised by them at every call, so each is put together once, and kept as long as its symbol is.</summary>
internal static class FullNames
{
    private static readonly ConditionalWeakTable<ISymbol, string> Known = new();
    private static readonly ConditionalWeakTable<ISymbol, string>.CreateValueCallback MakeType = type => Make((INamedTypeSymbol)type);
    private static readonly ConditionalWeakTable<ISymbol, string>.CreateValueCallback MakeSpace = space => space.ToDisplayString();

    /// <summary>The name of <paramref name="type"/> with its namespace and without type parameters.</summary>
    public static string Of(INamedTypeSymbol type) => Known.GetValue(type.OriginalDefinition, MakeType);

    /// <summary>The name of <paramref name="space"/>.</summary>
    public static string Of(INamespaceSymbol space) => Known.GetValue(space, MakeSpace);

    private static string Make(INamedTypeSymbol type)
    {
        var outer = type.ContainingType is { } container ? Of(container) : type.ContainingNamespace is { IsGlobalNamespace: false } space ? Of(space) : null;
        return outer is null ? type.Name : outer + "." + type.Name;
    }
}
