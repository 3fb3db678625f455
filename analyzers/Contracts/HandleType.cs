using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Contracts;

/// <summary>What the marker on a type says: which methods end the obligation, and whether the kernel may end it by itself.</summary>
internal sealed class HandleType
{
    private static readonly string[] Conventional = ["Dispose", "DisposeAsync", "Close"];
    private readonly HashSet<string> _releasing;

    private HandleType(INamedTypeSymbol type, bool autoreleased, HashSet<string> releasing)
    {
        Type = type;
        IsAutoreleased = autoreleased;
        _releasing = releasing;
    }

    /// <summary>The type.</summary>
    public INamedTypeSymbol Type { get; }

    /// <summary>Whether the kernel, in autorelease-on mode, ends it with its socket: it is reported as a token.</summary>
    public bool IsAutoreleased { get; }

    /// <summary>The names of the methods that end the obligation, the best for a fix last.</summary>
    public IReadOnlyCollection<string> ReleasingMethods => _releasing;

    /// <summary>Reads the marker of <paramref name="type"/> or of what it derives from; null: it is no handle.</summary>
    public static HandleType? Read(INamedTypeSymbol type)
    {
        var marked = WithBases(type).FirstOrDefault(each => KnownAttributes.Markers.Any(marker => each.Attribute(marker) is { } attribute && !attribute.Denies()));
        if (marked is null)
            return null;
        var marker = marked.Attribute(KnownAttributes.MustRelease);
        var autoreleased = marker is not null && marker.NamedArguments.Any(argument => argument is { Key: "AutoreleasedOnClose", Value.Value: true });
        return new HandleType(type, autoreleased, [.. ReleasingMethodsOf(type, marker)]);
    }

    /// <summary>A type that must be released because of what it owns.</summary>
    public static HandleType Owner(INamedTypeSymbol type, IEnumerable<string> releasing) => new(type, false, [.. releasing.DefaultIfEmpty("Dispose")]) { IsOwner = true };

    /// <summary>Whether it is not marked, but owns something that is.</summary>
    public bool IsOwner { get; private init; }

    /// <summary>Whether a call of <paramref name="method"/> on a handle of this type ends its obligation.</summary>
    public bool IsReleasedBy(IMethodSymbol method) => !method.IsStatic && _releasing.Contains(Unqualified(method.Name));

    /// <summary>Whether a second call is a mistake: `Dispose` and its like may be called again, as everywhere in .NET.</summary>
    public bool IsStrict(IMethodSymbol method) =>
        !Conventional.Contains(Unqualified(method.Name)) && (IsAutoreleased || !_releasing.Any(name => Conventional.Contains(name)));

    private static IEnumerable<string> ReleasingMethodsOf(INamedTypeSymbol type, AttributeData? marker)
    {
        var named = marker is { ConstructorArguments.Length: > 0 } ? Named(marker.ConstructorArguments[0]).ToArray() : [];
        if (named.Length > 0)
            return named;
        var marked = WithBases(type).SelectMany(each => each.GetMembers().OfType<IMethodSymbol>())
            .Where(method => method.Has(KnownAttributes.Releases) || method.Has(KnownAttributes.HandlesResourceDisposal))
            .Select(method => Unqualified(method.Name)).ToArray();
        return marked.Length > 0 ? marked : Conventional;
    }

    private static IEnumerable<string> Named(TypedConstant argument) =>
        (argument.Kind == TypedConstantKind.Array ? argument.Values.Select(value => value.Value) : [argument.Value]).OfType<string>();

    private static IEnumerable<INamedTypeSymbol> WithBases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? each = type; each is not null; each = each.BaseType)
            yield return each;
        foreach (var each in type.AllInterfaces)
            yield return each;
    }

    /// <summary>An explicit implementation bears the interface in its name.</summary>
    private static string Unqualified(string name) => name.Substring(name.LastIndexOf('.') + 1);
}
