using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Analyzers.Contracts;

/// <summary>
/// What types of this compilation do with the handles in their own members. A type that releases one when it is released owns it without saying so, and is
/// itself something that must be released, whether it is marked or not.
/// </summary>
internal sealed class OwnerTypes
{
    private static readonly HashSet<ISymbol> None = new(SymbolEqualityComparer.Default);
    private static readonly ILookup<ISymbol, MemberParent> NoPairs = Enumerable.Empty<MemberParent>().ToLookup(each => each.Parent, SymbolEqualityComparer.Default);

    private readonly Memo<INamedTypeSymbol, HashSet<ISymbol>> _released = new(SymbolEqualityComparer.Default);
    private readonly Memo<INamedTypeSymbol, ILookup<ISymbol, MemberParent>> _parents = new(SymbolEqualityComparer.Default);
    private readonly Memo<INamedTypeSymbol, HashSet<ISymbol>> _handleMembers = new(SymbolEqualityComparer.Default);
    private readonly Memo<INamedTypeSymbol, IReadOnlyList<ISymbol>> _members = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, MemberUses> _uses = new(SymbolEqualityComparer.Default);
    private readonly Ownership _ownership;

    public OwnerTypes(Ownership ownership) => _ownership = ownership;

    /// <summary>Finds the members whose content one of some methods of the type ends; set by whoever can analyse bodies.</summary>
    public Func<INamedTypeSymbol, IReadOnlyList<IMethodSymbol>, HashSet<ISymbol>>? InferReleased { get; set; }

    /// <summary>Finds the pairs of members of which the first holds what was made from what the second holds; set by whoever can analyse bodies.</summary>
    public Func<INamedTypeSymbol, ILookup<ISymbol, MemberParent>>? InferParents { get; set; }

    /// <summary>Whether <paramref name="type"/> is one whose bodies can be seen, and that has a release method.</summary>
    public static bool MayOwn(INamedTypeSymbol type) =>
        type.TypeKind is TypeKind.Class or TypeKind.Struct && !type.IsStatic && !type.DeclaringSyntaxReferences.IsEmpty && ReleaseMethods.Of(type, null).Count > 0;

    /// <summary>What the bodies of <paramref name="type"/> do with the members of their own object.</summary>
    public MemberUses UsesOf(INamedTypeSymbol type) => _uses.GetOrAdd(type.OriginalDefinition, each => new MemberUses(each, _ownership.Bodies));

    /// <summary>The members of <paramref name="type"/> and of what it derives from that can hold a handle, lent or owned.</summary>
    public IEnumerable<ISymbol> HoldersOf(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? each = type.OriginalDefinition; each is not null && !each.DeclaringSyntaxReferences.IsEmpty; each = each.BaseType?.OriginalDefinition)
        {
            foreach (var member in _members.GetOrAdd(each, type => [.. OwnMembers.Of(type)]).Where(member => _ownership.Handles.MayBeHeld(OwnMembers.TypeOf(member))))
                yield return member;
        }
    }

    /// <summary>Those of <see cref="HoldersOf"/> that hold handles by their type, and not just anything that can be disposed.</summary>
    public HashSet<ISymbol> HandleMembersOf(INamedTypeSymbol type) => _handleMembers.GetOrAdd(
        type.OriginalDefinition, each => new HashSet<ISymbol>(HoldersOf(each).Where(member => IsHandle(OwnMembers.TypeOf(member))), SymbolEqualityComparer.Default));

    private bool IsHandle(ITypeSymbol type) => _ownership.Handles.CarriedBy(type) is not null || (Collections.ElementOf(type) is { } element && IsHandle(element))
        || (type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Any(part => IsHandle(part.Type)));

    /// <summary>The members whose content a release method of <paramref name="type"/> ends.</summary>
    public HashSet<ISymbol> Released(INamedTypeSymbol type) => Released(type, out _);

    /// <summary>The members whose content a release method of <paramref name="type"/> ends.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isFinal">Whether the answer will not change when more is known.</param>
    public HashSet<ISymbol> Released(INamedTypeSymbol type, out bool isFinal)
    {
        type = type.OriginalDefinition;
        isFinal = true;
        if (_released.TryGet(type, out var known))
            return known;
        if (InferReleased is null || !MayOwn(type))
            return _released.GetOrAdd(type, _ => None);
        var isSure = false;
        var released = Footprint.Of(() => Circles.Ask(this, type, None, () => InferReleased(type, ReleaseMethods.Of(type, _ownership.Handles.MarkerOf(type))), out isSure), out var on);
        return (isFinal = isSure) ? _released.Keep(type, released, on) : released;
    }

    /// <summary>The names of the methods that end an object of <paramref name="type"/>, an owner: of its release methods, and of a `Close` beside them that ends as much.</summary>
    public IEnumerable<string> ReleasingNamesOf(INamedTypeSymbol type)
    {
        var names = ReleaseMethods.Of(type, null).Select(method => method.Name == "Dispose" || !method.IsOverride ? method.Name.Substring(method.Name.LastIndexOf('.') + 1) : "Dispose").ToList();
        if (!names.Contains("Close") && InferReleased is not null && type.GetMembers("Close").OfType<IMethodSymbol>().FirstOrDefault(method => method.Parameters.IsEmpty && !method.IsStatic) is { } close)
        {
            var released = Released(type);
            if (Circles.Ask(this, close, None, () => InferReleased(type, [close]), out _).IsSupersetOf(released))
                names.Add("Close");
        }

        return names;
    }

    /// <summary>Whether what is stored into <paramref name="member"/> becomes the object's: its type releases it, or says that it owns it.</summary>
    public bool Keeps(ISymbol member)
    {
        if (member.Has(KnownAttributes.NotOwning))
            return false;
        member = member.OriginalDefinition;
        return member.IsStatic || member.Has(KnownAttributes.Owning) || member.ContainingType.DeclaringSyntaxReferences.IsEmpty || Released(member.ContainingType).Contains(member);
    }

    /// <summary>The members that hold what the content of <paramref name="member"/> was made from.</summary>
    public IEnumerable<ISymbol> ParentsOf(INamedTypeSymbol type, ISymbol member) =>
        Pairs(type.OriginalDefinition)[member].Select(each => each.Parent)
            .Union(member.Attribute(KnownAttributes.OutlivedBy)?.Text() is { } named ? HoldersOf(type).Where(each => each.Name == named) : [], SymbolEqualityComparer.Default).OfType<ISymbol>();

    /// <summary>The members that the object releases and whose content is made from what <paramref name="member"/> holds, which is somebody else's.</summary>
    public IReadOnlyList<ISymbol> MadeFromLent(INamedTypeSymbol type, ISymbol member) =>
        Keeps(member) ? [] : [.. HoldersOf(type).Where(each => !SymbolEqualityComparer.Default.Equals(each, member) && Keeps(each) && ParentsOf(type, each).Contains(member, SymbolEqualityComparer.Default))];

    /// <summary>Whether the content of <paramref name="member"/> must end in time because of tokens that it holds, and is none itself.</summary>
    public bool HoldsTokens(INamedTypeSymbol type, ISymbol member) => Pairs(type.OriginalDefinition)[member].ToList() is { Count: > 0 } parents && parents.TrueForAll(each => each.ByTokens);

    private ILookup<ISymbol, MemberParent> Pairs(INamedTypeSymbol type)
    {
        if (_parents.TryGet(type, out var known))
            return known;
        if (InferParents is null)
            return NoPairs;
        var (pairs, isFinal) = Footprint.Of(() => (Circles.Ask(_parents, type, NoPairs, () => InferParents(type), out var isSure), isSure), out var on);
        return isFinal ? _parents.Keep(type, pairs, on) : pairs;
    }

    /// <summary>Whether the constructor is declared beside the name of its type.</summary>
    public static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax);

    /// <summary>Whether a parameter that is declared beside the name of a type goes where the type keeps it: it is released itself, or is what a member that is released begins with.</summary>
    public bool KeepsPrimary(IParameterSymbol parameter)
    {
        var released = Released(parameter.ContainingType);
        return released.Contains(parameter) || released.Any(member => member.DeclaringSyntaxReferences.Any(reference => Footprint.Read(reference.GetSyntax()) switch
        {
            VariableDeclaratorSyntax { Initializer.Value: IdentifierNameSyntax name } => name.Identifier.ValueText == parameter.Name,
            PropertyDeclarationSyntax { Initializer.Value: IdentifierNameSyntax name } => name.Identifier.ValueText == parameter.Name,
            ParameterSyntax of => member is IPropertySymbol && of.Identifier.ValueText == parameter.Name,
            _ => false,
        }));
    }
}

/// <summary>What a member's content was made from.</summary>
/// <param name="Parent">The member that holds that.</param>
/// <param name="ByTokens">Whether it holds tokens of it, and is none itself.</param>
internal sealed record MemberParent(ISymbol Parent, bool ByTokens);
