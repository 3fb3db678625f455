using System.Linq;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>
/// Numbers and truth values that may be null. The place of one tells whether there is a value, and its only part is the value: null and 0 are two things,
/// and so are null and false.
/// </summary>
internal sealed partial class BodyLowerer
{
    private static bool IsNullableNumber(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var number] } && IsPlainNumber(number);

    private static bool IsPlainNumber(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum || type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_UInt64;

    /// <summary>The part with the number; of what is no such value, itself.</summary>
    private int NumberIn(int place, ITypeSymbol? type) => IsNullableNumber(type) && _parts.TryGetValue(place, out var parts) ? parts[0] : place;

    /// <summary>A number becomes one that may be null, or the other way.</summary>
    private int Lift(IOperation operation, int place, ITypeSymbol? from, ITypeSymbol? to)
    {
        if (place < 0 || IsNullableNumber(from) == IsNullableNumber(to))
            return place;
        if (!IsNullableNumber(to))
            return to?.IsReferenceType == true ? place : NumberIn(place, from);
        if (from is not { IsValueType: true })
            return place;
        var target = NewTemporary(to);
        _builder.Emit(new AssignConstant(_builder.Origin(operation.Syntax), target, 1));
        _builder.Emit(new Assign(_builder.Origin(operation.Syntax), NumberIn(target, to), place));
        return target;
    }

    /// <summary>The value, or 0 where there is none.</summary>
    private int ValueOrZero(IOperation operation, int place, ITypeSymbol type)
    {
        var origin = _builder.Origin(operation.Syntax);
        var target = NewTemporary(operation.Type);
        var (some, none, join) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
        _builder.Continue(new Branch(-1, place, some, none), some);
        _builder.Emit(new Assign(origin, target, NumberIn(place, type)));
        _builder.Continue(new Goto(join), none);
        _builder.Emit(new AssignConstant(origin, target, 0));
        _builder.Continue(new Goto(join), join);
        return target;
    }

    /// <summary>`GetValueOrDefault()` of such a value; null: it is another call.</summary>
    private Lowered? LowerValueOrDefault(IInvocationOperation call)
    {
        if (call is not { TargetMethod.Name: "GetValueOrDefault", Arguments.IsEmpty: true, Instance: { Type: { } type } instance } || !IsNullableNumber(type))
            return null;
        return new Lowered(ValueOrZero(call, LowerToPlace(instance), type));
    }

    /// <summary>How two numbers compare of which one may be null: two nulls are equal, and neither more nor less.</summary>
    private int CompareLifted(IBinaryOperation binary, Relation relation)
    {
        var (leftOperand, rightOperand) = (WithoutLift(binary.LeftOperand), WithoutLift(binary.RightOperand));
        var (left, right) = (LowerToPlace(leftOperand), LowerToPlace(rightOperand));
        if (IsNothing(leftOperand) || IsNothing(rightOperand))
            return Compared(binary, left, relation, right);
        var asked = relation == Relation.NotEqual ? Relation.Equal : relation;
        var holds = CompareNumbers(binary, leftOperand, NumberIn(left, leftOperand.Type), asked, rightOperand, NumberIn(right, rightOperand.Type));
        int? hasLeft = IsNullableNumber(leftOperand.Type) ? Ask(binary, left, Relation.NotEqual, 0) : null;
        int? hasRight = IsNullableNumber(rightOperand.Type) ? Ask(binary, right, Relation.NotEqual, 0) : null;
        foreach (var has in new[] { hasLeft, hasRight }.OfType<int>())
            holds = Combine(binary, BinaryOperatorKind.And, has, holds);
        if (asked == Relation.Equal && hasLeft is { } one && hasRight is { } other)
            holds = Combine(binary, BinaryOperatorKind.Or, holds, Combine(binary, BinaryOperatorKind.And, Ask(binary, one, Relation.Equal, 0), Ask(binary, other, Relation.Equal, 0)));
        return relation == Relation.NotEqual ? Ask(binary, holds, Relation.Equal, 0) : holds;
    }

    /// <summary>A number that is only taken for one that may be null because the other is.</summary>
    private static IOperation WithoutLift(IOperation operand) =>
        operand is IConversionOperation { OperatorMethod: null, Operand: { Type.IsValueType: true } number } && IsNullableNumber(operand.Type) && !IsNullableNumber(number.Type) ? number : operand;

    private static bool IsLifted(IBinaryOperation binary) => IsNullableNumber(binary.LeftOperand.Type) || IsNullableNumber(binary.RightOperand.Type);

    /// <summary>A pattern that is asked of a number is only asked where there is one.</summary>
    private int WhereThere(IPatternOperation pattern, int input, ITypeSymbol? type, System.Func<int, int> ask) => IsNullableNumber(type)
        ? Combine(pattern, BinaryOperatorKind.And, Ask(pattern, input, Relation.NotEqual, 0), ask(NumberIn(input, type))) : ask(input);
}
