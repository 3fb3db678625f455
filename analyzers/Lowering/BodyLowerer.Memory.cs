using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Memory that is read by what was made from it, and written.</summary>
internal sealed partial class BodyLowerer
{
    private const int UnknownPlace = -2;

    /// <summary>A parameter that names a memory is one and the same wherever it is named.</summary>
    private void NameMemory(IParameterSymbol parameter, int origin)
    {
        if (parameter.RefKind is RefKind.None or RefKind.In && RuntimeNames.IsMemory(parameter.Type))
            _builder.Emit(new AssignUnknown(origin, PlaceOf(parameter), 1));
    }

    /// <summary>What a call writes before it may throw.</summary>
    private void LowerWrites(Call call, MethodContract contract, int receiver, int[] places)
    {
        var origin = _builder.Origin(call.Operation.Syntax);
        if (receiver >= 0 && RuntimeNames.WrittenBy(call.Method) is var (start, source))
            _builder.Emit(new Write(origin, receiver, WithSlot(ExtentOf(ArgumentOf(call, start), places[start.Ordinal], LengthOf(ArgumentOf(call, source))))));
        foreach (var write in contract.Writes.Where(write => places[write.Memory] >= 0))
        {
            var passed = write.Start >= 0 ? ExtentOf(ArgumentOf(call, call.Method.Parameters[write.Start]), places[write.Start], UnknownPlace) : null;
            var extent = passed is not null ? passed with { Addend = passed.Addend + write.Number } : write.Start == -1 ? new Extent(-1, -1, write.Number, UnknownPlace) : Extent.Unknown;
            _builder.Emit(new Write(origin, places[write.Memory], WithSlot(extent)));
        }
    }

    /// <summary>A body that also sends from the number where it writes keeps a slot there: what it fills is taken to end before the next slot.</summary>
    private Extent WithSlot(Extent extent) => extent is { Start: -1, Plus: -1 } && SentFrom(_frame.Graph.OriginalOperation).Contains(extent.Addend) ? extent with { IsSlot = true } : extent;

    private static IEnumerable<long> SentFrom(IOperation body) =>
        from call in body.DescendantsAndSelf().OfType<IInvocationOperation>()
        let start = RuntimeNames.ReadBy(call.TargetMethod)?.Start
        where start is not null
        let value = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == start.Ordinal)?.Value.ConstantValue
        where value is { HasValue: true, Value: int or long }
        select Convert.ToInt64(value.Value.Value);

    /// <summary>What comes out of a call may read memory, or make what does.</summary>
    private int Reading(Call call, int[] places, int result)
    {
        if (result < 0)
            return result;
        var origin = _builder.Origin(call.Operation.Syntax);
        if (RuntimeNames.LinkedBy(call.Method) is { } memory && places[memory.Ordinal] >= 0)
            _builder.Emit(new Link(origin, result, places[memory.Ordinal]));
        else if (RuntimeNames.ReadBy(call.Method) is var (start, length))
            _builder.Emit(new Read(origin, result, ExtentOf(ArgumentOf(call, start), places[start.Ordinal], places[length.Ordinal] >= 0 ? places[length.Ordinal] : UnknownPlace)));
        else if (RuntimeNames.IsReader(call.Method.ReturnType))
            _builder.Emit(new Read(origin, result, Extent.Unknown));
        return result;
    }

    private static IOperation? ArgumentOf(Call call, IParameterSymbol parameter) => call.Arguments.FirstOrDefault(argument => argument.Parameter.Ordinal == parameter.Ordinal)?.Value;

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
                return false;
        }
    }

    /// <summary>The place of the length of a span or an array, where it can be seen.</summary>
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
            case IInvocationOperation { TargetMethod.Name: "AsSpan" or "Slice" or "AsMemory" } slice when slice.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == "length") is { } length:
                return LengthPlace(length.Value);
            case ILocalReferenceOperation local when OnlyValueOf(local.Local) is { } value && LengthOf(value) is var known and not UnknownPlace:
                return known;
            case ILocalReferenceOperation or IParameterReferenceOperation when ReadLengthOf(bytes) is { } read && NumberAgain(read) is var again and >= 0:
                return again;
            default:
                return UnknownPlace;
        }
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

    private int LengthPlace(IOperation size) => size.ConstantValue.HasValue || size is ILocalReferenceOperation or IParameterReferenceOperation ? LowerToPlace(size)
        : size is IPropertyReferenceOperation && NumberAgain(size) is var again and >= 0 ? again : UnknownPlace;

    /// <summary>What a local is made with, where nothing else is written into it.</summary>
    private IOperation? OnlyValueOf(ILocalSymbol local)
    {
        var all = _frame.Graph.OriginalOperation.DescendantsAndSelf().ToList();
        var isWritten = all.Exists(each => each is IAssignmentOperation { Target: ILocalReferenceOperation target } && SymbolEqualityComparer.Default.Equals(target.Local, local));
        return isWritten ? null : all.OfType<IVariableDeclaratorOperation>().FirstOrDefault(each => SymbolEqualityComparer.Default.Equals(each.Symbol, local))?.GetVariableInitializer()?.Value;
    }

    /// <summary>A field or property of this object, or of a parameter, that names a memory: one and the same as long as this body does not write it.</summary>
    private bool IsStableMemory(ISymbol member, ITypeSymbol? type) => type is not null && RuntimeNames.IsMemory(type)
        && !_frame.Graph.OriginalOperation.DescendantsAndSelf().Any(each => each is IAssignmentOperation { Target: IMemberReferenceOperation target } && SymbolEqualityComparer.Default.Equals(target.Member, member));

    /// <summary>What reads memory in an object that has one memory is taken to read that one.</summary>
    private void LinkMember(ISymbol member, int place, int origin)
    {
        if (!RuntimeNames.MayRead(OwnMembers.TypeOf(member)) || OnlyMemoryOf(member.ContainingSymbol as INamedTypeSymbol ?? member.ContainingType) is not { } memory)
            return;
        _builder.Emit(new Link(origin, place, MemoryPlaceOf(memory)));
        if (RuntimeNames.IsReader(OwnMembers.TypeOf(member)))
            _builder.Emit(new Read(origin, place, ExtentOfContent(member)));
    }

    private HashSet<ISymbol>? _objectMemory;

    /// <summary>The memory of the object, where members that are followed may read it.</summary>
    private HashSet<ISymbol> MemoriesOf(FollowedMembers members) => _objectMemory ??= new HashSet<ISymbol>(
        members.Owned.Where(member => RuntimeNames.MayRead(OwnMembers.TypeOf(member))).Select(member => OnlyMemoryOf(member.ContainingSymbol as INamedTypeSymbol ?? member.ContainingType)).OfType<ISymbol>(),
        SymbolEqualityComparer.Default);

    private static ISymbol? OnlyMemoryOf(INamedTypeSymbol type)
    {
        var all = OwnMembers.Of(type).Where(member => RuntimeNames.IsMemory(OwnMembers.TypeOf(member))).ToList();
        var kept = all.Where(member => member is not IParameterSymbol).ToList();
        return kept.Count == 1 ? kept[0] : kept.Count == 0 && all.Count == 1 ? all[0] : null;
    }

    private int MemoryPlaceOf(ISymbol memory)
    {
        if (memory is not IParameterSymbol)
            return StablePlaceOf(memory, -2, isNumber: false);
        if (!_places.ContainsKey(memory))
            _builder.EmitAtEntry(new AssignUnknown(-1, PlaceOf(memory), 1));
        return PlaceOf(memory);
    }

    /// <summary>The part that a member's content reads when a body begins: known where the type only ever gives it sends that begin at one number.</summary>
    private Extent ExtentOfContent(ISymbol member)
    {
        var starts = new HashSet<long>();
        foreach (var operation in member.ContainingType.GetMembers().OfType<IMethodSymbol>().SelectMany(method => _ownership.Bodies.Of(method) ?? []).SelectMany(root => root.DescendantsAndSelf()))
        {
            if (operation is not IAssignmentOperation assignment || !SymbolEqualityComparer.Default.Equals(OwnMembers.NamedBy(assignment.Target), member) || assignment.Value.ConstantValue is { HasValue: true, Value: null })
                continue;
            var sent = (assignment.Value as IConversionOperation)?.Operand ?? assignment.Value;
            if (sent is not IInvocationOperation call || RuntimeNames.ReadBy(call.TargetMethod) is not var (start, _)
                || call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == start.Ordinal)?.Value.ConstantValue is not { HasValue: true, Value: int or long } number)
                return Extent.Unknown;
            starts.Add(Convert.ToInt64(number.Value));
        }

        return starts.Count == 1 ? new Extent(-1, -1, starts.First(), UnknownPlace) : Extent.Unknown;
    }
}
