using System;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Questions: comparisons, null tests, patterns. Each yields a place with 1 or 0, so that an answer that is stored still answers later.</summary>
internal sealed partial class BodyLowerer
{
    private int LowerTest(IOperation operation)
    {
        switch (operation)
        {
            case IIsNullOperation isNull:
                return Ask(operation, LowerToPlace(isNull.Operand), Relation.Equal, 0);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not when !IsNullableNumber(not.Type):
                return Ask(operation, LowerToPlace(not.Operand), Relation.Equal, 0);
            case IUnaryOperation unary:
                return LowerUnary(unary);
            case IBinaryOperation binary:
                return LowerBinary(binary);
            case IIsPatternOperation pattern:
                return LowerPattern(LowerToPlace(pattern.Value), pattern.Pattern, pattern.Value.Type);
            case IIsTypeOperation isType:
                var tested = LowerToPlace(isType.ValueOperand);
                var outcome = TestType(operation, tested, isType.ValueOperand.Type, isType.TypeOperand);
                return isType.IsNegated ? Ask(operation, outcome, Relation.Equal, 0) : outcome;
            default:
                return -1;
        }
    }

    private int Ask(IOperation operation, int place, Relation relation, long value)
    {
        var target = _builder.NewTemporary();
        _statement.Add(target);
        _builder.Emit(new Compare(_builder.Origin(operation.Syntax), target, place, relation, value));
        return target;
    }

    private int LowerUnary(IUnaryOperation unary)
    {
        if (unary.OperatorMethod is { } method)
            return LowerCall(new Call(unary, method, null, [new CallArgument(method.Parameters[0], unary.Operand)]));
        if (unary.OperatorKind is UnaryOperatorKind.True)
            return LowerValue(unary.Operand);
        if (unary.OperatorKind is UnaryOperatorKind.False)
            return Ask(unary, LowerToPlace(unary.Operand), Relation.Equal, 0);
        LowerValue(unary.Operand);
        return NumberAgain(unary);
    }

    private int LowerBinary(IBinaryOperation binary)
    {
        var relation = RelationOf(binary.OperatorKind);
        var isDefaultTest = relation is Relation.Equal or Relation.NotEqual && (IsNothing(binary.LeftOperand) || IsNothing(binary.RightOperand));
        if (binary.OperatorMethod is { } method && !isDefaultTest && binary.LeftOperand.Type?.SpecialType != SpecialType.System_String)
        {
            return LowerCall(new Call(binary, method, null,
                [new CallArgument(method.Parameters[0], binary.LeftOperand), new CallArgument(method.Parameters[1], binary.RightOperand)]));
        }

        if (relation is { } asked)
            return LowerComparison(binary, asked);
        if (binary.Type?.SpecialType == SpecialType.System_Boolean)
            return LowerLogic(binary);
        return LowerArithmetic(binary);
    }

    private static bool IsNothing(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
            operation = conversion.Operand;
        return operation is IDefaultValueOperation || operation.ConstantValue is { HasValue: true, Value: null };
    }

    private int LowerComparison(IBinaryOperation binary, Relation relation) =>
        IsLifted(binary) ? CompareLifted(binary, relation)
            : CompareNumbers(binary, binary.LeftOperand, LowerToPlace(binary.LeftOperand), relation, binary.RightOperand, LowerToPlace(binary.RightOperand));

    /// <summary>A truth value that equals `true` is any but 0.</summary>
    private int CompareNumbers(IOperation operation, IOperation leftOperand, int left, Relation relation, IOperation rightOperand, int right) =>
        relation is not (Relation.Equal or Relation.NotEqual) ? Compared(operation, left, relation, right)
        : rightOperand.ConstantValue is { HasValue: true, Value: true } ? Ask(operation, left, relation.Negate(), 0)
        : leftOperand.ConstantValue is { HasValue: true, Value: true } ? Ask(operation, right, relation.Negate(), 0)
        : Compared(operation, left, relation, right);

    private int Compared(IOperation operation, int left, Relation relation, int right)
    {
        var target = _builder.NewTemporary();
        _statement.Add(target);
        _builder.Emit(new ComparePlaces(_builder.Origin(operation.Syntax), target, left, relation, right));
        return target;
    }

    /// <summary>`&amp;`, `|` and `^` of booleans run both sides; what they yield still depends on each.</summary>
    private int LowerLogic(IBinaryOperation binary)
    {
        var left = LowerToPlace(binary.LeftOperand);
        var right = LowerToPlace(binary.RightOperand);
        return Combine(binary, binary.OperatorKind, left, right);
    }

    private int Combine(IOperation operation, BinaryOperatorKind kind, int left, int right)
    {
        var origin = _builder.Origin(operation.Syntax);
        var target = _builder.NewTemporary();
        _statement.Add(target);
        var (whenTrue, whenFalse, join) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
        _builder.Continue(new Branch(-1, left, whenTrue, whenFalse), whenTrue);
        _builder.Emit(kind switch
        {
            BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => new Assign(origin, target, right),
            BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => new AssignConstant(origin, target, 1),
            _ => new Compare(origin, target, right, Relation.Equal, 0),
        });
        _builder.Continue(new Goto(join), whenFalse);
        _builder.Emit(kind is BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd ? new AssignConstant(origin, target, 0) : new Assign(origin, target, right));
        _builder.Continue(new Goto(join), join);
        return target;
    }

    private int LowerArithmetic(IBinaryOperation binary)
    {
        var left = LowerValue(binary.LeftOperand);
        var right = LowerValue(binary.RightOperand);
        var sign = binary.OperatorKind switch { BinaryOperatorKind.Add => 1, BinaryOperatorKind.Subtract => -1, _ => 0 };
        if (sign == 0 || left < 0 || !IsInteger(binary.Type))
            return NumberAgain(binary);
        if (AddendOf(binary.RightOperand) is { } addend)
            return Sum(binary, left, sign * addend);
        return sign > 0 && right >= 0 && AddendOf(binary.LeftOperand) is { } first ? Sum(binary, right, first) : NumberAgain(binary);
    }

    private int Sum(IOperation operation, int source, long addend)
    {
        var target = NewTemporary(operation.Type);
        _builder.Emit(new Add(_builder.Origin(operation.Syntax), target, source, addend));
        return target;
    }

    private static long? AddendOf(IOperation operation) => operation.ConstantValue is { HasValue: true, Value: int value } ? value : null;

    private static bool IsInteger(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;

    private static Relation? RelationOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Equals => Relation.Equal,
        BinaryOperatorKind.NotEquals => Relation.NotEqual,
        BinaryOperatorKind.LessThan => Relation.Less,
        BinaryOperatorKind.LessThanOrEqual => Relation.LessOrEqual,
        BinaryOperatorKind.GreaterThan => Relation.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => Relation.GreaterOrEqual,
        _ => null,
    };

    private int LowerPattern(int input, IPatternOperation pattern, ITypeSymbol? type)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (pattern)
        {
            case IConstantPatternOperation constant:
                return constant.Value.ConstantValue is { HasValue: true, Value: null } ? LowerConstantPattern(input, constant)
                    : WhereThere(constant, input, type, number => LowerConstantPattern(number, constant));
            case INegatedPatternOperation negated:
                return Ask(pattern, LowerPattern(input, negated.Pattern, type), Relation.Equal, 0);
            case IBinaryPatternOperation binary:
                return Combine(pattern, binary.OperatorKind == BinaryOperatorKind.And ? BinaryOperatorKind.And : BinaryOperatorKind.Or,
                    LowerPattern(input, binary.LeftPattern, type), LowerPattern(input, binary.RightPattern, type));
            case IRelationalPatternOperation { Value.ConstantValue: { HasValue: true, Value: { } bound } } relational when RelationOf(relational.OperatorKind) is { } relation && IsWhole(bound):
                return WhereThere(pattern, input, type, number => Ask(pattern, number, relation, Convert.ToInt64(bound)));
            case IDeclarationPatternOperation declaration:
                Declare(declaration.Syntax, declaration.DeclaredSymbol, input, type);
                return declaration.MatchesNull ? Constant(pattern, 1) : TestType(pattern, input, type, declaration.MatchedType);
            case ITypePatternOperation typed:
                return TestType(pattern, input, type, typed.MatchedType);
            case IRecursivePatternOperation recursive:
                return LowerRecursivePattern(input, recursive, type);
            case IDiscardPatternOperation:
                return Constant(pattern, 1);
            case IListPatternOperation list:
                return LowerListPattern(input, list, type);
            default:
                LowerChildren(pattern);
                return Unknown(pattern, 0, 1);
        }
    }

    private int LowerConstantPattern(int input, IConstantPatternOperation constant)
    {
        var value = constant.Value.ConstantValue;
        if (!value.HasValue)
            return Unknown(constant, 0, 1);
        return value.Value switch
        {
            null => Ask(constant, input, Relation.Equal, 0),
            bool truth => Ask(constant, input, truth ? Relation.NotEqual : Relation.Equal, 0),
            string text => Ask(constant, input, Relation.Equal, _builder.NumberOf(text)),
            { } number when IsWhole(number) => Ask(constant, input, Relation.Equal, Convert.ToInt64(number)),
            _ => Unknown(constant, 0, 1),
        };
    }

    private static bool IsWhole(object value) => value is sbyte or byte or short or ushort or int or uint or long or char;

    private void Declare(SyntaxNode syntax, ISymbol? declared, int input, ITypeSymbol? type)
    {
        if (declared is ILocalSymbol local)
            AssignWhole(syntax, PlaceOf(local), IsNullableNumber(local.Type) ? input : NumberIn(input, type));
    }

    private int LowerRecursivePattern(int input, IRecursivePatternOperation pattern, ITypeSymbol? type)
    {
        Declare(pattern.Syntax, pattern.DeclaredSymbol, input, type);
        var result = TestType(pattern, input, type, pattern.MatchedType);
        if (_parts.TryGetValue(input, out var parts) && pattern.DeconstructionSubpatterns.Length == parts.Count)
        {
            for (var i = 0; i < parts.Count; i++)
                result = Combine(pattern, BinaryOperatorKind.And, result, LowerPattern(parts[i], pattern.DeconstructionSubpatterns[i], pattern.DeconstructionSubpatterns[i].InputType));
        }
        else
        {
            foreach (var sub in pattern.DeconstructionSubpatterns)
                result = Combine(pattern, BinaryOperatorKind.And, result, LowerPattern(Unknown(sub), sub, sub.InputType));
        }

        foreach (var property in pattern.PropertySubpatterns)
            result = Combine(property, BinaryOperatorKind.And, result, LowerPropertyPattern(input, property));
        return result;
    }

    /// <summary>The length is asked first; only where it fits are there elements to look at.</summary>
    private int LowerListPattern(int input, IListPatternOperation pattern, ITypeSymbol? type)
    {
        Declare(pattern.Syntax, pattern.DeclaredSymbol, input, type);
        var origin = _builder.Origin(pattern.Syntax);
        var slice = pattern.Patterns.TakeWhile(each => each is not ISlicePatternOperation).Count();
        var result = NewTemporary(null);
        var (fits, other, join) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
        _builder.Continue(new Branch(-1, LengthTest(input, pattern, slice == pattern.Patterns.Length), fits, other), fits);
        var matches = Constant(pattern, 1);
        for (var i = 0; i < pattern.Patterns.Length; i++)
            matches = Combine(pattern, BinaryOperatorKind.And, matches, LowerElementPattern(input, pattern.Patterns[i], i < slice ? i : null, type));
        _builder.Emit(new Assign(origin, result, matches));
        _builder.Continue(new Goto(join), other);
        _builder.Emit(new AssignConstant(origin, result, 0));
        _builder.Continue(new Goto(join), join);
        return result;
    }

    private int LengthTest(int input, IListPatternOperation pattern, bool isExact)
    {
        if (pattern.LengthSymbol is not IPropertySymbol { Name: "Count" or "Length" } count || (count.Name == "Length" && pattern.InputType is not IArrayTypeSymbol))
            return Unknown(pattern, 0, 1);
        var member = _builder.MemberOf(count.OriginalDefinition, () => new Member(0, long.MaxValue, 0));
        var least = isExact ? pattern.Patterns.Length : pattern.Patterns.Length - 1;
        return Ask(pattern, ReadNumber(pattern, input, member), isExact ? Relation.Equal : Relation.GreaterOrEqual, least);
    }

    private int LowerElementPattern(int sequence, IPatternOperation pattern, int? index, ITypeSymbol? type)
    {
        if (pattern is ISlicePatternOperation slice)
            return slice.Pattern is null ? Constant(pattern, 1) : LowerPattern(SliceOf(sequence, slice, type), slice.Pattern, slice.Pattern.InputType);
        var element = Collections.ElementOf(type) ?? pattern.InputType;
        if (!CarriesHandle(element))
            return LowerPattern(Unknown(pattern), pattern, element);
        var target = NewTemporary(element);
        EmitPeek(pattern, target, element, sequence, index is null ? ElementKind.Anywhere : ElementKind.AtIndex, index is { } at ? Constant(pattern, at) : -1);
        return LowerPattern(target, pattern, element);
    }

    /// <summary>What stands where the two dots do, as far as its indexes are known from the start.</summary>
    private int SliceOf(int sequence, ISlicePatternOperation slice, ITypeSymbol? type)
    {
        if (sequence < 0 || !IsFollowedCollection(type) || slice.Parent is not IListPatternOperation { Patterns: var patterns } || patterns.IndexOf(slice) is var at && at != patterns.Length - 1)
            return Unknown(slice);
        var target = NewTemporary(null);
        var site = _builder.SiteAt(slice.Syntax, ElementSite, SiteKind.Container, new SiteInfo(slice.Syntax, null, ArrivalKind.Container) { Via = type });
        _builder.Emit(new Slice(_builder.Origin(slice.Syntax), target, sequence, at, int.MaxValue, site));
        return target;
    }

    private int LowerPropertyPattern(int input, IPropertySubpatternOperation property)
    {
        var value = property.Member is IPropertyReferenceOperation reference ? ReadProperty(reference, input)
            : property.Member is IFieldReferenceOperation field ? PartOf(input, field.Field) : -1;
        return LowerPattern(value >= 0 ? value : Unknown(property), property.Pattern, property.Member.Type);
    }

    /// <summary>Whether the value is of a type: where that is no news, only null is left to ask.</summary>
    private int TestType(IOperation operation, int input, ITypeSymbol? from, ITypeSymbol? to)
    {
        if (to is null)
            return Unknown(operation, 0, 1);
        var isNoNews = from is not null && _ownership.Compilation.ClassifyCommonConversion(from, to) is { IsImplicit: true, IsUserDefined: false };
        if (isNoNews || _ownership.Handles.CarriedBy(to) is not null || (from is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }))
            return from is { IsValueType: true } and not INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } ? Constant(operation, 1) : Ask(operation, input, Relation.NotEqual, 0);
        return MayName(from) ? TestSite(operation, input, to) : Unknown(operation, 0, 1);
    }

    /// <summary>What is known to be a handle is known to be what its own type is, whatever the variable says.</summary>
    private int TestSite(IOperation operation, int input, ITypeSymbol to)
    {
        var target = _builder.NewTemporary();
        _statement.Add(target);
        _builder.Emit(new TestSite(_builder.Origin(operation.Syntax), target, input, _builder.SitesThatAre(site => site.Handle is { } handle
            && _ownership.Compilation.ClassifyCommonConversion(handle.Type, to) is { IsImplicit: true, IsUserDefined: false })));
        return target;
    }
}
