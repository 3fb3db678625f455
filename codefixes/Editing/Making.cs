using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Devmem.CodeFixes.Editing;

/// <summary>Which types of handles others bring: what was made ends before what made it, also where nobody can see that it was.</summary>
internal static class Making
{
    private const int Farthest = 3;

    /// <summary>Whether some method of <paramref name="maker"/> gives a <paramref name="made"/>, or something that gives one.</summary>
    public static bool Makes(ITypeSymbol maker, ITypeSymbol made)
    {
        IEnumerable<ITypeSymbol> reached = [maker];
        for (var i = 0; i < Farthest; i++)
        {
            reached = [.. reached.SelectMany(Given).Distinct(SymbolEqualityComparer.Default).OfType<ITypeSymbol>()];
            if (reached.Contains(made, SymbolEqualityComparer.Default))
                return true;
        }

        return false;
    }

    private static IEnumerable<ITypeSymbol> Given(ITypeSymbol maker) => maker.GetMembers().OfType<IMethodSymbol>().Where(method => method is { MethodKind: MethodKind.Ordinary, IsStatic: false })
        .SelectMany(method => method.Parameters.Where(parameter => parameter.RefKind == RefKind.Out).Select(parameter => parameter.Type).Append(method.ReturnType))
        .Select(Unwrapped).Where(type => type.ContainingAssembly is { } assembly && SymbolEqualityComparer.Default.Equals(assembly, maker.ContainingAssembly) && !SymbolEqualityComparer.Default.Equals(type, maker));

    private static ITypeSymbol Unwrapped(ITypeSymbol type) =>
        (type is INamedTypeSymbol { Name: "Task" or "ValueTask" or "Nullable", TypeArguments: [var result] } ? result : type).WithNullableAnnotation(NullableAnnotation.None);
}
