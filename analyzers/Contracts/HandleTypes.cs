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
        "System.Nullable", "System.Collections.Generic.LinkedListNode", "System.Threading.Tasks.Task", "System.Threading.Tasks.ValueTask",
        "System.Runtime.CompilerServices.ConfiguredTaskAwaitable", "System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable",
    ];

    private readonly ConcurrentDictionary<ITypeSymbol, HandleType?> _marked = new(SymbolEqualityComparer.Default);
    private readonly Memo<ITypeSymbol, HandleType?> _handles = new(SymbolEqualityComparer.Default);
    private readonly Memo<ITypeSymbol, bool> _mentions = new(SymbolEqualityComparer.Default);

    /// <summary>Whether any type that <paramref name="compilation"/> sees can be marked at all.</summary>
    public static bool AreInSight(Compilation compilation) =>
        KnownAttributes.Markers.Any(marker => !compilation.GetTypesByMetadataName(marker).IsEmpty);

    /// <summary>The marker of <paramref name="type"/>; null: it is no handle.</summary>
    public HandleType? Of(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { IsGenericType: true } named => Known(named) is { IsOwner: true } owner ? OwnsHandle(named) ? owner : null : Known(named),
        INamedTypeSymbol named => Known(named),
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Select(Of).FirstOrDefault(handle => handle is not null),
        _ => null,
    };

    /// <summary>What types do with their members; set by whoever knows.</summary>
    public OwnerTypes? Owners { get; set; }

    /// <summary>Whether an owner of whatever it is made for owns a handle where it is made for this.</summary>
    private bool OwnsHandle(INamedTypeSymbol type) => SymbolEqualityComparer.Default.Equals(type, type.OriginalDefinition)
        || Owners!.Released(type).Any(member => OwnMembers.TypeOf(member) is not ITypeParameterSymbol parameter || (Substituted(type, parameter) is { } given && (CarriedBy(given) is not null || IsWide(given))));

    private static ITypeSymbol? Substituted(INamedTypeSymbol type, ITypeParameterSymbol parameter) =>
        parameter.Ordinal < type.TypeArguments.Length && SymbolEqualityComparer.Default.Equals(type.OriginalDefinition.TypeParameters[parameter.Ordinal], parameter) ? type.TypeArguments[parameter.Ordinal] : null;

    private HandleType? Known(INamedTypeSymbol type)
    {
        type = type.OriginalDefinition;
        return _handles.TryGet(type, out var known) ? known : Find(type);
    }

    private HandleType? Find(INamedTypeSymbol type)
    {
        if (Owners is null || MarkerOf(type) is not null || !OwnerTypes.MayOwn(type))
            return _handles.GetOrAdd(type, each => MarkerOf((INamedTypeSymbol)each));
        var isFinal = false;
        var read = Footprint.Of(() => Circles.Ask(this, type, null, () => Owners.Released(type).Count > 0 ? HandleType.Owner(type, Owners.ReleasingNamesOf(type)) : null, out isFinal), out var on);
        return isFinal ? _handles.Keep(type, read, on) : read;
    }

    /// <summary>The marker of <paramref name="type"/> itself or of what it derives from; null: it is not marked.</summary>
    public HandleType? MarkerOf(INamedTypeSymbol type) => _marked.GetOrAdd(type.OriginalDefinition, each => HandleType.Read((INamedTypeSymbol)each));

    /// <summary>Whether a member of <paramref name="type"/> may hold a handle: one, a wrapped one, a collection of some, or anything that can be disposed.</summary>
    public bool MayBeHeld(ITypeSymbol type) =>
        CarriedBy(type) is not null || IsWide(type)
        || (Collections.ElementOf(type) is { } element && MayBeHeld(element))
        || (type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Any(part => MayBeHeld(part.Type)));

    /// <summary>Whether anything that can be disposed, handles among it, may stand behind <paramref name="type"/>: an interface or an abstract class that says no more.</summary>
    public static bool IsWide(ITypeSymbol type) => type is ITypeParameterSymbol parameter ? parameter.ConstraintTypes.Any(IsWide) : type.SpecialType == SpecialType.System_IDisposable || type.Name == "IAsyncDisposable"
        || (type is INamedTypeSymbol { IsAbstract: true, TypeKind: TypeKind.Interface or TypeKind.Class } named && !IsInFramework(named)
            && named.AllInterfaces.Any(each => each.SpecialType == SpecialType.System_IDisposable || each is { Name: "IAsyncDisposable", ContainingNamespace.Name: "System" }));

    /// <summary>Whether <paramref name="type"/> is declared in `System` or below.</summary>
    public static bool IsInFramework(INamedTypeSymbol type) => type.ContainingNamespace is { } space && FullNames.Of(space) is var name && (name == "System" || name.StartsWith("System.", System.StringComparison.Ordinal));

    /// <summary>The handle that a value of <paramref name="type"/> is, or brings: a nullable, a task of one.</summary>
    public HandleType? CarriedBy(ITypeSymbol? type)
    {
        while (type is INamedTypeSymbol { TypeArguments.Length: 1 } named && Carriers.Contains(FullNames.Of(named)))
            type = named.TypeArguments[0];
        return Of(type);
    }

    /// <summary>Whether a value of <paramref name="type"/> is a promise of what it carries.</summary>
    public static bool IsPromise(ITypeSymbol? type) => type is INamedTypeSymbol { Arity: 1 } named && named.Name.EndsWith("Task", System.StringComparison.Ordinal);

    /// <summary>Whether a value of <paramref name="type"/> may hold a handle: it is one, carries one, is built of some, or is wide enough for any.</summary>
    public bool MayHold(ITypeSymbol? type)
    {
        if (type is null)
            return false;
        return _mentions.TryGet(type, out var known) ? known : MayHoldNew(type);
    }

    private bool MayHoldNew(ITypeSymbol type)
    {
        var isFinal = false;
        var mentions = Footprint.Of(() => Circles.Watch(() => Mentions(type), out isFinal), out var on);
        return isFinal ? _mentions.Keep(type, mentions, on) : mentions;
    }

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
