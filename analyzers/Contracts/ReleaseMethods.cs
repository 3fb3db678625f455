using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Contracts;

/// <summary>The methods by which an object of a type of this compilation ends.</summary>
internal static class ReleaseMethods
{
    /// <summary>The release methods of <paramref name="type"/> whose bodies can be seen, the most derived of each name.</summary>
    /// <param name="type">The type.</param>
    /// <param name="marker">What its marker says, if it or a base of it is marked.</param>
    public static IReadOnlyList<IMethodSymbol> Of(INamedTypeSymbol type, HandleType? marker)
    {
        var named = marker is { IsOwner: false } ? Named(type, marker.ReleasingMethods) : [];
        var disposing = Named(type, ["Dispose", "DisposeAsync"]);
        if (named.Count > 0)
            return disposing.Count > 0 && disposing.All(method => named.Contains(method, SymbolEqualityComparer.Default)) ? disposing : named;
        if (disposing.Count > 0)
            return disposing;
        var inherited = Hooks(type).ToList();
        if (inherited.Count > 0)
            return inherited;
        var promised = Named(type, [.. Hierarchy(type).SelectMany(each => each.GetMembers().OfType<IMethodSymbol>()).Where(method => method.Has(KnownAttributes.Releases)).Select(method => method.Name)]);
        return promised.Count > 0 ? promised : Named(type, ["Close"]);
    }

    /// <summary>Whether the framework's host calls <paramref name="method"/> when it ends the object.</summary>
    public static bool IsCalledByHost(IMethodSymbol method) => Promises.BasesOf(method).Any(each => each.Name == "StopAsync" && FrameworkContracts.FullNameOf(each.ContainingType) is "Microsoft.Extensions.Hosting.IHostedService" or "Microsoft.Extensions.Hosting.BackgroundService");

    /// <summary>Whether the framework's host calls <paramref name="method"/>, once, when it begins with the object.</summary>
    public static bool IsStartedByHost(IMethodSymbol method) => Promises.BasesOf(method).Any(each => each.Name is "StartAsync" or "ExecuteAsync" && FrameworkContracts.FullNameOf(each.ContainingType) is "Microsoft.Extensions.Hosting.IHostedService" or "Microsoft.Extensions.Hosting.BackgroundService");

    private static IReadOnlyList<IMethodSymbol> Named(INamedTypeSymbol type, IReadOnlyCollection<string> names)
    {
        var found = new Dictionary<string, IMethodSymbol>();
        foreach (var method in Hierarchy(type).SelectMany(each => each.GetMembers().OfType<IMethodSymbol>()))
        {
            var name = method.Name.Substring(method.Name.LastIndexOf('.') + 1);
            if (!method.IsStatic && names.Contains(name) && (method.Parameters.IsEmpty || !IsConventional(name)) && !found.ContainsKey(name))
                found.Add(name, method);
        }

        return [.. found.OrderBy(each => each.Key, System.StringComparer.Ordinal).Select(each => each.Value).Where(method => !method.DeclaringSyntaxReferences.IsEmpty && !method.IsAbstract)];
    }

    private static bool IsConventional(string name) => name is "Dispose" or "DisposeAsync" or "Close";

    /// <summary>What a base that cannot be seen calls when it is disposed: `Dispose(bool)` and its asynchronous kin.</summary>
    private static IEnumerable<IMethodSymbol> Hooks(INamedTypeSymbol type) => Hierarchy(type).SelectMany(each => each.GetMembers().OfType<IMethodSymbol>())
        .Where(method => method.IsOverride && !method.DeclaringSyntaxReferences.IsEmpty
            && ((method.Name == "Dispose" && method.Parameters.Length == 1 && method.Parameters[0].Type.SpecialType == SpecialType.System_Boolean) || (method.Name == "DisposeAsyncCore" && method.Parameters.IsEmpty)))
        .Take(1);

    private static IEnumerable<INamedTypeSymbol> Hierarchy(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? each = type; each is not null; each = each.BaseType?.OriginalDefinition)
            yield return each;
    }
}
