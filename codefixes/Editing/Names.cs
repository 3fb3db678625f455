using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.CodeFixes.Editing;

/// <summary>Names and types for variables that an edit adds.</summary>
internal static class Names
{
    /// <summary>A name that means nothing yet anywhere in the member: <paramref name="wish"/>, or that with a number.</summary>
    public static string Fresh(FixTarget target, string wish)
    {
        var member = target.Node.Ancestors().FirstOrDefault(node => node is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? target.Root;
        var taken = new HashSet<string>(member.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText));
        taken.UnionWith(target.Model.LookupSymbols(target.Node.SpanStart).Where(symbol => symbol is not (INamedTypeSymbol or INamespaceSymbol)).Select(symbol => symbol.Name));
        return Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? wish : wish + number).First(name => !taken.Contains(name));
    }

    /// <summary>A name for a variable of a statement in <paramref name="parent"/> that has a scope of its own, such as a loop: what other such statements call theirs is free.</summary>
    public static string FreshIn(SyntaxNode parent, FixTarget target, string wish)
    {
        var visible = new HashSet<string>(target.Model.LookupSymbols(parent.Span.End - 1).Where(symbol => symbol is not (INamedTypeSymbol or INamespaceSymbol)).Select(symbol => symbol.Name));
        return Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? wish : wish + number).First(name => !visible.Contains(name));
    }

    /// <summary>The last word of a type's name: `batch` for a FragmentBatch.</summary>
    public static string For(ITypeSymbol type)
    {
        var start = type.Name.ToList().FindLastIndex(char.IsUpper);
        var word = type.Name.Substring(System.Math.Max(start, 0)).ToLowerInvariant();
        return SyntaxFacts.GetKeywordKind(word) == SyntaxKind.None && word.Length > 1 ? word : "handle";
    }

    /// <summary>The plural of that: `batches`.</summary>
    public static string ForSome(ITypeSymbol type)
    {
        var one = For(type);
        return one.EndsWith("ch", System.StringComparison.Ordinal) || one.EndsWith("s", System.StringComparison.Ordinal) ? one + "es" : one + "s";
    }

    /// <summary>`var`, or the type, whichever the file writes more often.</summary>
    public static string TypeOf(FixTarget target, ITypeSymbol type) => PrefersVar(target) ? "var" : type.ToMinimalDisplayString(target.Model, target.Node.SpanStart);

    /// <summary>Whether `.editorconfig` asks for `var`, or the file writes it more often than types, where the type does not show beside it.</summary>
    public static bool PrefersVar(FixTarget target)
    {
        if (target.Style("csharp_style_var_elsewhere") is { } style)
            return style == "true";
        var types = target.Root.DescendantNodes().Select(Chosen).OfType<TypeSyntax>().ToArray();
        return types.Count(type => type.IsVar) * 2 > types.Length;
    }

    private static TypeSyntax? Chosen(SyntaxNode node) => node switch
    {
        VariableDeclarationSyntax { Parent: LocalDeclarationStatementSyntax or UsingStatementSyntax, Variables: [{ Initializer.Value: not (BaseObjectCreationExpressionSyntax or CastExpressionSyntax or ArrayCreationExpressionSyntax) }] } declaration => declaration.Type,
        ForEachStatementSyntax loop => loop.Type,
        DeclarationExpressionSyntax declaration => declaration.Type,
        _ => null,
    };
}
