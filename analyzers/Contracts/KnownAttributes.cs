using System.Linq;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Contracts;

/// <summary>The attributes that state contracts, recognised by full name wherever they are declared.</summary>
internal static class KnownAttributes
{
    public const string MustRelease = "Devmem.MustReleaseAttribute";
    public const string Owning = "Devmem.OwningAttribute";
    public const string NotOwning = "Devmem.NotOwningAttribute";
    public const string Releases = "Devmem.ReleasesAttribute";
    public const string OutlivedBy = "Devmem.OutlivedByAttribute";
    public const string SameOwnerAs = "Devmem.SameOwnerAsAttribute";
    public const string OwesNothingWhen = "Devmem.OwesNothingWhenAttribute";
    public const string MustDisposeResource = "JetBrains.Annotations.MustDisposeResourceAttribute";
    public const string MustUseReturnValue = "JetBrains.Annotations.MustUseReturnValueAttribute";
    public const string HandlesResourceDisposal = "JetBrains.Annotations.HandlesResourceDisposalAttribute";

    /// <summary>The attributes that mark a type whose instances must be released.</summary>
    public static readonly string[] Markers = [MustRelease, MustDisposeResource];

    /// <summary>The attribute of that name on <paramref name="symbol"/>, or null.</summary>
    public static AttributeData? Attribute(this ISymbol symbol, string fullName) => Find(symbol.GetAttributes(), fullName);

    /// <summary>Whether <paramref name="symbol"/> bears the attribute of that name.</summary>
    public static bool Has(this ISymbol symbol, string fullName) => symbol.Attribute(fullName) is not null;

    /// <summary>The attribute of that name on what <paramref name="method"/> returns, or null.</summary>
    public static AttributeData? ReturnAttribute(this IMethodSymbol method, string fullName) => Find(method.GetReturnTypeAttributes(), fullName);

    /// <summary>The only argument of the attribute, if it is a string.</summary>
    public static string? Text(this AttributeData attribute) =>
        attribute.ConstructorArguments.FirstOrDefault() is { Kind: not TypedConstantKind.Array, Value: string text } ? text : null;

    /// <summary>Whether it is the attribute of that name. Comparing the last part first answers most.</summary>
    public static bool Is(this AttributeData attribute, string fullName) => attribute.AttributeClass is { } type
        && fullName.EndsWith(type.Name, System.StringComparison.Ordinal) && FullNames.Of(type) == fullName;

    /// <summary>Whether the attribute says with its only argument that it does not hold.</summary>
    public static bool Denies(this AttributeData attribute) => attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Primitive, Value: false };

    private static AttributeData? Find(System.Collections.Immutable.ImmutableArray<AttributeData> attributes, string fullName)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Is(fullName))
                return attribute;
        }

        return null;
    }
}
