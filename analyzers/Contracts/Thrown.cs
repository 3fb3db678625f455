using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Contracts;

/// <summary>One kind of exception that can come from a method.</summary>
/// <param name="Type">Its type or a base of it; null: any.</param>
/// <param name="Guard">The argument with which alone it comes; null: with all.</param>
internal sealed record ThrownKind(ITypeSymbol? Type, ThrowGuard? Guard)
{
    public bool Equals(ThrownKind? other) => other is not null && SymbolEqualityComparer.Default.Equals(Type, other.Type) && Guard == other.Guard;

    public override int GetHashCode() => unchecked((SymbolEqualityComparer.Default.GetHashCode(Type) * 31) + (Guard?.GetHashCode() ?? 0));
}

/// <summary>The value of an argument with which an exception comes: null, false and default, or all else.</summary>
/// <param name="Ordinal">The ordinal of the parameter.</param>
/// <param name="WhenNothing">Whether it comes with null, false or default.</param>
internal sealed record ThrowGuard(int Ordinal, bool WhenNothing);

/// <summary>The exceptions that can come from a method: none, some kinds, or any.</summary>
internal sealed class Thrown
{
    /// <summary>More kinds than this are worth no more than "any".</summary>
    private const int MostKinds = 6;

    private Thrown(ImmutableArray<ThrownKind> kinds) => Kinds = kinds;

    /// <summary>None.</summary>
    public static Thrown Nothing { get; } = new([]);

    /// <summary>Any, whatever the arguments are.</summary>
    public static Thrown Anything { get; } = new([new ThrownKind(null, null)]);

    /// <summary>The kinds, each told apart from the others.</summary>
    public ImmutableArray<ThrownKind> Kinds { get; }

    public bool IsNothing => Kinds.IsEmpty;

    public bool IsAnything => Kinds.Length == 1 && Kinds[0] is { Type: null, Guard: null };

    /// <summary>The exceptions of <paramref name="kinds"/> together.</summary>
    public static Thrown Of(IEnumerable<ThrownKind> kinds)
    {
        var all = kinds.Distinct().ToImmutableArray();
        return all.IsEmpty ? Nothing : all.Length > MostKinds || all.Any(kind => kind is { Type: null, Guard: null }) ? Anything : new Thrown(all);
    }

    /// <summary>Whether the two are the same.</summary>
    public bool SameAs(Thrown other) => Kinds.Length == other.Kinds.Length && Kinds.All(other.Kinds.Contains);
}
