using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.CodeFixes.Editing;

/// <summary>The handles in an array or a collection.</summary>
internal static class Elements
{
    /// <summary>The type of what a collection holds; null where it is none, or none of one kind.</summary>
    public static ITypeSymbol? TypeOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments: [var element], OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T } when IsSequence(type) => element,
        INamedTypeSymbol { TypeArguments: [_, var value] } when IsMap(type) => value,
        INamedTypeSymbol { Name: "Channel", TypeArguments: [var written] } => written,
        _ => null,
    };

    /// <summary>The statements that release everything in a collection, without indentation.</summary>
    /// <param name="name">The collection.</param>
    /// <param name="type">Its type.</param>
    /// <param name="element">The type of what it holds.</param>
    /// <param name="target">The diagnostic.</param>
    /// <param name="parent">What the statements will stand in, where that is known: only names that are visible there are taken.</param>
    public static string[] Release(string name, ITypeSymbol type, ITypeSymbol element, FixTarget target, SyntaxNode? parent = null)
    {
        var wish = element.IsTupleType ? "entry" : Names.For(element);
        var item = parent is null ? Names.Fresh(target, wish) : Names.FreshIn(parent, target, wish);
        var (path, handle) = HandleIn(element, target.ReleaseMethod);
        var bare = element.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        if (Taker(type) is { } taker)
        {
            var mark = element.IsReferenceType && target.Model.GetNullableContext(target.Node.SpanStart).AnnotationsEnabled() ? "?" : "";
            return target.Layout.Embedding($"while ({name}.{taker}(out {Names.TypeOf(target, bare)}{(Names.PrefersVar(target) ? "" : mark)} {item}))", target.ReleaseOf(item + path, mayBeNull: false));
        }

        var mayBeNull = handle.IsReferenceType && ((type is IArrayTypeSymbol && !IsFull(name, target)) || handle.NullableAnnotation == NullableAnnotation.Annotated);
        var elements = IsMap(type) ? name + ".Values" : name;
        return target.Layout.Embedding($"foreach ({Names.TypeOf(target, bare)} {item} in {elements})", target.ReleaseOf(item + path, mayBeNull));
    }

    /// <summary>The statements that take out of a dictionary, and release, what it holds under the key of <paramref name="place"/>; null for any other collection.</summary>
    public static string[]? ReleaseUnder(ElementAccessExpressionSyntax place, FixTarget target)
    {
        if (target.Model.GetTypeInfo(place.Expression).Type is not { } type || TypeOf(type) is not { } held || !type.GetMembers("Remove").OfType<IMethodSymbol>().Any(method => method.Parameters.Length == 2))
            return null;
        var mark = held.IsReferenceType && !Names.PrefersVar(target) && target.Model.GetNullableContext(target.Node.SpanStart).AnnotationsEnabled() ? "?" : "";
        var old = Names.Fresh(target, "old");
        var head = $"if ({place.Expression}.Remove({place.ArgumentList.Arguments}, out {Names.TypeOf(target, held.WithNullableAnnotation(NullableAnnotation.NotAnnotated))}{mark} {old}))";
        return target.Layout.Embedding(head, target.ReleaseOf(old, mayBeNull: false));
    }

    /// <summary>Whether what a collection holds are handles that are released as that of <paramref name="target"/> is, or tuples with one.</summary>
    public static bool HoldsHandles(ITypeSymbol element, FixTarget target) => target.HasRelease(HandleIn(element, target.ReleaseMethod).Handle);

    /// <summary>The statements in a loop that release its element, and nothing else.</summary>
    public static IEnumerable<ExpressionStatementSyntax> ReleasesIn(ForEachStatementSyntax loop) =>
        loop.Statement.DescendantNodesAndSelf().OfType<ExpressionStatementSyntax>().Where(statement => Handle.ReleasesOnly(statement, loop.Identifier.ValueText));

    /// <summary>Whether a local array was made with all of its elements.</summary>
    private static bool IsFull(string name, FixTarget target) => target.Model.LookupSymbols(target.Node.SpanStart, name: name).OfType<ILocalSymbol>().FirstOrDefault()?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is VariableDeclaratorSyntax
    {
        Initializer.Value: not (ArrayCreationExpressionSyntax { Initializer: null } or LiteralExpressionSyntax or null),
    };

    private static bool IsSequence(ITypeSymbol type) => type.AllInterfaces.Prepend(type).Any(each => each.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
        || type is INamedTypeSymbol { IsRefLikeType: true };

    private static bool IsMap(ITypeSymbol type) => type.AllInterfaces.Prepend(type).OfType<INamedTypeSymbol>().Any(each => each is { Name: "IDictionary" or "IReadOnlyDictionary", IsGenericType: true });

    /// <summary>The way from an element to the handle in it.</summary>
    private static (string Path, ITypeSymbol Handle) HandleIn(ITypeSymbol element, string release) =>
        element is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.FirstOrDefault(part => !part.Type.GetMembers(release).IsEmpty) is { } handle ? ("." + handle.Name, handle.Type) : ("", element);

    /// <summary>The method that takes one out and says whether there was one.</summary>
    private static string? Taker(ITypeSymbol type) => type.Name == "Channel" ? "Reader.TryRead" : new[] { "TryDequeue", "TryPop", "TryTake" }.FirstOrDefault(name =>
        type.GetMembers(name).OfType<IMethodSymbol>().Any(method => method.Parameters.Length == 1));
}
