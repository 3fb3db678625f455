using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>The members of a collection, by what they do to its elements.</summary>
internal sealed partial class BodyLowerer
{
    /// <summary>A call on a collection, or one that steps through something; null: it is neither.</summary>
    private Lowered? LowerSequenceCall(IInvocationOperation call)
    {
        if (LowerEnumeration(call) is { } stepped)
            return stepped;
        if (EndsEnumeration(call))
            return new Lowered(-1);
        var meaning = Collections.Of(call.TargetMethod);
        if (meaning == CollectionMember.Other)
            return null;
        if (meaning is CollectionMember.Counted or CollectionMember.Concat && (!IsFollowedCollection(call.Arguments[0].Value.Type) || (meaning == CollectionMember.Counted && call.Arguments.Length > 1)))
            return null;
        if (meaning == CollectionMember.CopyTo)
            return LowerCopyTo(call);
        if (meaning is CollectionMember.Create or CollectionMember.CreateOver or CollectionMember.CreateOf or CollectionMember.GiveUp)
            return LowerCreateOrGiveUp(call, meaning);
        var arguments = call.Arguments.Select(argument => argument.Value).ToList();
        var sequence = call.Instance ?? arguments[0];
        if (call.Instance is null)
            arguments.RemoveAt(0);
        if (meaning is not (CollectionMember.View or CollectionMember.Same or CollectionMember.Copy) && !IsFollowedCollection(sequence.Type) && !ElementsOf(sequence.Type).Any(CarriesHandle) && !ElementsOf(call.TargetMethod.ContainingType).Any(CarriesHandle))
            return LowerUnfollowedAdd(call, meaning, arguments);
        var container = LowerToPlace(sequence);
        if (Collections.Adds(call.TargetMethod) && Collections.IsImmutable(sequence.Type) && call.Parent is IExpressionStatementOperation or null)
            container = NewContainer(call, sequence.Type!, isComplete: true);
        var takes = Collections.Takes(call.TargetMethod);
        if (!takes && meaning is not (CollectionMember.View or CollectionMember.Same or CollectionMember.Copy or CollectionMember.Concat or CollectionMember.Counted or CollectionMember.RemoveAt or CollectionMember.RemoveFirst or CollectionMember.RemoveLast or CollectionMember.PeekFront or CollectionMember.PeekBack or CollectionMember.TryPeek))
            ForgetElements(sequence, except: call);
        var result = LowerCollectionMember(call, meaning, container, arguments);
        if (takes)
            ForgetElements(sequence, except: call);
        return new Lowered(result);
    }

    /// <summary>All elements get to another collection, and are its from here on. Null: not all of them, or none that is followed.</summary>
    private Lowered? LowerCopyTo(IInvocationOperation call)
    {
        var operands = call.Arguments.Select(argument => Converted(argument.Value)).ToList();
        if (call.Instance is not null)
            operands.Insert(0, Converted(call.Instance));
        if (!IsFollowedCollection(operands[0].Type) || operands.FindIndex(1, operand => IsFollowedCollection(operand.Type)) is not (var to and > 0))
            return null;
        var isWhole = call.TargetMethod.Name == "CopyTo" || (CursorLoop.SymbolOf(operands[0]) is { } symbol && _frame.Loops.IsWhole(symbol, CursorLoops.Text(operands[operands.Count - 1])));
        if (!isWhole)
            return null;
        var places = operands.Select(LowerToPlace).ToList();
        ForgetElements(operands[0]);
        ForgetElements(operands[to]);
        _builder.Emit(new PutAll(_builder.Origin(call.Syntax), places[to], places[0]));
        return new Lowered(-1);
    }

    private static IOperation Converted(IOperation value) => value is IConversionOperation { OperatorMethod: null } conversion ? Converted(conversion.Operand) : value;

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
        for (var i = 0; meaning == CollectionMember.CreateOf && i < places.Length; i++)
            PutArgument(call.Arguments[i].Value, container, places[i]);
        return new Lowered(container);
    }

    /// <summary>One element, or all of those that stand for a variable number of them.</summary>
    private void PutArgument(IOperation argument, int container, int place)
    {
        if (IsFollowedCollection(argument.Type))
            PassAll(place, container, argument.Syntax);
        else if (argument.Type is { } type && CarriesHandle(type))
            PutElement(argument.Syntax, container, place, ElementKind.Back);
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
                return LowerTake(call, container, meaning == CollectionMember.TakeFront ? ElementKind.Front : ElementKind.Back, ElementTypeOf(call.TargetMethod.ReturnType), MemoryOfNext(call.Instance));
            case CollectionMember.TryTakeFront or CollectionMember.TryTakeBack or CollectionMember.TryTakeAny or CollectionMember.TryPeek:
                return LowerTry(call, meaning, container, arguments);
            case CollectionMember.PeekFront or CollectionMember.PeekBack:
                var target = NewTemporary(call.Type);
                arguments.ForEach(argument => LowerValue(argument));
                EmitPeek(call, target, call.Type, container, arguments.Count > 0 ? ElementKind.Anywhere : meaning == CollectionMember.PeekFront ? ElementKind.Front : ElementKind.Back,
                    memory: ElementKeys.IsLookAtNext(call) ? MemoryOfNext(call.Instance) : -1);
                return target;
            case CollectionMember.AddAll:
                var added = Collected(call, LowerValue(arguments[arguments.Count - 1]));
                if (added >= 0)
                    _builder.Emit(new PutAll(_builder.Origin(call.Syntax), container, added));
                return -1;
            case CollectionMember.ForEach:
                LowerForEach(call, container, arguments[arguments.Count - 1]);
                return -1;
            case CollectionMember.RemoveAll:
                LowerForEach(call, container, arguments[arguments.Count - 1], drops: true);
                return Unknown(call, 0);
            case CollectionMember.Remove or CollectionMember.RemoveAt or CollectionMember.RemoveFirst or CollectionMember.RemoveLast:
                return LowerRemove(call, meaning, container, arguments);
            case CollectionMember.Same:
                arguments.ForEach(argument => LowerValue(argument));
                return container;
            case CollectionMember.Drain:
                arguments.ForEach(argument => LowerValue(argument));
                return LowerDrain(call, container);
            case CollectionMember.Copy:
                arguments.ForEach(argument => LowerValue(argument));
                var copy = NewContainer(call, call.Type!, isComplete: true);
                PassAll(container, copy, call.Syntax);
                return copy;
            case CollectionMember.Concat:
                var second = Collected(call, LowerValue(arguments[0]));
                var both = NewContainer(call, call.Type!, isComplete: true);
                PassAll(container, both, call.Syntax);
                PassAll(second, both, call.Syntax);
                return both;
            case CollectionMember.Counted:
                var number = ReadNumber(call, container, _builder.MemberOf(call.TargetMethod.OriginalDefinition, () => new Member(0, long.MaxValue, 0)));
                return call.Type?.SpecialType == SpecialType.System_Boolean ? Ask(call, number, Relation.NotEqual, 0) : number;
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
        var dropped = meaning == CollectionMember.Remove ? places[0] : meaning == CollectionMember.RemoveAt ? MemoryOf(call) : MemoryOfNext(call.Instance);
        _builder.Emit(new Drop(_builder.Origin(call.Syntax), container, dropped, where) { IsMemory = meaning != CollectionMember.Remove && dropped >= 0 });
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
        if (call.Instance is not null && MemberBehind(call.Instance) is { } keeper)
            Entrust(keeper, value, call.Syntax);
        var again = IsInLoop(call) || (_isLife && _ownSequences.ContainsKey(container));
        var where = meaning == CollectionMember.Add && !again ? ElementKind.Back : ElementKind.Anywhere;
        if (value >= 0)
            EmitParts(value, part => _builder.Emit(new Use(_builder.Origin(call.Syntax), part)));
        if (value >= 0 && IsOneOfMany(arguments[element].Type, call.Syntax))
        {
            Pass(value, TransferKind.Trusted, call.Syntax);
            return meaning == CollectionMember.TryAdd ? Unknown(call, 0, 1) : -1;
        }

        var memory = MemoryOf(call);
        if (meaning != CollectionMember.TryAdd || AlwaysAccepts(call))
        {
            if (memory >= 0)
                _builder.Emit(new Kill(_builder.Origin(call.Syntax), PlaceSet.Of(memory), LeakExit.Overwrite));
            PutElement(call.Syntax, container, value, where, memory: memory);
            return meaning == CollectionMember.TryAdd ? Constant(call, 1) : IsFollowedCollection(call.Type) ? container : call.Type is { } type && CarriesHandle(type) ? value : -1;
        }

        return Either(call, added =>
        {
            if (added && memory >= 0)
                _builder.Emit(new Absent(_builder.Origin(call.Syntax), memory));
            PutElement(call.Syntax, container, added ? value : -1, where, memory: memory);
        });
    }

    private static int LastElement(IInvocationOperation call) => call.TargetMethod.Parameters.Count(parameter => !parameter.HasExplicitDefaultValue) - 1 - (call.Instance is null ? 1 : 0);

    /// <summary>The member of the object that holds the collection which <paramref name="sequence"/> is, or is a view of.</summary>
    private static ISymbol? MemberBehind(IOperation sequence)
    {
        while (sequence is IPropertyReferenceOperation { Instance: { } whole } view && Collections.Of(view.Property) == CollectionMember.View)
            sequence = whole;
        return OwnMembers.NamedBy(sequence);
    }

    private int LowerTake(IOperation call, int container, ElementKind where, ITypeSymbol type, int memory = -1, ISymbol? via = null)
    {
        var target = NewTemporary(type);
        var parts = HandlesIn(target).ToArray();
        for (var i = 0; i < parts.Length; i++)
        {
            var info = new SiteInfo(call.Syntax, _ownership.Handles.CarriedBy(_partTypes.TryGetValue(parts[i], out var partType) ? partType : type), ArrivalKind.Call)
            {
                Via = via ?? (call as IInvocationOperation)?.TargetMethod,
                TakenFrom = _ownSequences.TryGetValue(container, out var member) ? member : null,
            };
            var site = _builder.SiteAt(call.Syntax, i, SiteKind.Owned, info);
            _builder.Emit(new Take(_builder.Origin(call.Syntax), parts[i], container, where, site) { Memory = parts.Length == 1 ? memory : -1 });
            if (_ownSequences.ContainsKey(container))
                _builder.Emit(new Adopt(_builder.Origin(call.Syntax), parts[i], site, Shared: true, Owed: !_isLife));
        }

        return target;
    }
}
