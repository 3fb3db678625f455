using System.Linq;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Contracts;

/// <summary>The runtime's own names, for what is about this API itself: the mode of a binding.</summary>
internal static class RuntimeNames
{
    /// <summary>The type of the mode.</summary>
    public const string AutoreleaseMode = "Devmem.AutoreleaseMode";

    /// <summary>The last part of its name.</summary>
    public static string AutoreleaseModeName => AutoreleaseMode.Substring(AutoreleaseMode.LastIndexOf('.') + 1);

    /// <summary>The attribute of an assembly that says in which mode it binds.</summary>
    public const string DevmemMode = "Devmem.DevmemModeAttribute";

    /// <summary>The type of a socket that receives.</summary>
    public const string DevmemSocket = "Devmem.DevmemSocket";

    /// <summary>The type whose methods bind.</summary>
    public const string DevmemDevice = "Devmem.DevmemDevice";

    /// <summary>The type whose creation chooses the mode.</summary>
    public const string RxBinding = "Devmem.RxBinding";

    /// <summary>The method that chooses it.</summary>
    public const string BindRx = "BindRx";

    /// <summary>The mode of a binding that does not say one: the stricter.</summary>
    public const long DefaultMode = 0;

    /// <summary>The mode in which the kernel returns tokens when their socket closes.</summary>
    public const long AutoreleaseOn = 1;

    /// <summary>The parameter of <paramref name="method"/> that says the mode of what it returns, or null.</summary>
    public static IParameterSymbol? ModeParameterOf(IMethodSymbol method) =>
        IsNamed(method.ReturnType, RxBinding) ? method.Parameters.FirstOrDefault(parameter => IsNamed(parameter.Type, AutoreleaseMode)) : null;

    /// <summary>Whether <paramref name="method"/> binds without saying a mode.</summary>
    public static bool TakesDefaultMode(IMethodSymbol method) =>
        method.Name == BindRx && IsNamed(method.ReturnType, RxBinding) && IsMemberOf(method, DevmemDevice) && !method.Parameters.Any(parameter => IsNamed(parameter.Type, AutoreleaseMode));

    private static bool IsMemberOf(IMethodSymbol method, string fullName)
    {
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (IsNamed(type, fullName))
                return true;
        }

        return false;
    }

    private static bool IsNamed(ITypeSymbol type, string fullName) => type is INamedTypeSymbol named && FrameworkContracts.FullNameOf(named) == fullName;
}
