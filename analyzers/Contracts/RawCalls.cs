using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Contracts;

/// <summary>A call that hands numbers to the kernel as they are.</summary>
/// <param name="Call">The call.</param>
/// <param name="Kind">What it does.</param>
internal sealed record RawCall(IInvocationOperation Call, RawCallKind Kind)
{
    /// <summary>Of an option: its level.</summary>
    public IOperation? Level { get; init; }

    /// <summary>Of an option: its name.</summary>
    public IOperation? Name { get; init; }

    /// <summary>Of a transfer: its flags.</summary>
    public IOperation? Flags { get; init; }

    /// <summary>Of an option that is set: how many bytes are passed, where that is an argument of its own.</summary>
    public IOperation? Length { get; init; }

    /// <summary>Of an option that is set: what is passed.</summary>
    public IOperation? Value { get; init; }

    /// <summary>Of a transfer: whether it can carry control messages.</summary>
    public bool HasControl { get; init; }

    /// <summary>Whether the framework stands between, which hides what the kernel answers.</summary>
    public bool IsThroughSocket { get; init; }
}

/// <summary>What a raw call does.</summary>
internal enum RawCallKind
{
    /// <summary>It sets a socket option.</summary>
    SetOption,

    /// <summary>It reads a socket option.</summary>
    GetOption,

    /// <summary>It receives.</summary>
    Receive,

    /// <summary>It sends.</summary>
    Send,

    /// <summary>It asks something of a device.</summary>
    Control,
}

/// <summary>Recognises such calls: the raw members of the framework's socket, and functions of the C library by their names.</summary>
internal static class RawCalls
{
    /// <summary>Words of which a body that makes such a call has one, or the name by which it imports the function: for a function that is declared in the body itself, the keyword of that.</summary>
    public static readonly string[] Names =
    [
        "SetRawSocketOption", "GetRawSocketOption", "Receive", "ReceiveAsync", "ReceiveFrom", "ReceiveFromAsync", "ReceiveMessageFrom", "ReceiveMessageFromAsync",
        "Send", "SendAsync", "SendTo", "SendToAsync", "setsockopt", "getsockopt", "recvmsg", "recvmmsg", "recv", "recvfrom", "sendmsg", "sendmmsg", "send", "sendto", "ioctl", "syscall", "extern",
    ];

    /// <summary>The raw call that <paramref name="call"/> is, or null.</summary>
    public static RawCall? Read(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.ContainingType is { Name: "Socket" } type && FrameworkContracts.FullNameOf(type) == "System.Net.Sockets.Socket")
            return OfSocket(call);
        var isImport = method.IsStatic && (method.IsExtern || method.IsPartialDefinition || method.PartialDefinitionPart is not null);
        return isImport && NativeName(method) is { } name ? OfFunction(call, name, 0) : null;
    }

    private static RawCall? OfSocket(IInvocationOperation call) => call.TargetMethod.Name switch
    {
        "SetRawSocketOption" => new RawCall(call, RawCallKind.SetOption) { Level = Argument(call, 0), Name = Argument(call, 1), Value = Argument(call, 2), IsThroughSocket = true },
        "GetRawSocketOption" => new RawCall(call, RawCallKind.GetOption) { Level = Argument(call, 0), Name = Argument(call, 1), IsThroughSocket = true },
        "Receive" or "ReceiveAsync" or "ReceiveFrom" or "ReceiveFromAsync" or "ReceiveMessageFrom" or "ReceiveMessageFromAsync" => new RawCall(call, RawCallKind.Receive) { Flags = SocketFlags(call), IsThroughSocket = true },
        "Send" or "SendAsync" or "SendTo" or "SendToAsync" => new RawCall(call, RawCallKind.Send) { Flags = SocketFlags(call), IsThroughSocket = true },
        _ => null,
    };

    private static IOperation? SocketFlags(IInvocationOperation call) => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Type.Name == "SocketFlags")?.Value;

    private static RawCall? OfFunction(IInvocationOperation call, string name, int first) => name switch
    {
        "setsockopt" => new RawCall(call, RawCallKind.SetOption) { Level = Argument(call, first + 1), Name = Argument(call, first + 2), Value = Argument(call, first + 3), Length = Argument(call, first + 4) },
        "getsockopt" => new RawCall(call, RawCallKind.GetOption) { Level = Argument(call, first + 1), Name = Argument(call, first + 2) },
        "recvmsg" => new RawCall(call, RawCallKind.Receive) { Flags = Argument(call, first + 2), HasControl = true },
        "recvmmsg" => new RawCall(call, RawCallKind.Receive) { Flags = Argument(call, first + 3), HasControl = true },
        "recv" or "recvfrom" => new RawCall(call, RawCallKind.Receive) { Flags = Argument(call, first + 3) },
        "sendmsg" => new RawCall(call, RawCallKind.Send) { Flags = Argument(call, first + 2), HasControl = true },
        "sendmmsg" => new RawCall(call, RawCallKind.Send) { Flags = Argument(call, first + 3), HasControl = true },
        "send" or "sendto" => new RawCall(call, RawCallKind.Send) { Flags = Argument(call, first + 3) },
        "ioctl" => new RawCall(call, RawCallKind.Control) { Name = Argument(call, first + 1) },
        "syscall" when first == 0 && Argument(call, 0)?.ConstantValue is { HasValue: true, Value: { } number } => SystemCall(System.Convert.ToInt64(number)) is { } called ? OfFunction(call, called, 1) : null,
        _ => null,
    };

    /// <summary>The numbers of x86-64, and those of the generic table that arm64, riscv64 and loongarch64 have.</summary>
    private static string? SystemCall(long number) => number switch
    {
        54 or 208 => "setsockopt",
        55 or 209 => "getsockopt",
        47 or 212 => "recvmsg",
        46 or 211 => "sendmsg",
        45 or 207 => "recvfrom",
        44 or 206 => "sendto",
        16 or 29 => "ioctl",
        _ => null,
    };

    private static IOperation? Argument(IInvocationOperation call, int ordinal) => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value;

    /// <summary>The name of the native function that a method imports, or null.</summary>
    private static string? NativeName(IMethodSymbol method)
    {
        if (method.GetDllImportData() is { } import)
            return import.EntryPointName ?? method.Name;
        if (!method.IsPartialDefinition && method.PartialDefinitionPart is null)
            return null;
        var attribute = (method.PartialDefinitionPart ?? method).Attribute("System.Runtime.InteropServices.LibraryImportAttribute");
        return attribute is null ? null : attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "EntryPoint").Value.Value as string ?? method.Name;
    }
}
