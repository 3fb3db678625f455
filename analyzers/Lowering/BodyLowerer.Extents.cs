using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Parts of a memory: where they begin and how long they are.</summary>
internal sealed partial class BodyLowerer
{
    /// <summary>The ordinals of parameters, by the places of their lengths.</summary>
    private readonly Dictionary<int, int> _lengths = [];

    /// <summary>Of a probe: the parameters that keep what the caller gave, by their places and by those of their lengths.</summary>
    private IReadOnlyDictionary<int, int> ParameterPlaces(ISymbol owner)
    {
        var places = new Dictionary<int, int>();
        if (owner is not IMethodSymbol method || !_isProbe)
            return places;
        foreach (var parameter in method.Parameters.Where(parameter => parameter.RefKind is RefKind.None or RefKind.In && !IsWritten(parameter)))
            places[PlaceOf(parameter)] = parameter.Ordinal;
        foreach (var length in _lengths)
            places[length.Key] = length.Value;
        return places;
    }

    private bool IsWritten(IParameterSymbol parameter) => _frame.Graph.OriginalOperation.DescendantsAndSelf().OfType<IParameterReferenceOperation>()
        .Any(reference => SymbolEqualityComparer.Default.Equals(reference.Parameter, parameter) && IsTarget(reference));

    private static bool IsTarget(IOperation reference) => reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == reference,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        ITupleOperation { Parent: IDeconstructionAssignmentOperation or ITupleOperation } or IIncrementOrDecrementOperation or IAddressOfOperation => true,
        _ => false,
    };

    private static IOperation? ArgumentOf(Call call, IParameterSymbol parameter) => call.Arguments.FirstOrDefault(argument => argument.Parameter.Ordinal == parameter.Ordinal)?.Value;

    /// <summary>The part that a contract tells of, as far as what is passed is known.</summary>
    private Extent ExtentOf(Call call, int[] places, SpanContract span)
    {
        var names = new List<int>();
        var number = span.Number;
        foreach (var ordinal in new[] { span.Start, span.Plus }.Where(ordinal => ordinal >= 0))
        {
            var value = ArgumentOf(call, call.Method.Parameters[ordinal]);
            var (before, sum) = (names.Count, number);
            if (value is not null && AddTerms(value, 1, names, ref number))
                continue;
            names.RemoveRange(before, names.Count - before);
            number = sum;
            names.Add(places[ordinal] >= 0 ? places[ordinal] : UnknownPlace);
        }

        if (span.Start == -2 || names.Count > 2)
            return Extent.Unknown;
        return new Extent(names.Count > 0 ? names[0] : -1, names.Count > 1 ? names[1] : -1, number, span.Length >= 0 ? LengthPassed(call, places, span.Length) : UnknownPlace) { Most = span.Most };
    }

    /// <summary>A parameter is the length, or has it.</summary>
    private int LengthPassed(Call call, int[] places, int ordinal)
    {
        var parameter = call.Method.Parameters[ordinal];
        return IsInteger(parameter.Type) ? places[ordinal] >= 0 ? places[ordinal] : UnknownPlace : LengthOf(ArgumentOf(call, parameter));
    }

    /// <summary>Where a part begins, as a sum of at most two names and a number.</summary>
    private Extent ExtentOf(IOperation? start, int place, int length)
    {
        var names = new List<int>();
        var number = 0L;
        if (start is not null && AddTerms(start, 1, names, ref number) && names.Count <= 2)
            return new Extent(names.Count > 0 ? names[0] : -1, names.Count > 1 ? names[1] : -1, number, length);
        return new Extent(place >= 0 ? place : UnknownPlace, -1, 0, length);
    }

    private bool AddTerms(IOperation term, int sign, List<int> names, ref long number)
    {
        switch (term)
        {
            case { ConstantValue: { HasValue: true, Value: int or uint or long or short or byte } constant }:
                number += sign * Convert.ToInt64(constant.Value);
                return true;
            case IConversionOperation { OperatorMethod: null } conversion:
                return AddTerms(conversion.Operand, sign, names, ref number);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, OperatorMethod: null } sum:
                return AddTerms(sum.LeftOperand, sign, names, ref number)
                    && AddTerms(sum.RightOperand, sum.OperatorKind == BinaryOperatorKind.Add ? sign : -sign, names, ref number);
            case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IFlowCaptureReferenceOperation when sign > 0 && LowerValue(term) is var place and >= 0:
                names.Add(place);
                return true;
            default:
                // What is computed again of the same is the same.
                if (sign < 0 || NumberAgain(term) is not (>= 0 and var again))
                    return false;
                names.Add(again);
                return true;
        }
    }

    /// <summary>The place of the length of a span or an array, or of a number that it does not exceed, where one can be seen.</summary>
    private int LengthOf(IOperation? bytes)
    {
        switch (bytes)
        {
            case IConversionOperation conversion:
                return LengthOf(conversion.Operand);
            case IArrayCreationOperation { DimensionSizes: [var size] }:
                return LengthPlace(size);
            case ICollectionExpressionOperation list when !list.Elements.Any(element => element is ISpreadOperation):
                return Constant(list, list.Elements.Length);
            case IUtf8StringOperation text:
                return Constant(text, System.Text.Encoding.UTF8.GetByteCount(text.Value));
            case IInvocationOperation { TargetMethod.Name: "AsSpan" or "Slice" or "AsMemory" } slice:
                return LengthOfSlice(slice);
            case IObjectCreationOperation { Type.Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory", Arguments: [_, _, var length] }:
                return LengthPlace(length.Value);
            case IObjectCreationOperation { Type.Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory", Arguments: [var whole] }:
                return LengthOf(whole.Value);
            case IPropertyReferenceOperation { Property.Name: "Span", Instance: { } memory }:
                return LengthOf(memory);
            case { } part when CursorLoop.SliceOf(part) is { } slice:
                return LengthBetween(slice.Sequence, slice.Start, slice.End);
            case ILocalReferenceOperation local when OnlyValueOf(local.Local) is { } value && LengthOf(value) is var known and not UnknownPlace:
                return known;
            case ILocalReferenceOperation or IParameterReferenceOperation when ReadLengthOf(bytes) is { } read && NumberAgain(read) is var again and >= 0:
                return OfParameter(bytes, again);
            case IParameterReferenceOperation { Parameter: var parameter } when _isProbe && _frame.Caller is null && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, _frame.Method) && !IsWritten(parameter):
                return LengthAtEntry(parameter);
            default:
                return UnknownPlace;
        }
    }

    private int LengthOfSlice(IInvocationOperation slice)
    {
        if (slice.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "length") is { } length)
            return LengthPlace(length.Value);
        var whole = slice.Instance ?? slice.Arguments.FirstOrDefault()?.Value;
        return slice.Arguments.Select(argument => argument.Value).OfType<IRangeOperation>().FirstOrDefault() is { } range ? LengthBetween(whole, range.LeftOperand, range.RightOperand) : LengthOf(whole);
    }

    /// <summary>From a beginning up to an end, or as much as there is.</summary>
    private int LengthBetween(IOperation? whole, IOperation? start, IOperation? end)
    {
        if (IndexOf(start, null, 0) is { } low && IndexOf(end, null, null) is { } high)
            return Constant(end!, Math.Max(0, high - low));
        while (end is IConversionOperation conversion)
            end = conversion.Operand;
        return end is ILocalReferenceOperation or IParameterReferenceOperation && IsInteger(end.Type) ? LengthPlace(end) : LengthOf(whole);
    }

    private int OfParameter(IOperation variable, int length)
    {
        if (variable is IParameterReferenceOperation { Parameter: var parameter } && _isProbe && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, _frame.Method) && _frame.Caller is null && !IsWritten(parameter))
            _lengths[length] = parameter.Ordinal;
        return length;
    }

    private int LengthAtEntry(IParameterSymbol parameter)
    {
        foreach (var known in _lengths)
        {
            if (known.Value == parameter.Ordinal)
                return known.Key;
        }

        // Nothing is ever written there: it is what it was when the body began.
        var place = _builder.NewPlace();
        _lengths.Add(place, parameter.Ordinal);
        return place;
    }

    /// <summary>Where the body reads the length of that variable, so that what it finds out about it holds here too.</summary>
    private IPropertyReferenceOperation? ReadLengthOf(IOperation variable) => _frame.Graph.OriginalOperation.DescendantsAndSelf().OfType<IPropertyReferenceOperation>().FirstOrDefault(read =>
        read is { Property.Name: "Length", Instance: { } instance } && SymbolOf(instance) is { } symbol && SymbolEqualityComparer.Default.Equals(symbol, SymbolOf(variable)));

    private static ISymbol? SymbolOf(IOperation reference) => reference switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>Between which numbers `Math.Min`, `Math.Max` or `Math.Clamp` of a known one lies; null: it is none of them.</summary>
    private static (long Low, long High)? BoundOf(IOperation operation)
    {
        if (operation is not IInvocationOperation { TargetMethod: { ContainingType: { Name: "Math", ContainingNamespace.Name: "System" } } method } call || !IsInteger(method.ReturnType))
            return null;
        long? Number(int ordinal) => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value.ConstantValue is { HasValue: true, Value: { } value and not ulong } ? Convert.ToInt64(value) : null;
        return method.Name switch
        {
            "Min" when (Number(0) ?? Number(1)) is { } most => (long.MinValue, most),
            "Max" when (Number(0) ?? Number(1)) is { } least => (least, long.MaxValue),
            "Clamp" when Number(1) is { } least && Number(2) is { } most => (least, most),
            _ => null,
        };
    }

    private int LengthPlace(IOperation size) => BoundOf(size) is var (_, high) and not (_, long.MaxValue) ? Constant(size, high)
        : size.ConstantValue.HasValue || size is ILocalReferenceOperation or IParameterReferenceOperation ? LowerToPlace(size)
        : size is IPropertyReferenceOperation && NumberAgain(size) is var again and >= 0 ? again : UnknownPlace;

    /// <summary>What a local is made with, where nothing else is written into it.</summary>
    private IOperation? OnlyValueOf(ILocalSymbol local)
    {
        var all = _frame.Graph.OriginalOperation.DescendantsAndSelf().ToList();
        var isWritten = all.Exists(each => each is ILocalReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Local, local) && IsTarget(target));
        return isWritten ? null : all.OfType<IVariableDeclaratorOperation>().FirstOrDefault(each => SymbolEqualityComparer.Default.Equals(each.Symbol, local))?.GetVariableInitializer()?.Value;
    }
}
