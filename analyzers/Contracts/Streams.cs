using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Analyzers.Contracts;

/// <summary>Sequences whose elements come into being while somebody steps through them: a step hands one over, and what nobody asks for there never was.</summary>
internal static class Streams
{
    /// <summary>Whether <paramref name="method"/>, of this compilation, is an iterator.</summary>
    public static bool IsIterator(IMethodSymbol method) => (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).Any(Yields);

    private static bool Yields(SyntaxNode function) =>
        Footprint.Read(function).DescendantNodes(node => node is not AnonymousFunctionExpressionSyntax and not LocalFunctionStatementSyntax || node == function).OfType<YieldStatementSyntax>().Any();

    /// <summary>
    /// Whether each step over what <paramref name="method"/> returns hands over, where no body can say it: reading a channel to its end does, and so does what is produced
    /// asynchronously and is no collection, unless it says that it only lends.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="handles">What types are handles.</param>
    public static bool? HandsOver(IMethodSymbol method, HandleTypes handles)
    {
        if (method.ReturnType is not INamedTypeSymbol { Name: "IAsyncEnumerable" or "IEnumerable", TypeArguments.Length: 1 } type || handles.CarriedBy(type.TypeArguments[0]) is null)
            return null;
        if (method.ResultPromise() is var promise and not Promise.None)
            return promise == Promise.Owning;
        return type.Name == "IAsyncEnumerable" && method.MethodKind != MethodKind.PropertyGet && !IsIterator(method) ? true : IsIterator(method) ? false : null;
    }
}
