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
            _builder.Emit(new Write(origin, places[write.Memory], WithSlot(ExtentOf(call, places, write.Span))));
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
    private int Reading(Call call, SpanContract? reads, int[] places, int result)
    {
        if (result < 0)
            return result;
        var origin = _builder.Origin(call.Operation.Syntax);
        if (RuntimeNames.LinkedBy(call.Method) is { } memory && places[memory.Ordinal] >= 0)
            _builder.Emit(new Link(origin, result, places[memory.Ordinal]));
        else if (RuntimeNames.ReadBy(call.Method) is var (start, length))
            _builder.Emit(new Read(origin, result, ExtentOf(ArgumentOf(call, start), places[start.Ordinal], places[length.Ordinal] >= 0 ? places[length.Ordinal] : UnknownPlace)));
        else if (RuntimeNames.IsReader(call.Method.ReturnType))
            _builder.Emit(new Read(origin, result, reads is null ? Extent.Unknown : ExtentOf(call, places, reads)));
        return result;
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
