using System.Linq;
using Microsoft.CodeAnalysis;

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
        _ => null,
    };

    /// <summary>The statements that release everything in a collection, without indentation.</summary>
    /// <param name="name">The collection.</param>
    /// <param name="type">Its type.</param>
    /// <param name="element">The type of what it holds.</param>
    /// <param name="target">The diagnostic.</param>
    public static string[] Release(string name, ITypeSymbol type, ITypeSymbol element, FixTarget target)
    {
        var item = Names.Fresh(target, element.IsTupleType ? "entry" : Names.For(element));
        var (path, handle) = HandleIn(element, target.ReleaseMethod);
        var bare = element.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        if (Taker(type) is { } taker)
        {
            var mark = element.IsReferenceType && target.Model.GetNullableContext(target.Node.SpanStart).AnnotationsEnabled() ? "?" : "";
            return target.Layout.Embedding($"while ({name}.{taker}(out {Names.TypeOf(target, bare)}{(Names.PrefersVar(target) ? "" : mark)} {item}))", target.ReleaseOf(item + path, mayBeNull: false));
        }

        var mayBeNull = handle.IsReferenceType && (type is IArrayTypeSymbol || handle.NullableAnnotation == NullableAnnotation.Annotated);
        var elements = IsMap(type) ? name + ".Values" : name;
        return target.Layout.Embedding($"foreach ({Names.TypeOf(target, bare)} {item} in {elements})", target.ReleaseOf(item + path, mayBeNull));
    }

    private static bool IsSequence(ITypeSymbol type) => type.AllInterfaces.Prepend(type).Any(each => each.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)
        || type is INamedTypeSymbol { IsRefLikeType: true };

    private static bool IsMap(ITypeSymbol type) => type.AllInterfaces.Prepend(type).OfType<INamedTypeSymbol>().Any(each => each is { Name: "IDictionary" or "IReadOnlyDictionary", IsGenericType: true });

    /// <summary>The way from an element to the handle in it.</summary>
    private static (string Path, ITypeSymbol Handle) HandleIn(ITypeSymbol element, string release) =>
        element is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.FirstOrDefault(part => !part.Type.GetMembers(release).IsEmpty) is { } handle ? ("." + handle.Name, handle.Type) : ("", element);

    /// <summary>The method that takes one out and says whether there was one.</summary>
    private static string? Taker(ITypeSymbol type) => new[] { "TryDequeue", "TryPop", "TryTake" }.FirstOrDefault(name =>
        type.GetMembers(name).OfType<IMethodSymbol>().Any(method => method.Parameters.Length == 1));
}
