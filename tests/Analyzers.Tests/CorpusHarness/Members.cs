using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Analyzers.Tests.CorpusHarness;

/// <summary>Names the member that a line belongs to.</summary>
public static class Members
{
    /// <summary>A readable name: the identifier of the innermost method, property, field or type around the line.</summary>
    public static string At(CorpusCase corpusCase, int line) =>
        (from source in corpusCase.Assemblies.SelectMany(assembly => assembly.Sources)
         let tree = CSharpSyntaxTree.ParseText(source.Text)
         from member in tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>()
         where member is not GlobalStatementSyntax && Extent(member).Contains(line)
         orderby member.Span.Length
         select Name(member)).FirstOrDefault() ?? "top-level";

    public static LineRange Extent(SyntaxNode node)
    {
        FileLinePositionSpan lines = node.GetLocation().GetLineSpan();
        return new LineRange(lines.StartLinePosition.Line + 1, lines.EndLinePosition.Line + 1);
    }

    public static string Name(MemberDeclarationSyntax? member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text + ".ctor",
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
        null => "top-level",
        _ => member.Kind().ToString(),
    };
}

/// <summary>One-based lines, both ends included.</summary>
public readonly record struct LineRange(int First, int Last)
{
    public bool Contains(int line) => First <= line && line <= Last;
}
