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

    /// <summary>Memory that can be bound.</summary>
    public const string Dmabuf = "Devmem.Dmabuf";

    /// <summary>A binding that sends.</summary>
    public const string TxBinding = "Devmem.TxBinding";

    /// <summary>What sends.</summary>
    public const string DevmemSender = "Devmem.DevmemSender";

    /// <summary>A send.</summary>
    public const string SendOperation = "Devmem.SendOperation";

    /// <summary>The method that begins a send.</summary>
    public const string Send = "Send";

    /// <summary>The method that writes memory.</summary>
    public const string CopyFrom = "CopyFrom";

    /// <summary>The property that tells that a send is over.</summary>
    public const string IsCompleted = "IsCompleted";

    /// <summary>The mode of a binding that does not say one: the stricter.</summary>
    public const long DefaultMode = 0;

    /// <summary>The mode in which the kernel returns tokens when their socket closes.</summary>
    public const long AutoreleaseOn = 1;

    /// <summary>The parameter of <paramref name="method"/> that says the mode of what it returns, or null.</summary>
    public static IParameterSymbol? ModeParameterOf(IMethodSymbol method) =>
        IsNamed(method.ReturnType, RxBinding) ? method.Parameters.FirstOrDefault(parameter => IsNamed(parameter.Type, AutoreleaseMode)) : null;

    /// <summary>The parameter of <paramref name="method"/> that says the mode of what it makes, be it a binding or what owns one; or null.</summary>
    public static IParameterSymbol? ModeGivenTo(IMethodSymbol method) => method.Parameters.FirstOrDefault(parameter => IsNamed(parameter.Type, AutoreleaseMode));

    /// <summary>Whether <paramref name="method"/> brings a binding that has a mode.</summary>
    public static bool BringsBinding(IMethodSymbol method) => IsNamed(method.ReturnType, RxBinding);

    /// <summary>Whether <paramref name="method"/> binds without saying a mode.</summary>
    public static bool TakesDefaultMode(IMethodSymbol method) =>
        method.Name == BindRx && IsNamed(method.ReturnType, RxBinding) && IsMemberOf(method, DevmemDevice) && !method.Parameters.Any(parameter => IsNamed(parameter.Type, AutoreleaseMode));

    /// <summary>Whether a value of the type is memory that a transmit binding reads.</summary>
    public static bool IsMemory(ITypeSymbol type) => IsNamed(type, Dmabuf);

    /// <summary>Whether a value of the type reads memory until it ends.</summary>
    public static bool IsReader(ITypeSymbol type) => IsNamed(type, SendOperation);

    /// <summary>Whether a value of the type reads memory, or makes what does.</summary>
    public static bool MayRead(ITypeSymbol type) => IsNamed(type, TxBinding) || IsNamed(type, DevmemSender) || IsReader(type);

    /// <summary>The parameter of <paramref name="method"/> whose memory is read by what is made from its result, or null.</summary>
    public static IParameterSymbol? LinkedBy(IMethodSymbol method) =>
        IsNamed(method.ReturnType, TxBinding) ? method.Parameters.FirstOrDefault(parameter => IsMemory(parameter.Type)) : null;

    /// <summary>The parameters of <paramref name="method"/> that say which part its result reads, or null.</summary>
    public static (IParameterSymbol Start, IParameterSymbol Length)? ReadBy(IMethodSymbol method) =>
        method is { Name: Send, Parameters: [var start, var length] } && IsNamed(method.ContainingType, DevmemSender) ? (start, length) : null;

    /// <summary>The parameters of <paramref name="method"/> that say where it writes into the memory that it is called on, and what, or null.</summary>
    public static (IParameterSymbol Start, IParameterSymbol Source)? WrittenBy(IMethodSymbol method) =>
        method is { Name: CopyFrom, Parameters: [var start, var source] } && IsNamed(method.ContainingType, Dmabuf) ? (start, source) : null;

    /// <summary>Whether the property tells that all was read.</summary>
    public static bool IsCompletion(IPropertySymbol property) => property.Name == IsCompleted && IsReader(property.ContainingType);

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
