using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;

namespace Devmem.Meta.Tests;

/// <summary>Walks the instructions of a method body for the types, fields and methods they name.</summary>
internal static class Instructions
{
    private static readonly Dictionary<short, OpCode> s_opCodes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public static IEnumerable<MemberInfo> MembersNamedBy(MethodBase method, MethodBody body)
    {
        byte[] code = body.GetILAsByteArray() ?? [];
        Type[] typeArguments = method.DeclaringType is { IsGenericType: true } declaring ? declaring.GetGenericArguments() : [];
        Type[] methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        for (int position = 0; position < code.Length;)
        {
            OpCode instruction = Decode(code, ref position);
            if (instruction.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
                yield return method.Module.ResolveMember(BitConverter.ToInt32(code, position), typeArguments, methodArguments)!;
            position += OperandSize(instruction, code, position);
        }
    }

    private static OpCode Decode(byte[] code, ref int position)
    {
        // Two-byte instructions start with 0xFE, and their value is negative as a short.
        short value = code[position++];
        if (value == 0xFE)
            value = unchecked((short)(0xFE00 | code[position++]));
        return s_opCodes[value];
    }

    private static int OperandSize(OpCode instruction, byte[] code, int position) => instruction.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, position),
        _ => 4,
    };
}
