using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>One element of a sequence: named, read, and stored.</summary>
internal sealed partial class BodyLowerer
{
    private void PutElement(SyntaxNode syntax, int container, int value, ElementKind where, int index = -1, int memory = -1, bool wraps = false, bool mayReplace = false)
    {
        if (value < 0)
            return;
        AdoptElement(container, value, syntax);
        var parts = HandlesIn(value).ToArray();
        foreach (var part in parts)
            _builder.Emit(new Put(_builder.Origin(syntax), container, part, where, where == ElementKind.AtIndex ? index : -1) { Memory = parts.Length == 1 ? memory : -1, Wraps = wraps, MayReplace = mayReplace });
    }

    /// <summary>Names an element. One of a container that nobody here follows is somebody else's, like a field's content.</summary>
    private void EmitPeek(IOperation operation, int target, ITypeSymbol? type, int container, ElementKind where, int index = -1, int memory = -1)
    {
        var parts = HandlesIn(target).ToArray();
        if (parts.Length == 1 && _partTypes.TryGetValue(parts[0], out var partType))
            type = partType;
        var handle = parts.Length == 1 ? _ownership.Handles.CarriedBy(type) : null;
        var site = handle is null ? -1
            : _builder.SiteAt(operation.Syntax, ElementSite, SiteKind.Borrowed, new SiteInfo(operation.Syntax, handle, ArrivalKind.Borrowed) { Via = type });
        foreach (var part in parts)
        {
            _builder.Emit(new Peek(_builder.Origin(operation.Syntax), part, container, where, index)
            {
                Site = site,
                MayBeNothing = site >= 0 && MayBeNothing(type!),
                Memory = parts.Length == 1 ? memory : -1,
            });
        }
    }

    /// <summary>The part of a site's syntax that stands for an element that is only seen.</summary>
    private const int ElementSite = 99;

    /// <summary>The parts of a value that may hold a handle; of one that has no parts, itself.</summary>
    private IEnumerable<int> HandlesIn(int place) => _parts.TryGetValue(place, out var parts) ? parts.SelectMany(HandlesIn)
        : _partTypes.TryGetValue(place, out var type) && !CarriesHandle(type) ? [] : [place];

    /// <summary>Whether the property is the indexer of an array-like or a collection.</summary>
    private bool IsElement(IPropertyReferenceOperation property) =>
        property.Property.IsIndexer && Collections.IsSequence(property.Instance?.Type) && property.Type is { } type && CarriesHandle(type);

    private int LowerElement(IOperation element)
    {
        var (sequence, index) = PartsOfElement(element);
        var container = LowerValue(sequence);
        if (index is IRangeOperation range)
        {
            LowerChildren(range);
            return LowerSlice(element, sequence, container, range.LeftOperand, range.RightOperand, isLength: false);
        }

        var at = LowerIndex(sequence, index);
        if (container < 0 || element.Type is not { } type || !CarriesHandle(type))
            return Borrowed(element, ArraySymbol(element), element.Type);
        var target = NewTemporary(type);
        EmitPeek(element, target, type, container, WhichElement(element), at, MemoryOf(element));
        return target;
    }

    private void StoreElement(IOperation element, int value, SyntaxNode syntax)
    {
        var (sequence, index) = PartsOfElement(element);
        var container = LowerValue(sequence);
        var at = LowerIndex(sequence, index);
        ForgetElements(sequence, except: element);
        if (container < 0)
            Pass(value, TransferKind.Stored, syntax);
        else if (IsOneOfMany(element.Type, syntax))
            Pass(value, TransferKind.Trusted, syntax);
        else
            PutElement(syntax, container, value, WhichElement(element), at, MemoryOf(element), _frame.Usage.Elements.Wraps(element) || (_isLife && IsChosenByCaller(element)), MayReplace(element));
    }

    /// <summary>Whether it is an element of a map whose key may be that of another.</summary>
    private bool MayReplace(IOperation element) =>
        element is IPropertyReferenceOperation { Instance: { } map } keyed && Collections.IsMap(map.Type) && !FreshKeys.Holds(keyed, _frame.Graph.OriginalOperation, _ownership.Handles);

    /// <summary>Whether callers choose the index at which an element goes, and so may choose the same again. Whether they do so with a key is trusted instead.</summary>
    private bool IsChosenByCaller(IOperation element) =>
        _frame.Caller is null && PartsOfElement(element).Index is { } index && index.DescendantsAndSelf().Any(part => part is IParameterReferenceOperation) && !(element is IPropertyReferenceOperation { Instance: { } map } && Collections.IsMap(map.Type));

    /// <summary>Whether a collection becomes an element each time a loop goes round: such are not told apart, and so not followed.</summary>
    private bool IsOneOfMany(ITypeSymbol? type, SyntaxNode syntax) => IsFollowedCollection(type) && LoopsAround(syntax).Any();

    /// <summary>An index from the end is one from the start where the size is known.</summary>
    private int LowerIndex(IOperation? sequence, IOperation? index)
    {
        if (index is null)
            return -1;
        var fromEnd = index is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand.ConstantValue: { HasValue: true, Value: int back } } ? back : -1;
        if (fromEnd < 0)
            return LowerValue(index);
        return sequence is not null && CursorLoop.SymbolOf(sequence) is { } symbol && _frame.Loops.SizeOf(symbol) is { } size ? Constant(index, size - fromEnd) : -1;
    }

    private static (IOperation? Sequence, IOperation? Index) PartsOfElement(IOperation element) => element switch
    {
        IArrayElementReferenceOperation array => (array.ArrayReference, array.Indices.Length == 1 ? array.Indices[0] : null),
        IImplicitIndexerReferenceOperation implied => (implied.Instance, implied.Argument),
        IPropertyReferenceOperation property => (property.Instance, property.Arguments.Length == 1 ? property.Arguments[0].Value : null),
        IInlineArrayAccessOperation inline => (inline.Instance, inline.Argument),
        _ => (null, null),
    };

    private ISymbol ArraySymbol(IOperation element) => (ISymbol?)(element as IPropertyReferenceOperation)?.Property ?? element.Type ?? _ownership.Compilation.ObjectType;

    private ElementKind WhichElement(IOperation element)
    {
        var (sequence, index) = PartsOfElement(element);
        if (sequence is not null && _frame.Loops.IsCursor(element))
            return ElementKind.AtCursor;
        if (index is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand.ConstantValue: { HasValue: true, Value: 1 } } && (CursorLoop.SymbolOf(sequence!) is not { } symbol || _frame.Loops.SizeOf(symbol) is null))
            return ElementKind.Back;
        return Collections.IsMap(sequence?.Type) ? ElementKind.Anywhere : ElementKind.AtIndex;
    }
}
