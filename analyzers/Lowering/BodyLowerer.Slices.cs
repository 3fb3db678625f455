using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Parts of a sequence.</summary>
internal sealed partial class BodyLowerer
{
    /// <summary>A part of a sequence: the whole, the elements that a loop stands on, those between two indexes that are known, or some.</summary>
    private int LowerSlice(IOperation slice, IOperation? sequence, int container, IOperation? start, IOperation? end, bool isLength)
    {
        if (container < 0 || _frame.Loops.IsRest(slice) || ((start is null or { ConstantValue: { HasValue: true, Value: 0 } }) && EndsWhole(sequence, end)))
            return container;
        if (_frame.Loops.IsCursor(slice))
            return LowerChunk(slice, container);
        if (!IsFollowedCollection(sequence?.Type))
            return -1;
        var size = CursorLoop.SymbolOf(sequence!) is { } symbol ? _frame.Loops.SizeOf(symbol) : null;
        var low = IndexOf(start, size, 0);
        var high = end is null ? size ?? int.MaxValue : IndexOf(end, size, null) is { } last ? isLength ? low + last : last : null;
        return EmitSlice(slice, sequence!, container, low ?? -1, high ?? -1);
    }

    /// <summary>`list.Take(n)`, `list.Skip(n)`, and `list.Where(…)` where the others are asked for too: a part of a collection that has a name. Null: it is none.</summary>
    private Lowered? LowerPart(IInvocationOperation call, IOperation source)
    {
        if (PartOf(call, source) is not { } part || LowerToPlace(source) is not (var container and >= 0))
            return null;
        if (part.IsConditional)
        {
            var query = Compose(call, source);
            query.Start(call);
            Collect(call, query, -1);
            return new Lowered(EmitSlice(call, source, container, -1, -1));
        }

        var bound = call.Arguments[call.Arguments.Length - 1].Value;
        LowerValue(bound);
        return new Lowered(call.TargetMethod.Name == "Take" ? LowerSlice(call, source, container, null, bound, isLength: true) : LowerSlice(call, source, container, bound, null, isLength: true));
    }

    private SequencePart? PartOf(IInvocationOperation call, IOperation source) =>
        SequencePart.Of(call) is { } part && IsFollowedCollection(source.Type) && !(_places.TryGetValue(part.Sequence, out var place) && QueryOf(place) is not null) && !(part.IsConditional && PartsBeside(part).Count == 0) ? part : null;

    /// <summary>The part of a site's syntax that stands for a part of a sequence.</summary>
    private const int PartSite = 98;

    private int EmitSlice(IOperation slice, IOperation sequence, int container, int low, int high)
    {
        var (origin, target) = (_builder.Origin(slice.Syntax), NewTemporary(null));
        var site = _builder.SiteAt(slice.Syntax, PartSite, SiteKind.Container, new SiteInfo(slice.Syntax, null, ArrivalKind.Container) { Via = sequence.Type });
        if (SequencePart.Of(slice) is not { } part)
        {
            _builder.Emit(new Slice(origin, target, container, low, high, site));
            return target;
        }

        var beside = PartsBeside(part);
        _builder.Emit(new Slice(origin, target, container, low, high, site)
        {
            Memory = MemoryOf(part.Key),
            Beside = [.. beside.Select(other => MemoryOf(other.Key))],
            IsRest = part.IsRestOf(beside, _frame.Loops),
        });
        return target;
    }

    /// <summary>The other parts of the same sequence that share nothing with this one.</summary>
    private List<SequencePart> PartsBeside(SequencePart part) =>
        [.. _frame.Usage.Elements.PartsOf(part.Sequence).Where(other => other.Key != part.Key && part.IsApartFrom(other, _frame.Loops))];

    /// <summary>The number of an index that is known, from either end; what is not written counts as <paramref name="missing"/>.</summary>
    private static int? IndexOf(IOperation? index, int? size, int? missing)
    {
        while (index is IConversionOperation conversion)
            index = conversion.Operand;
        return index switch
        {
            null => missing,
            IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand.ConstantValue: { HasValue: true, Value: int back } } => size - back,
            { ConstantValue: { HasValue: true, Value: int number } } => number,
            _ => null,
        };
    }

    /// <summary>Some elements at a time: each stands for those that go with it.</summary>
    private int LowerChunk(IOperation slice, int container)
    {
        var element = NewTemporary(null);
        var chunk = NewContainer(slice, slice.Type!, isComplete: true);
        _builder.Emit(new Peek(_builder.Origin(slice.Syntax), element, container, ElementKind.AtCursor));
        PutElement(slice.Syntax, chunk, element, ElementKind.Back);
        return chunk;
    }

    private bool EndsWhole(IOperation? sequence, IOperation? end) =>
        end is null || (sequence is not null && CursorLoop.SymbolOf(sequence) is { } symbol && _frame.Loops.IsWhole(symbol, CursorLoops.Text(end)));
}
