using System.Linq;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Equality that is asked through a method.</summary>
internal sealed partial class BodyLowerer
{
    /// <summary>`ReferenceEquals` and `Equals` with null or default, or of plain values; null: it is none.</summary>
    private Lowered? LowerEquality(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.Name is not ("ReferenceEquals" or "Equals"))
            return null;
        var operands = call.Arguments.Select(argument => argument.Value).ToList();
        if (call.Instance is not null)
            operands.Insert(0, call.Instance);
        if (operands.Count != 2 || !(operands.Any(IsNothing) || operands.All(IsPlainValue) || (method.Name == "ReferenceEquals" && operands.All(IsHandleObject))))
            return null;
        var places = operands.Select(LowerToPlace).ToArray();
        var target = NewTemporary(call.Type);
        _builder.Emit(new ComparePlaces(_builder.Origin(call.Syntax), target, places[0], Relation.Equal, places[1]));
        return new Lowered(target);
    }

    /// <summary>Whether the operand is a handle that is an object, of which there is one.</summary>
    private bool IsHandleObject(IOperation operand) => Unconverted(operand) is { Type.IsReferenceType: true } handle && _ownership.Handles.CarriedBy(handle.Type) is not null;

    /// <summary>Whether the operand is a number, a truth value, an enum or a text, which are equal when they are the same.</summary>
    private static bool IsPlainValue(IOperation operand)
    {
        while (operand is IConversionOperation { IsImplicit: true } conversion)
            operand = conversion.Operand;
        return operand.Type is { TypeKind: TypeKind.Enum } || operand.Type?.SpecialType is (>= SpecialType.System_Boolean and <= SpecialType.System_UInt64) or SpecialType.System_String;
    }
}
