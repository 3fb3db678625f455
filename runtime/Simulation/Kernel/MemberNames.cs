using System;
using System.Reflection;

namespace Devmem.Simulation;

/// <summary>Turns the names that the compiler makes for lambdas, local functions and state machines back into the member's.</summary>
internal static class MemberNames
{
    internal static string AsWritten(MethodBase method)
    {
        string name = InBrackets(method.Name) ?? StateMachineOf(method) ?? method.Name;
        Type? type = method.DeclaringType;
        while (type is not null && type.Name.StartsWith('<') && type.DeclaringType is { } outer)
            type = outer;
        return type is null ? name : $"{type.Name}.{name}";
    }

    /// <summary>An async method or an iterator runs as MoveNext of a nested type that is named after it.</summary>
    private static string? StateMachineOf(MethodBase method) =>
        method.Name == "MoveNext" && method.DeclaringType is { } type ? InBrackets(type.Name) : null;

    /// <summary><c>&lt;Main&gt;b__0_1</c> is a lambda in Main, <c>&lt;Main&gt;g__Run|0_1</c> its local function Run, <c>&lt;Main&gt;d__3</c> its state machine.</summary>
    private static string? InBrackets(string name)
    {
        int end = name.LastIndexOf('>');
        if (!name.StartsWith('<') || end < 2)
            return null;
        string member = name[1..end].TrimStart('<').Replace(">", "", StringComparison.Ordinal);
        int local = name.IndexOf("g__", end, StringComparison.Ordinal);
        int bar = name.IndexOf('|', end);
        return local == end + 1 && bar > local ? $"{member}.{name[(local + 3)..bar]}" : member;
    }
}
