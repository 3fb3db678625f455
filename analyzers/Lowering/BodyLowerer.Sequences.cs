using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Arrays, collections, spans, and stepping through them.</summary>
internal sealed partial class BodyLowerer
{
    /// <summary>Whether a value of <paramref name="type"/> is a collection whose elements are followed.</summary>
    private bool IsFollowedCollection(ITypeSymbol? type) => Collections.ElementOf(type) is { } element && CarriesHandle(element);

    private bool CarriesHandle(ITypeSymbol type) =>
        _ownership.Handles.CarriedBy(type) is not null
        || type.SpecialType == SpecialType.System_IDisposable || type.Name == "IAsyncDisposable"
        || (Collections.ElementOf(type) is { } inner && CarriesHandle(inner))
        || (type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Any(element => CarriesHandle(element.Type)))
        || (type is INamedTypeSymbol { TypeKind: TypeKind.Struct } plain && !Collections.IsFramework(plain) && ShapeOf(plain).Any(element => TypeOf(element) is { } part && CarriesHandle(part)));

    private int NewContainer(IOperation operation, ITypeSymbol type, bool isComplete = false)
    {
        var place = NewTemporary(null);
        var site = _builder.SiteAt(operation.Syntax, 0, SiteKind.Container, new SiteInfo(operation.Syntax, null, ArrivalKind.Container) { Via = type }, isArray: !isComplete && IsSized(operation, type));
        _builder.Emit(new Acquire(_builder.Origin(operation.Syntax), place, site));
        return place;
    }

    /// <summary>Whether the elements are there from the start: an array, or the memory of a span.</summary>
    private static bool IsSized(IOperation operation, ITypeSymbol type) => operation is not ICollectionExpressionOperation
        && (type is IArrayTypeSymbol or IPointerTypeSymbol || type.Name is "Span" or "ReadOnlySpan" or "Memory" || Collections.IsInlineArray(type));

    private int LowerNewSequence(IOperation operation)
    {
        if (operation.Type is null || !IsFollowedCollection(operation.Type))
        {
            LowerUnfollowedSequence(operation);
            return -1;
        }

        if (operation is IArrayCreationOperation array)
        {
            foreach (var size in array.DimensionSizes)
                LowerValue(size);
        }

        var elements = operation is IArrayCreationOperation { Initializer: { } initializer } ? initializer.ElementValues
            : operation is ICollectionExpressionOperation expression ? expression.Elements : [];
        elements = [.. elements.SelectMany(Flattened)];
        if (elements.Length == 1 && elements[0] is ISpreadOperation whole)
            return LowerValue(whole.Operand);
        var values = elements.Select(element => element is ISpreadOperation spread ? LowerValue(spread.Operand) : LowerToPlace(element)).ToArray();
        var container = NewContainer(operation, operation.Type, isComplete: elements.Length > 0);
        for (var i = 0; i < values.Length; i++)
        {
            if (elements[i] is ISpreadOperation)
                PassAll(values[i], container, elements[i].Syntax);
            else
                PutElement(elements[i].Syntax, container, values[i], ElementKind.Back);
        }

        return container;
    }

    /// <summary>The elements of an array of several dimensions stand in nested initialisers.</summary>
    private static IEnumerable<IOperation> Flattened(IOperation element) =>
        element is IArrayInitializerOperation nested ? nested.ElementValues.SelectMany(Flattened) : [element];

    private void PassAll(int source, int container, SyntaxNode syntax)
    {
        if (source >= 0)
            _builder.Emit(new PutAll(_builder.Origin(syntax), container, source));
    }

    /// <summary>A loop over the elements with the delegate as its body.</summary>
    private void LowerForEach(IInvocationOperation call, int container, IOperation action)
    {
        var origin = _builder.Origin(call.Syntax);
        var (head, body, end) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
        while (action is IConversionOperation conversion)
            action = conversion.Operand;
        _builder.Emit(new Cursor(origin, container, CursorStep.Start));
        _builder.Continue(new Goto(head), head);
        _builder.Continue(new Choice(origin, [body, end]), body);
        _builder.Emit(new Cursor(origin, container, CursorStep.Next));
        var element = NewTemporary(null);
        EmitPeek(call, element, Collections.ElementOf(call.Instance?.Type ?? call.Arguments[0].Value.Type), container, ElementKind.AtCursor);
        LowerAction(call, action, element);
        _builder.Emit(new Kill(origin, PlaceSet.Of(element), LeakExit.ScopeEnd));
        _builder.Continue(new Goto(head), end);
        _builder.Emit(new Cursor(origin, container, CursorStep.End));
    }

    private void PutElement(SyntaxNode syntax, int container, int value, ElementKind where, int index = -1, int memory = -1, bool wraps = false)
    {
        if (value < 0)
            return;
        AdoptElement(container, value, syntax);
        var parts = HandlesIn(value).ToArray();
        foreach (var part in parts)
            _builder.Emit(new Put(_builder.Origin(syntax), container, part, where, where == ElementKind.AtIndex ? index : -1) { Memory = parts.Length == 1 ? memory : -1, Wraps = wraps });
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
        else
            PutElement(syntax, container, value, WhichElement(element), at, MemoryOf(element), _frame.Usage.Elements.Wraps(element));
    }

    private readonly Dictionary<(ISymbol Sequence, string Index), int> _memories = [];

    /// <summary>The place that names an element whose index is written more than once; -1 where it is written once.</summary>
    private int MemoryOf(IOperation element) => _frame.Usage.Elements.KeyOf(element) is { } key ? MemoryOf(key) : -1;

    private int MemoryOf((ISymbol Sequence, string Index) key)
    {
        if (!_memories.TryGetValue(key, out var place))
            _memories.Add(key, place = _builder.NewPlace());
        return place;
    }

    private readonly Dictionary<string, int> _numbers = [];

    private int MemoryOf(string number)
    {
        if (!_numbers.TryGetValue(number, out var place))
            _numbers.Add(number, place = _builder.NewPlace());
        return place;
    }

    /// <summary>The place of a number that is computed more than once of the same variables; -1 where it is not.</summary>
    private int NumberAgain(IOperation operation) => _frame.Usage.Numbers.KeyOf(operation) is { } key ? MemoryOf(key) : -1;

    /// <summary>A variable changes: which element an index that is written with it means is no longer known.</summary>
    private void ForgetElements(ISymbol changed, SyntaxNode syntax)
    {
        var places = _frame.Usage.Elements.WrittenWith(changed).Select(MemoryOf).Concat(_frame.Usage.Numbers.WrittenWith(changed).Select(MemoryOf)).ToArray();
        if (places.Length > 0)
            _builder.Emit(new Kill(_builder.Origin(syntax), PlaceSet.Of(places), LeakExit.Overwrite));
    }

    /// <summary>Elements of a sequence change.</summary>
    private void ForgetElements(IOperation? sequence, IOperation? except = null)
    {
        if (sequence is null || CursorLoop.SymbolOf(sequence) is not { } symbol)
            return;
        var kept = except is null ? null : _frame.Usage.Elements.KeyOf(except);
        var places = _frame.Usage.Elements.Of(symbol).Where(key => kept is null || key.Index != kept.Value.Index).Select(MemoryOf).ToArray();
        if (places.Length > 0)
            _builder.Emit(new Kill(_builder.Origin(sequence.Syntax), PlaceSet.Of(places), LeakExit.Overwrite));
    }

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

    private ISymbol ArraySymbol(IOperation element) => (ISymbol?)(element as IPropertyReferenceOperation)?.Property ?? element.Type ?? _ownership.Compilation.ObjectType;

    private ElementKind WhichElement(IOperation element)
    {
        var (sequence, index) = PartsOfElement(element);
        if (sequence is not null && index is not null && _frame.Loops.IsCursor(element))
            return ElementKind.AtCursor;
        if (index is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand.ConstantValue: { HasValue: true, Value: 1 } } && (CursorLoop.SymbolOf(sequence!) is not { } symbol || _frame.Loops.SizeOf(symbol) is null))
            return ElementKind.Back;
        return Collections.IsMap(sequence?.Type) ? ElementKind.Anywhere : ElementKind.AtIndex;
    }

    /// <summary>A call on a collection, or one that steps through something; null: it is neither.</summary>
    private Lowered? LowerSequenceCall(IInvocationOperation call)
    {
        if (LowerEnumeration(call) is { } stepped)
            return stepped;
        if (EndsEnumeration(call))
            return new Lowered(-1);
        var meaning = Collections.Of(call.TargetMethod);
        if (meaning == CollectionMember.Other || IsStreamOfOthers(call))
            return null;
        if (meaning is CollectionMember.Create or CollectionMember.CreateOver or CollectionMember.GiveUp)
            return LowerCreateOrGiveUp(call, meaning);
        var arguments = call.Arguments.Select(argument => argument.Value).ToList();
        var sequence = call.Instance ?? arguments[0];
        if (call.Instance is null)
            arguments.RemoveAt(0);
        if (meaning is not (CollectionMember.View or CollectionMember.Same) && !ElementsOf(sequence.Type).Any(CarriesHandle) && !ElementsOf(call.TargetMethod.ContainingType).Any(CarriesHandle))
            return LowerUnfollowedAdd(call, meaning, arguments);
        var container = LowerToPlace(sequence);
        if (meaning is not (CollectionMember.View or CollectionMember.Same or CollectionMember.RemoveAt or CollectionMember.PeekFront or CollectionMember.PeekBack or CollectionMember.TryPeek))
            ForgetElements(sequence);
        return new Lowered(LowerCollectionMember(call, meaning, container, arguments));
    }

    private Lowered? LowerCreateOrGiveUp(IInvocationOperation call, CollectionMember meaning)
    {
        var first = call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value;
        if (!IsFollowedCollection(meaning == CollectionMember.GiveUp ? first?.Type : call.Type))
            return null;
        var places = call.Arguments.Select(argument => LowerValue(argument.Value)).ToArray();
        if (meaning == CollectionMember.GiveUp)
        {
            _builder.Emit(new Cursor(_builder.Origin(call.Syntax), LowerToPlace(first!), CursorStep.Clear));
            return new Lowered(-1);
        }

        var container = NewContainer(call, call.Type!);
        if (meaning == CollectionMember.CreateOver && places.Length > 0)
            PutElement(call.Syntax, container, places[0], ElementKind.Back);
        return new Lowered(container);
    }

    private static IEnumerable<ITypeSymbol> ElementsOf(ITypeSymbol? type) => type is INamedTypeSymbol named ? named.TypeArguments : [];

    private int LowerCollectionMember(IInvocationOperation call, CollectionMember meaning, int container, List<IOperation> arguments)
    {
        switch (meaning)
        {
            case CollectionMember.Add or CollectionMember.AddAnywhere or CollectionMember.TryAdd:
                return LowerAdd(call, meaning, container, arguments);
            case CollectionMember.TakeFront or CollectionMember.TakeBack:
                arguments.ForEach(argument => LowerValue(argument));
                return LowerTake(call, container, meaning == CollectionMember.TakeFront ? ElementKind.Front : ElementKind.Back, ElementTypeOf(call.TargetMethod.ReturnType));
            case CollectionMember.TryTakeFront or CollectionMember.TryTakeBack or CollectionMember.TryTakeAny or CollectionMember.TryPeek:
                return LowerTry(call, meaning, container, arguments);
            case CollectionMember.PeekFront or CollectionMember.PeekBack:
                var target = NewTemporary(call.Type);
                arguments.ForEach(argument => LowerValue(argument));
                EmitPeek(call, target, call.Type, container, arguments.Count > 0 ? ElementKind.Anywhere : meaning == CollectionMember.PeekFront ? ElementKind.Front : ElementKind.Back);
                return target;
            case CollectionMember.AddAll:
                var added = LowerValue(arguments[arguments.Count - 1]);
                if (added >= 0)
                    _builder.Emit(new PutAll(_builder.Origin(call.Syntax), container, added));
                return -1;
            case CollectionMember.ForEach:
                LowerForEach(call, container, arguments[arguments.Count - 1]);
                return -1;
            case CollectionMember.Remove or CollectionMember.RemoveAt or CollectionMember.RemoveFirst or CollectionMember.RemoveLast:
                return LowerRemove(call, meaning, container, arguments);
            case CollectionMember.Same:
                arguments.ForEach(argument => LowerValue(argument));
                return container;
            case CollectionMember.Clear:
                _builder.Emit(new Cursor(_builder.Origin(call.Syntax), container, CursorStep.Clear));
                return -1;
            default:
                arguments.ForEach(argument => LowerValue(argument));
                return arguments.Count == 0 ? container
                    : LowerSlice(call, call.Instance ?? call.Arguments[0].Value, container, arguments[0], arguments.Count == 1 ? null : arguments[1], isLength: true);
        }
    }

    /// <summary>An element is dropped. Whether `Remove` finds it is not asked: what was put in is there.</summary>
    private int LowerRemove(IInvocationOperation call, CollectionMember meaning, int container, List<IOperation> arguments)
    {
        var places = arguments.Select(LowerValue).ToArray();
        var where = meaning switch
        {
            CollectionMember.RemoveFirst => ElementKind.Front,
            CollectionMember.RemoveLast => ElementKind.Back,
            _ when arguments[0].ConstantValue is { HasValue: true, Value: 0 } => ElementKind.Front,
            _ when IsLast(arguments[0], call.Instance) => ElementKind.Back,
            _ => ElementKind.Anywhere,
        };
        var dropped = meaning == CollectionMember.Remove ? places[0] : meaning == CollectionMember.RemoveAt ? MemoryOf(call) : -1;
        _builder.Emit(new Drop(_builder.Origin(call.Syntax), container, dropped, where) { IsMemory = meaning == CollectionMember.RemoveAt && dropped >= 0 });
        ForgetElements(call.Instance);
        return call.TargetMethod.ReturnsVoid ? -1 : Unknown(call, 0, 1);
    }

    /// <summary>`list.Count - 1`.</summary>
    private static bool IsLast(IOperation index, IOperation? sequence) => index is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, RightOperand.ConstantValue: { HasValue: true, Value: 1 }, LeftOperand: IPropertyReferenceOperation { Property.Name: "Count", Instance: { } counted } }
        && sequence is not null && CursorLoop.SymbolOf(counted) is { } symbol && SymbolEqualityComparer.Default.Equals(symbol, CursorLoop.SymbolOf(sequence));

    private static ITypeSymbol ElementTypeOf(ITypeSymbol type) => HandleTypes.IsPromise(type) ? ((INamedTypeSymbol)type).TypeArguments[0] : type;

    private int LowerAdd(IInvocationOperation call, CollectionMember meaning, int container, List<IOperation> arguments)
    {
        var element = call.TargetMethod.ContainingType.Name == "PriorityQueue" ? 0
            : call.TargetMethod.ContainingType.Name == "ChannelWriter" ? 0 : call.TargetMethod.Name == "Enqueue" ? 0 : LastElement(call);
        var places = arguments.Select(LowerValue).ToArray();
        var value = element < places.Length ? places[element] : -1;
        var again = IsInLoop(call) || (_isLife && _ownSequences.ContainsKey(container));
        var where = meaning == CollectionMember.Add && !again ? ElementKind.Back : ElementKind.Anywhere;
        if (value >= 0)
            EmitParts(value, part => _builder.Emit(new Use(_builder.Origin(call.Syntax), part)));
        if (meaning != CollectionMember.TryAdd)
        {
            PutElement(call.Syntax, container, value, where);
            return -1;
        }

        if (AlwaysAccepts(call))
        {
            PutElement(call.Syntax, container, value, where);
            return Constant(call, 1);
        }

        return Either(call, added => PutElement(call.Syntax, container, added ? value : -1, where));
    }

    /// <summary>A channel without bounds takes all that is written, as long as nobody completes it.</summary>
    private bool AlwaysAccepts(IInvocationOperation call)
    {
        if (call.Instance is not IPropertyReferenceOperation { Property.Name: "Writer", Instance: ILocalReferenceOperation channel })
            return false;
        var body = _frame.Graph.OriginalOperation.DescendantsAndSelf().ToList();
        var values = body.Select(operation => operation switch
        {
            IVariableDeclaratorOperation { Initializer.Value: { } value } declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, channel.Local) => value,
            IAssignmentOperation { Target: ILocalReferenceOperation target, Value: { } value } when SymbolEqualityComparer.Default.Equals(target.Local, channel.Local) => value,
            _ => null,
        }).Where(value => value is not null).ToList();
        return values.Count > 0 && values.TrueForAll(value => value is IInvocationOperation { TargetMethod.Name: "CreateUnbounded" })
            && !body.Exists(operation => operation is IInvocationOperation { TargetMethod.Name: "Complete" or "TryComplete" });
    }

    private static int LastElement(IInvocationOperation call) => call.TargetMethod.Parameters.Count(parameter => !parameter.HasExplicitDefaultValue) - 1 - (call.Instance is null ? 1 : 0);

    /// <summary>Both outcomes of a call that returns whether it did something.</summary>
    private int Either(IOperation call, System.Action<bool> outcome)
    {
        var result = NewTemporary(call.Type);
        var origin = _builder.Origin(call.Syntax);
        var (did, didNot, join) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
        _builder.Continue(new Choice(origin, [did, didNot]), did);
        _builder.Emit(new AssignConstant(origin, result, 1));
        outcome(true);
        _builder.Continue(new Goto(join), didNot);
        _builder.Emit(new AssignConstant(origin, result, 0));
        outcome(false);
        _builder.Continue(new Goto(join), join);
        return result;
    }

    private int LowerTake(IOperation call, int container, ElementKind where, ITypeSymbol type)
    {
        var target = NewTemporary(type);
        var parts = HandlesIn(target).ToArray();
        for (var i = 0; i < parts.Length; i++)
        {
            var info = new SiteInfo(call.Syntax, _ownership.Handles.CarriedBy(type), ArrivalKind.Call)
            {
                Via = (call as IInvocationOperation)?.TargetMethod,
                TakenFrom = _ownSequences.TryGetValue(container, out var member) ? member : null,
            };
            var site = _builder.SiteAt(call.Syntax, i, SiteKind.Owned, info);
            _builder.Emit(new Take(_builder.Origin(call.Syntax), parts[i], container, where, site));
            if (_ownSequences.ContainsKey(container))
                _builder.Emit(new Adopt(_builder.Origin(call.Syntax), parts[i], site, Shared: true, Owed: !_isLife));
        }

        return target;
    }

    private int LowerTry(IInvocationOperation call, CollectionMember meaning, int container, List<IOperation> arguments)
    {
        var output = call.Arguments.LastOrDefault(argument => argument.Parameter?.RefKind == RefKind.Out && CarriesHandle(argument.Parameter.Type));
        foreach (var argument in call.Arguments.Where(argument => argument.Parameter?.RefKind != RefKind.Out))
            LowerValue(argument.Value);
        var where = meaning == CollectionMember.TryTakeFront ? ElementKind.Front : meaning == CollectionMember.TryTakeBack ? ElementKind.Back : ElementKind.Anywhere;
        var memory = meaning == CollectionMember.TryPeek ? MemoryOf(call) : -1;
        return Either(call, found =>
        {
            if (output is null)
                return;
            if (!found)
            {
                if (meaning is CollectionMember.TryTakeFront or CollectionMember.TryTakeBack || call.TargetMethod.Name == "TryTake")
                    _builder.Emit(new Cursor(_builder.Origin(call.Syntax), container, CursorStep.Empty));
                if (memory >= 0)
                    _builder.Emit(new AssignConstant(_builder.Origin(call.Syntax), memory, 0));
                AssignTo(output.Value, Constant(call, 0), output.Syntax);
                return;
            }

            var element = meaning == CollectionMember.TryPeek ? PeekAnything(call, container, output.Parameter!.Type, memory) : LowerTake(call, container, where, output.Parameter!.Type);
            AssignTo(output.Value, element, output.Syntax);
        });
    }

    private int PeekAnything(IOperation call, int container, ITypeSymbol type, int memory)
    {
        var target = NewTemporary(type);
        EmitPeek(call, target, type, container, ElementKind.Anywhere, memory: memory);
        return target;
    }

    /// <summary>Whether the call may run many times on the same collection.</summary>
    private bool IsInLoop(IInvocationOperation call)
    {
        // An initialiser adds to what was made just before.
        var sequence = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        if (sequence is IFlowCaptureReferenceOperation capture && _frame.Usage.Captured.TryGetValue(capture.Id, out var captured) && captured.TrueForAll(value => value is IObjectCreationOperation))
            return false;
        var declaration = sequence is null ? null : CursorLoop.SymbolOf(sequence)?.DeclaringSyntaxReferences.FirstOrDefault();
        return LoopsAround(call.Syntax).Any(loop => declaration is null || !loop.Span.Contains(declaration.Span));
    }

    private static IEnumerable<SyntaxNode> LoopsAround(SyntaxNode syntax) => syntax.Ancestors()
        .TakeWhile(ancestor => ancestor is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax))
        .Where(ancestor => ancestor is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax or LabeledStatementSyntax);

    /// <summary>`GetEnumerator`, `MoveNext` and their like, written or implied by `foreach`.</summary>
    private Lowered? LowerEnumeration(IInvocationOperation call)
    {
        if (call.TargetMethod.Name is not ("GetEnumerator" or "GetAsyncEnumerator" or "MoveNext" or "MoveNextAsync") || (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is not { } subject)
            return null;
        var source = LowerValue(subject);
        var throws = !FrameworkContracts.EnumeratesFreely(subject.Type) && _ownership.Exceptions.MayComeFrom(call.TargetMethod) && !IsArrayEnumeration(call);
        if (throws && !IsViewEnumerator(subject.Type))
            MayThrowAt(call.Syntax);
        if (call.TargetMethod.Name.StartsWith("Get", System.StringComparison.Ordinal))
        {
            if (source >= 0)
                _builder.Emit(new Cursor(_builder.Origin(call.Syntax), source, CursorStep.Start));
            if (source >= 0 && _ownership.Handles.CarriedBy(subject.Type) is not null)
                _builder.Emit(new Use(_builder.Origin(call.Syntax), source));
            return new Lowered(source);
        }

        return new Lowered(Either(call, moved =>
        {
            if (source >= 0)
                _builder.Emit(new Cursor(_builder.Origin(call.Syntax), source, moved ? CursorStep.Next : CursorStep.End));
            if (!moved && EnumeratedType(call.Syntax) is { } loop)
                EmitEmptied(loop);
        }));
    }

    /// <summary>A loop is over that took as many elements as there were.</summary>
    private void EmitEmptied(SyntaxNode loop)
    {
        foreach (var sequence in _frame.Loops.Counted.EmptiedBy(loop))
            _builder.Emit(new Cursor(_builder.Origin(loop), PlaceOf(sequence), CursorStep.Empty));
    }

    /// <summary>Whether an enumerator ends. It is another name of what it steps through, which does not end with it.</summary>
    private bool EndsEnumeration(IInvocationOperation call)
    {
        if (call.TargetMethod.Name.Substring(call.TargetMethod.Name.LastIndexOf('.') + 1) is not ("Dispose" or "DisposeAsync"))
            return false;
        var ofForEach = call.IsImplicit && (call.Syntax is CommonForEachStatementSyntax || call.Syntax.Parent is CommonForEachStatementSyntax loop && loop.Expression == call.Syntax);
        return ofForEach || (Collections.IsEnumerator(call.Instance?.Type) && _ownership.Handles.CarriedBy(call.Instance?.Type) is null);
    }

    /// <summary>Whether <paramref name="type"/> steps through a handle, whose members are views of it.</summary>
    private bool IsViewEnumerator(ITypeSymbol? type) =>
        _ownership.Handles.CarriedBy(type) is not null || _ownership.Handles.CarriedBy(type?.ContainingType) is not null;

    /// <summary>The compiler steps through arrays by the non-generic interface, which says nothing of where it came from.</summary>
    private static bool IsArrayEnumeration(IInvocationOperation call) => call.IsImplicit && call.TargetMethod.ContainingType.ToDisplayString() is "System.Collections.IEnumerator" or "System.Collections.IEnumerable"
        && EnumeratedType(call.Syntax) is not null;

    private static SyntaxNode? EnumeratedType(SyntaxNode syntax) => syntax.FirstAncestorOrSelf<CommonForEachStatementSyntax>();

    /// <summary>The element that the enumeration stands on.</summary>
    private int LowerCurrent(IPropertyReferenceOperation property, int enumerator)
    {
        if (IsViewEnumerator(property.Instance?.Type))
            return enumerator;
        if (_streams.TryGetValue(enumerator, out var stream) && stream.HandsOver)
            return Arrive(property, stream.Via, property.Type!, new OutContract(true), StreamSite, _ => -1, -1);
        var target = NewTemporary(property.Type);
        var type = property.Parent is IConversionOperation { Type: { } converted } && !CarriesHandle(property.Type!) ? converted : property.Type;
        if (!CarriesHandle(type!) && !HandlesIn(target).Any(part => _partTypes.ContainsKey(part)))
            return Unknown(property);
        EmitPeek(property, target, type, enumerator, ElementKind.AtCursor);
        return target;
    }
}

/// <summary>What an expression was lowered to; its place is -1 where there is nothing to follow.</summary>
internal readonly record struct Lowered(int Place);
