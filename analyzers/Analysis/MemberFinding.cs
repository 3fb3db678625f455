using Devmem.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Analysis;

/// <summary>A member that owns a handle and lets it go.</summary>
/// <param name="Member">The field, auto-property or parameter.</param>
/// <param name="Leak">What the solver found in the life of the object.</param>
/// <param name="Harm">What is wrong with the member.</param>
/// <param name="Release">The method that ends the object without ending what the member holds; null where there is none, or where the member is overwritten.</param>
internal sealed record MemberFinding(ISymbol Member, BodyFinding Leak, MemberHarm Harm, IMethodSymbol? Release)
{
    /// <summary>The type that derives from the member's own, and whose release method stands in for the one that releases it; null: the member's own does not.</summary>
    public INamedTypeSymbol? StandsIn { get; init; }

    /// <summary>The store that brought what is lost.</summary>
    public SiteInfo Store => Leak.Site;

    /// <summary>Where it is lost.</summary>
    public SyntaxNode? LostAt => Leak.SyntaxOf(Leak.Finding.Origin);
}

/// <summary>A member that owns a handle, and of which it cannot be known whether it lets it go.</summary>
/// <param name="Member">The field, auto-property or parameter.</param>
/// <param name="Stop">The method that ends what it holds, though nothing says that it is called; null: there are too many ways to tell.</param>
/// <param name="ReplacedAt">Where something may be put in place of what it holds; null: that is not the reason.</param>
internal sealed record UndecidedMember(ISymbol Member, IMethodSymbol? Stop, SyntaxNode? ReplacedAt = null);

/// <summary>How a member lets go what it owns.</summary>
public enum MemberHarm
{
    /// <summary>A release method does not release it.</summary>
    Forgotten,

    /// <summary>Its type has no release method.</summary>
    NoRelease,

    /// <summary>It gets another value while it holds something.</summary>
    Overwritten,
}
