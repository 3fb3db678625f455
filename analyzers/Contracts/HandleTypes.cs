using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Contracts;

/// <summary>Which types are handles, and which carry one. Read once per compilation.</summary>
internal sealed class HandleTypes
{
    private static readonly string[] Carriers =
    [
        "System.Nullable<T>", "System.Threading.Tasks.Task<TResult>", "System.Threading.Tasks.ValueTask<TResult>",
        "System.Runtime.CompilerServices.ConfiguredTaskAwaitable<TResult>", "System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable<TResult>",
    ];

    [ThreadStatic]
    private static HashSet<ITypeSymbol>? _running;

    private readonly ConcurrentDictionary<ITypeSymbol, HandleType?> _handles = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _mentions = new(SymbolEqualityComparer.Default);

    /// <summary>Whether any type that <paramref name="compilation"/> sees can be marked at all.</summary>
    public static bool AreInSight(Compilation compilation) =>
        KnownAttributes.Markers.Any(marker => !compilation.GetTypesByMetadataName(marker).IsEmpty);

    /// <summary>The marker of <paramref name="type"/>; null: it is no handle.</summary>
    public HandleType? Of(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol named => Known(named),
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Select(Of).FirstOrDefault(handle => handle is not null),
        _ => null,
    };

    private HandleType? Known(INamedTypeSymbol type)
    {
        if (_handles.TryGetValue(type.OriginalDefinition, out var known))
            return known;
        var running = _running ??= new HashSet<ITypeSymbol>(SymbolEqualityComparer.Default);

        // A type that holds itself owns nothing by that.
        if (!running.Add(type.OriginalDefinition))
            return null;
        try
        {
            var read = HandleType.Read(type) ?? (OwnerTypes.IsOwner(type, member => CarriedBy(member) is not null) ? HandleType.Owner(type) : null);
            return running.Count > 1 && read is null ? null : _handles.GetOrAdd(type.OriginalDefinition, read);
        }
        finally
        {
            running.Remove(type.OriginalDefinition);
        }
    }

    /// <summary>The handle that a value of <paramref name="type"/> is, or brings: a nullable, a task of one.</summary>
    public HandleType? CarriedBy(ITypeSymbol? type)
    {
        while (type is INamedTypeSymbol { TypeArguments.Length: 1 } named && Carriers.Contains(named.OriginalDefinition.ToDisplayString()))
            type = named.TypeArguments[0];
        return Of(type);
    }

    /// <summary>Whether a value of <paramref name="type"/> is a promise of what it carries.</summary>
    public static bool IsPromise(ITypeSymbol? type) => type is INamedTypeSymbol { Arity: 1 } named && named.Name.EndsWith("Task", System.StringComparison.Ordinal);

    /// <summary>Whether a value of <paramref name="type"/> may hold a handle: it is one, carries one, is built of some, or is wide enough for any.</summary>
    public bool MayHold(ITypeSymbol? type) => type is not null && _mentions.GetOrAdd(type, Mentions);

    private bool Mentions(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => MayHold(array.ElementType),
        ITypeParameterSymbol => true,
        INamedTypeSymbol { SpecialType: SpecialType.System_Object } => true,
        INamedTypeSymbol { TypeKind: TypeKind.Dynamic } => true,
        IDynamicTypeSymbol => true,
        INamedTypeSymbol { SpecialType: not SpecialType.None and not SpecialType.System_IDisposable and not SpecialType.System_Nullable_T } named => named.IsGenericType && named.TypeArguments.Any(MayHold),
        INamedTypeSymbol named => Of(named) is not null || named.TypeKind == TypeKind.Interface || named.TypeArguments.Any(MayHold),
        _ => false,
    };
}
