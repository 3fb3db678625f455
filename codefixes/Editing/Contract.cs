using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Editing;

/// <summary>The attributes about ownership that stand at a declaration, and changes of them.</summary>
internal static class Contract
{
    /// <summary>The names of the attributes, without their last word.</summary>
    public static readonly IReadOnlyList<string> Names = ["Owning", "NotOwning", "Releases"];

    /// <summary>Those at a parameter, a field or a property, or about what a method gives back.</summary>
    public static IEnumerable<AttributeSyntax> At(SyntaxNode declaration) => Lists(declaration).Where(list => list.Target is not { Identifier.RawKind: not (int)SyntaxKind.ReturnKeyword } || declaration is not MethodDeclarationSyntax)
        .Where(list => declaration is not MethodDeclarationSyntax || list.Target is { Identifier.RawKind: (int)SyntaxKind.ReturnKeyword })
        .SelectMany(list => list.Attributes).Where(attribute => Names.Contains(NameOf(attribute)));

    /// <summary>`Owning` for `[Devmem.OwningAttribute]`.</summary>
    public static string NameOf(AttributeSyntax attribute)
    {
        var name = LastName(attribute).Identifier.ValueText;
        return name.EndsWith("Attribute", System.StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
    }

    /// <summary>Writes an attribute at a declaration that has none.</summary>
    public static bool Add(SyntaxNode declaration, string name, SemanticModel model, Layout layout, Changes changes)
    {
        if (model.Compilation.GetTypeByMetadataName(FullName(name)) is not { } attribute)
            return false;
        var written = attribute.ToMinimalDisplayString(model, declaration.SpanStart);
        written = written.EndsWith("Attribute", System.StringComparison.Ordinal) ? written.Substring(0, written.Length - "Attribute".Length) : written;
        if (declaration is ParameterSyntax)
            changes.Insert(declaration.SpanStart, $"[{written}] ");
        else if (!layout.IsFirstOnLine(declaration.SpanStart))
            changes.Insert(declaration.SpanStart, $"[{(declaration is MethodDeclarationSyntax ? "return: " : "")}{written}] ");
        else
            changes.Insert(declaration.SpanStart, $"[{(declaration is MethodDeclarationSyntax ? "return: " : "")}{written}]{layout.NewLine}{layout.IndentationAt(declaration.SpanStart)}");
        return true;
    }

    /// <summary>Writes another name into an attribute.</summary>
    public static void Replace(AttributeSyntax attribute, string name, Changes changes) => changes.Replace(LastName(attribute).Identifier.Span, name);

    /// <summary>Takes an attribute out, with its line where nothing else stands on it.</summary>
    public static void Remove(AttributeSyntax attribute, Layout layout, SourceText text, Changes changes)
    {
        var list = (AttributeListSyntax)attribute.Parent!;
        var index = list.Attributes.IndexOf(attribute);
        if (list.Attributes.Count > 1)
            changes.Delete(index == 0 ? TextSpan.FromBounds(attribute.SpanStart, list.Attributes[1].SpanStart) : TextSpan.FromBounds(list.Attributes[index - 1].Span.End, attribute.Span.End));
        else if (layout.IsFirstOnLine(list.SpanStart) && layout.IsLastOnLine(list.Span.End))
            changes.Delete(TextSpan.FromBounds(layout.LineAt(list.SpanStart).Start, layout.LineAt(list.Span.End).EndIncludingLineBreak));
        else
            changes.Delete(TextSpan.FromBounds(list.SpanStart, list.GetLastToken().GetNextToken() is var next && text.ToString(TextSpan.FromBounds(list.Span.End, next.SpanStart)).Trim().Length == 0 ? next.SpanStart : list.Span.End));
    }

    private static string FullName(string name) => name switch
    {
        "Owning" => "Devmem.OwningAttribute",
        "NotOwning" => "Devmem.NotOwningAttribute",
        _ => "Devmem.ReleasesAttribute",
    };

    private static SyntaxList<AttributeListSyntax> Lists(SyntaxNode declaration) => declaration switch
    {
        ParameterSyntax parameter => parameter.AttributeLists,
        MemberDeclarationSyntax member => member.AttributeLists,
        AccessorDeclarationSyntax accessor => accessor.AttributeLists,
        LocalFunctionStatementSyntax function => function.AttributeLists,
        _ => default,
    };

    private static SimpleNameSyntax LastName(AttributeSyntax attribute) => attribute.Name switch
    {
        QualifiedNameSyntax qualified => qualified.Right,
        AliasQualifiedNameSyntax alias => alias.Name,
        var name => (SimpleNameSyntax)name,
    };
}
