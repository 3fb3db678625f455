using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Contracts;

/// <summary>What a condition says of the arguments of the method that it stands in: one of several values, or nothing that is known.</summary>
internal static class ArgumentTests
{
    /// <summary>The parameters that a body gives another value, so that a test of them says nothing of the argument.</summary>
    public static HashSet<IParameterSymbol> ChangedIn(IReadOnlyList<IOperation> body)
    {
        var changed = new HashSet<IParameterSymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in body.SelectMany(root => root.DescendantsAndSelf()))
        {
            if (operation is IParameterReferenceOperation reference && IsWritten(reference))
                changed.Add(reference.Parameter);
        }

        return changed;
    }

    private static bool IsWritten(IParameterReferenceOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == reference,
        IIncrementOrDecrementOperation or ITupleOperation => true,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        IAddressOfOperation => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: true } } => true,
        _ => false,
    };

    /// <summary>The arguments, one of which must be so that <paramref name="condition"/> is <paramref name="outcome"/>; null: nothing is known.</summary>
    public static IReadOnlyList<ThrowGuard>? With(IOperation condition, bool outcome)
    {
        condition = Plain(condition);
        return condition switch
        {
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not => With(not.Operand, !outcome),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } or => Either(or, outcome, isBoth: !outcome),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } and => Either(and, outcome, isBoth: outcome),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } compared => Compared(compared, compared.OperatorKind == BinaryOperatorKind.Equals == outcome),
            IIsPatternOperation pattern => Matched(pattern.Value, pattern.Pattern, outcome),
            IParameterReferenceOperation { Type.SpecialType: SpecialType.System_Boolean } parameter when IsOwn(parameter) => [new ThrowGuard(parameter.Parameter.Ordinal, !outcome)],
            _ => null,
        };
    }

    /// <summary>The argument that must be null, false or default so that <paramref name="value"/> is.</summary>
    public static IReadOnlyList<ThrowGuard>? WithNothing(IOperation value) => Plain(value) switch
    {
        IParameterReferenceOperation parameter when IsOwn(parameter) => [new ThrowGuard(parameter.Parameter.Ordinal, true)],
        { Type.SpecialType: SpecialType.System_Boolean } test => With(test, false),
        _ => null,
    };

    /// <summary>The argument that must not be null, false or default so that <paramref name="value"/> is not.</summary>
    public static IReadOnlyList<ThrowGuard>? WithSomething(IOperation value) => Plain(value) switch
    {
        IParameterReferenceOperation parameter when IsOwn(parameter) => [new ThrowGuard(parameter.Parameter.Ordinal, false)],
        { Type.SpecialType: SpecialType.System_Boolean } test => With(test, true),
        _ => null,
    };

    /// <summary>Whether <paramref name="value"/> is plainly not null, or plainly null.</summary>
    public static bool IsNever(IOperation value, bool nothing)
    {
        value = Plain(value);
        if (value.ConstantValue is { HasValue: true } constant)
            return nothing != constant.Value is null or false;
        return nothing && value is IInstanceReferenceOperation or IObjectCreationOperation or ITypeOfOperation or INameOfOperation;
    }

    private static IReadOnlyList<ThrowGuard>? Either(IBinaryOperation condition, bool outcome, bool isBoth)
    {
        var (left, right) = (With(condition.LeftOperand, outcome), With(condition.RightOperand, outcome));
        return isBoth ? left ?? right : left is null || right is null ? null : [.. left, .. right];
    }

    private static IReadOnlyList<ThrowGuard>? Compared(IBinaryOperation condition, bool isEqual)
    {
        var (left, right) = (Plain(condition.LeftOperand), Plain(condition.RightOperand));
        if (left.ConstantValue.HasValue)
            (left, right) = (right, left);
        return right.ConstantValue is { HasValue: true } constant ? Equal(left, constant.Value, isEqual) : null;
    }

    private static IReadOnlyList<ThrowGuard>? Equal(IOperation value, object? constant, bool isEqual) => constant switch
    {
        null => isEqual ? WithNothing(value) : WithSomething(value),
        bool truth => truth == isEqual ? WithSomething(value) : WithNothing(value),
        _ => null,
    };

    private static IReadOnlyList<ThrowGuard>? Matched(IOperation value, IPatternOperation pattern, bool outcome) => pattern switch
    {
        INegatedPatternOperation negated => Matched(value, negated.Pattern, !outcome),
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true } constant } => Equal(value, constant.Value, outcome),
        _ => null,
    };

    /// <summary>A parameter of the function around it, or beside the name of the type, is none that a caller gives an argument for.</summary>
    private static bool IsOwn(IParameterReferenceOperation reference) =>
        SymbolEqualityComparer.Default.Equals(reference.SemanticModel?.GetEnclosingSymbol(reference.Syntax.SpanStart), reference.Parameter.ContainingSymbol);

    private static IOperation Plain(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation)
            operation = operation is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)operation).Operand;
        return operation;
    }
}
