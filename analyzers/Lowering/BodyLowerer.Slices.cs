using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Parts of a sequence.</summary>
internal sealed partial class BodyLowerer
{
    /// <summary>A part of a sequence: the whole, the elements that a loop stands on, or those between two indexes that are known; nothing is known of any other part.</summary>
    private int LowerSlice(IOperation slice, IOperation? sequence, int container, IOperation? start, IOperation? end, bool isLength)
    {
        if (container < 0 || _frame.Loops.IsRest(slice) || ((start is null or { ConstantValue: { HasValue: true, Value: 0 } }) && EndsWhole(sequence, end)))
            return container;
        if (_frame.Loops.IsCursor(slice))
            return LowerChunk(slice, container);
        var size = sequence is not null && CursorLoop.SymbolOf(sequence) is { } symbol ? _frame.Loops.SizeOf(symbol) : null;
        if (IndexOf(start, size, 0) is not { } low || !IsFollowedCollection(sequence?.Type))
            return -1;
        var high = end is null ? size ?? int.MaxValue : IndexOf(end, size, null) is { } last ? isLength ? low + last : last : (int?)null;
        if (high is null)
            return -1;
        var target = NewTemporary(null);
        var site = _builder.SiteAt(slice.Syntax, ElementSite, SiteKind.Container, new SiteInfo(slice.Syntax, null, ArrivalKind.Container) { Via = sequence!.Type });
        _builder.Emit(new Slice(_builder.Origin(slice.Syntax), target, container, low, high.Value, site));
        return target;
    }

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
