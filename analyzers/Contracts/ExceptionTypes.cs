using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Contracts;

/// <summary>Which handler gets which exception.</summary>
internal static class ExceptionTypes
{
    /// <summary>The static type of what a `throw` throws; null: any.</summary>
    public static ITypeSymbol? OfThrown(IOperation exception)
    {
        while (exception is IConversionOperation { IsImplicit: true } conversion)
            exception = conversion.Operand;
        return exception.Type is { } type && !IsRoot(type) ? type : exception is IObjectCreationOperation ? exception.Type : null;
    }

    /// <summary>Whether <paramref name="type"/> is the base of all exceptions.</summary>
    public static bool IsRoot(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Object || type is { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>Whether <paramref name="type"/> is <paramref name="ancestor"/> or derives from it.</summary>
    public static bool DerivesFrom(ITypeSymbol type, ITypeSymbol ancestor)
    {
        for (var each = (ITypeSymbol?)type; each is not null; each = each.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(each, ancestor))
                return true;
        }

        return false;
    }

    /// <summary>Whether <paramref name="handler"/> gets each exception of <paramref name="thrown"/>, or of any type for null.</summary>
    public static bool IsCaught(ITypeSymbol? thrown, ICatchClauseOperation handler) => handler.Filter is null
        && (handler.ExceptionType is null || IsRoot(handler.ExceptionType) || (thrown is not null && DerivesFrom(thrown, handler.ExceptionType)));
}
