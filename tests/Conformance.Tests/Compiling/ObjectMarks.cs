using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Conformance.Compiling;

/// <summary>Lets the execution see when objects of a program's own classes are made and end, what they hold, and what is given to parameters with a contract.</summary>
internal static class ObjectMarks
{
    private const string Source = "global::Devmem.Conformance.Running.Source.";

    private static readonly string[] Contracts = ["Owning", "NotOwning", "Releases"];

    public static IEnumerable<(int At, string Mark, int Order)> Of(SyntaxNode node)
    {
        switch (node)
        {
            case ConstructorDeclarationSyntax { Body: { } body } made when !made.Modifiers.Any(SyntaxKind.StaticKeyword):
                yield return (body.CloseBraceToken.SpanStart, Source + "OwnerMade(this);", 0);
                break;
            case MethodDeclarationSyntax { Identifier.Text: "Dispose", Body: { } body, Parent: ClassDeclarationSyntax type } when IsDisposable(type):
                yield return (body.OpenBraceToken.Span.End, Source + "OwnerEnds(this);", 0);
                break;
            case ExpressionStatementSyntax statement when IsInObject(statement):
                bool isEmbedded = statement.Parent is not BlockSyntax;
                if (isEmbedded)
                    yield return (statement.SpanStart, "{", 0);
                yield return (statement.Span.End, Source + "Holds(this);" + (isEmbedded ? "}" : ""), 0);
                break;
            case ReturnStatementSyntax { Expression: IdentifierNameSyntax returned, Parent: BlockSyntax } statement:
                yield return (statement.SpanStart, $"{Source}Returns({returned}, {Line(statement)});", 2);
                break;
            case ParameterSyntax { Parent.Parent: BaseMethodDeclarationSyntax { Body: { } body } method } parameter when ContractOf(parameter) is { } contract:
                yield return (body.OpenBraceToken.Span.End, $"{Source}Given({parameter.Identifier}, \"{contract}\", {Line(parameter)}, \"{(method as MethodDeclarationSyntax)?.Identifier.Text ?? ".ctor"}\");", 0);
                break;
        }
    }

    /// <summary>Where the fields and properties of the classes of a program stand, and its methods that say who owns what they return.</summary>
    public static IReadOnlyDictionary<(string Type, string Member), int> MembersOf(string text)
    {
        Dictionary<(string, string), int> lines = [];
        foreach (TypeDeclarationSyntax type in CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>())
        {
            foreach (VariableDeclaratorSyntax field in type.Members.OfType<FieldDeclarationSyntax>().SelectMany(field => field.Declaration.Variables))
                lines[(type.Identifier.Text, field.Identifier.Text)] = Line(field);
            foreach (PropertyDeclarationSyntax property in type.Members.OfType<PropertyDeclarationSyntax>())
                lines[(type.Identifier.Text, property.Identifier.Text)] = Line(property.Identifier);
            foreach (MethodDeclarationSyntax method in type.Members.OfType<MethodDeclarationSyntax>().Where(method => method.AttributeLists.Any(list => list.Target is not null)))
                lines[(type.Identifier.Text, method.Identifier.Text)] = Line(method.Identifier);
        }

        return lines;
    }

    private static string? ContractOf(ParameterSyntax parameter) =>
        parameter.AttributeLists.SelectMany(list => list.Attributes).Select(attribute => attribute.Name.ToString()).FirstOrDefault(Contracts.Contains);

    private static bool IsInObject(StatementSyntax statement) =>
        statement.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault() is { Parent: ClassDeclarationSyntax } member && member is ConstructorDeclarationSyntax or MethodDeclarationSyntax
        && !member.Modifiers.Any(SyntaxKind.StaticKeyword) && !statement.Ancestors().Any(ancestor => ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);

    private static bool IsDisposable(ClassDeclarationSyntax type) => type.BaseList?.Types.Any(each => each.ToString() is "IDisposable") == true;

    private static int Line(SyntaxNode node) => node.SyntaxTree.GetText().Lines.GetLineFromPosition(node.SpanStart).LineNumber + 1;

    private static int Line(SyntaxToken token) => token.SyntaxTree!.GetText().Lines.GetLineFromPosition(token.SpanStart).LineNumber + 1;
}
