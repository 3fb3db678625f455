using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Contracts;

/// <summary>Whether exceptions come from stepping through a sequence.</summary>
internal static class Enumerations
{
    /// <summary>Interfaces of what holds its elements: stepping through it computes nothing. An `IEnumerable` may be a query, whose code runs then.</summary>
    private static readonly HashSet<string> Holding =
    [
        "System.Collections.Generic.ICollection", "System.Collections.Generic.IList", "System.Collections.Generic.ISet", "System.Collections.Generic.IDictionary",
        "System.Collections.Generic.IReadOnlyCollection", "System.Collections.Generic.IReadOnlyList", "System.Collections.Generic.IReadOnlySet", "System.Collections.Generic.IReadOnlyDictionary",
        "System.Collections.ICollection", "System.Collections.IList", "System.Collections.IDictionary", "System.Linq.IGrouping",
    ];

    /// <summary>Whether stepping through <paramref name="sequence"/> runs no code that can throw.</summary>
    public static bool AreFree(IOperation sequence) => sequence switch
    {
        _ when AreFree(sequence.Type) => true,
        IConversionOperation { OperatorMethod: null } conversion => AreFree(conversion.Operand),
        IInvocationOperation query => FrameworkContracts.DefersCalls(query.TargetMethod) && query.Arguments.All(argument => IsFreeInQuery(argument.Value)),
        _ => false,
    };

    /// <summary>Whether stepping through a value of <paramref name="type"/> runs no code that can throw.</summary>
    public static bool AreFree(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol => true,
        { SpecialType: SpecialType.System_String } => true,
        INamedTypeSymbol { Name: "ConcurrentDictionary" } named when Collections.IsFramework(named) => true,
        INamedTypeSymbol named => FrameworkContracts.IsFree(named),
        _ => false,
    };

    /// <summary>Whether <paramref name="type"/> is an interface of what holds its elements.</summary>
    public static bool IsHolding(ITypeSymbol? type) => type is INamedTypeSymbol named && Holding.Contains(FrameworkContracts.FullNameOf(named));

    /// <summary>A query steps through its sources, and calls its delegates, when it is stepped through.</summary>
    private static bool IsFreeInQuery(IOperation argument) =>
        argument.Type is { TypeKind: not TypeKind.Delegate } type && (!IsSequence(type) || AreFree(argument));

    private static bool IsSequence(ITypeSymbol type) =>
        type.SpecialType != SpecialType.System_String && type.AllInterfaces.Prepend(type).Any(each => each.SpecialType == SpecialType.System_Collections_IEnumerable);
}
