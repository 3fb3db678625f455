using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Analyzers.Analysis.Filter;

/// <summary>Whether a body can have to do with handles, told from its words alone. In doubt it can.</summary>
internal sealed class BodyFilter
{
    private readonly Compilation _compilation;
    private readonly Func<INamedTypeSymbol, bool> _isHandle;
    private readonly object _gate = new();
    private HandleNames? _names;

    /// <param name="compilation">The compilation.</param>
    /// <param name="isHandle">Whether a type is a handle, marked or owning.</param>
    public BodyFilter(Compilation compilation, Func<INamedTypeSymbol, bool> isHandle)
    {
        _compilation = compilation;
        _isHandle = isHandle;
    }

    /// <summary>Whether what <paramref name="declaration"/> declares can touch a handle, or do by number what handles do.</summary>
    public bool MayTouch(SyntaxNode declaration)
    {
        var names = Names;
        if (names.Everything)
            return true;
        var words = TreeWords.Of(declaration.SyntaxTree);
        var hits = words.HitsOf(names);
        var whole = WithSignature(declaration);
        var (first, end) = (hits.First(whole.SpanStart), hits.First(whole.Span.End));
        return IsInScope(whole, names) || HasHit(whole, hits, first, end, names);
    }

    private HandleNames Names
    {
        get
        {
            // Computed once, and again if it was cancelled: what failed must not stay.
            lock (_gate)
                return _names ??= NameFinder.Find(_compilation, _isHandle);
        }
    }

    /// <summary>An accessor or an initialiser with the member around it, whose type it gets or sets; a member of an extension with what it extends.</summary>
    private static SyntaxNode WithSignature(SyntaxNode declaration)
    {
        SyntaxNode member = declaration switch
        {
            AccessorDeclarationSyntax { Parent.Parent: { } property } => property,
            ArrowExpressionClauseSyntax { Parent: { } property } => property,
            VariableDeclaratorSyntax => declaration.FirstAncestorOrSelf<BaseFieldDeclarationSyntax>() ?? declaration,
            _ => declaration,
        };
        return member.Parent is TypeDeclarationSyntax block && DeclarationReader.IsExtension(block) ? block : member;
    }

    private static bool HasHit(SyntaxNode body, Hits hits, int first, int end, HandleNames names)
    {
        var (takes, makes) = (false, false);
        for (var i = first; i < end; i++)
        {
            if ((hits.Kinds[i] & (Hit.Always | Hit.Raw)) != 0 || ((hits.Kinds[i] & Hit.Within) != 0 && IsWithin(body, hits.Words[i], names)))
                return true;
            takes |= (hits.Kinds[i] & Hit.Takes) != 0;
            makes |= (hits.Kinds[i] & Hit.New) != 0;
        }

        return (takes && body.DescendantNodes().Any(MakesUnnamed)) || (makes && body.DescendantNodes().Any(IsNested));
    }

    /// <summary>What can become a handle by being passed for one.</summary>
    private static bool MakesUnnamed(SyntaxNode node) => node is ImplicitObjectCreationExpressionSyntax or CollectionExpressionSyntax or InterpolatedStringExpressionSyntax;

    /// <summary>A `new` without a type where what it is passed to has no name either.</summary>
    private static bool IsNested(SyntaxNode node) => node is ImplicitObjectCreationExpressionSyntax && node.Ancestors().Any(outer =>
        outer is ImplicitObjectCreationExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax or BracketedArgumentListSyntax or CollectionExpressionSyntax
        || outer.IsKind(SyntaxKind.CollectionInitializerExpression) || outer.IsKind(SyntaxKind.ComplexElementInitializerExpression));

    private static bool IsWithin(SyntaxNode body, int word, HandleNames names)
    {
        for (var outer = body; outer is not null; outer = outer.Parent)
        {
            if (outer is BaseTypeDeclarationSyntax type && names.IsWithin(Words.NumberOf(type.Identifier.ValueText), word))
                return true;
        }

        return false;
    }

    private static bool IsInScope(SyntaxNode body, HandleNames names)
    {
        if (names.Open.Contains(body.SyntaxTree))
            return true;
        for (var outer = names.Scopes.Count > 0 ? body : null; outer is not null; outer = outer.Parent)
        {
            if (outer is BaseTypeDeclarationSyntax type && names.Scopes.Contains(Words.NumberOf(type.Identifier.ValueText)))
                return true;
        }

        return false;
    }
}
