using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Conformance.Compiling;

/// <summary>Lets the execution see when an object of a program's own disposable class is made and disposed. Lines stay where they are.</summary>
internal static class OwnerMarks
{
    private const string Made = "global::Devmem.Conformance.Running.Source.OwnerMade(this);";
    private const string Ends = "global::Devmem.Conformance.Running.Source.OwnerEnds(this);";

    public static string Put(string text)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(text).GetRoot();
        ClassDeclarationSyntax[] owners = [.. root.DescendantNodes().OfType<ClassDeclarationSyntax>().Where(IsDisposable)];
        (int At, string Mark)[] marks =
        [
            .. owners.SelectMany(owner => owner.Members.OfType<ConstructorDeclarationSyntax>()).Where(constructor => constructor.Body is not null).Select(constructor => (constructor.Body!.OpenBraceToken.Span.End, Made)),
            .. owners.SelectMany(owner => owner.Members.OfType<MethodDeclarationSyntax>()).Where(method => method is { Identifier.Text: "Dispose", Body: not null }).Select(method => (method.Body!.OpenBraceToken.Span.End, Ends)),
        ];
        foreach ((int at, string mark) in marks.OrderByDescending(mark => mark.At))
            text = text.Insert(at, mark);
        return text;
    }

    private static bool IsDisposable(ClassDeclarationSyntax type) =>
        type.BaseList?.Types.Any(each => each.ToString() is "IDisposable") == true;
}
