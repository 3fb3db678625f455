using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Calls: what goes in, whether it throws, what comes out.</summary>
internal sealed partial class BodyLowerer
{
    private int LowerCallLike(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation { Instance: { } instance, Arguments.Length: 0 } query when query.TargetMethod.Attribute(KnownAttributes.OwesNothingWhen) is { } attribute:
                return ReadNumber(query, LowerToPlace(instance), _builder.MemberOf(query.TargetMethod.OriginalDefinition, () => MemberOf(query.TargetMethod.ReturnType, attribute)), used: true);
            case IInvocationOperation invocation when LowerEquality(invocation) is { } equality:
                return equality.Place;
            case IInvocationOperation invocation when LowerSequenceCall(invocation) is { } sequence:
                return sequence.Place;
            case IInvocationOperation invocation when LowerDelegateCall(invocation) is { } called:
                return called.Place;
            case IInvocationOperation invocation when LowerAwaitedRun(invocation) is { } run:
                return run.Place;
            case IInvocationOperation invocation when LowerAtomic(invocation) is { } atomic:
                return atomic.Place;
            case IInvocationOperation invocation when LowerAlias(invocation) is { } alias:
                return alias.Place;
            case IInvocationOperation invocation:
                return LowerCall(new Call(invocation, invocation.TargetMethod, invocation.Instance, ArgumentsOf(invocation.Arguments)));
            case IObjectCreationOperation creation:
                return LowerCreation(creation);
            case ITypeParameterObjectCreationOperation made:
                MayThrowAt(made.Syntax);
                return _ownership.Handles.Of(made.Type) is null ? -1 : Arrive(made, made.Type!, made.Type!, new OutContract(true), 0, _ => -1, -1);
            case IPropertyReferenceOperation property:
                return LowerProperty(property);
            case IAwaitOperation await:
                return LowerAwait(await);
            default:
                return -1;
        }
    }

    private static IReadOnlyList<CallArgument> ArgumentsOf(IEnumerable<IArgumentOperation> arguments) =>
        [.. arguments.Where(argument => argument.Parameter is not null).Select(argument => new CallArgument(argument.Parameter!, argument.Value))];

    private int LowerCreation(IObjectCreationOperation creation)
    {
        var arguments = ArgumentsOf(creation.Arguments);
        if (creation.Type is { IsValueType: true } && arguments.Count == 0)
            return LowerDefault(creation);
        if (_ownership.Handles.Of(creation.Type) is null && _ownership.Handles.CarriedBy(creation.Type) is not null && arguments.Count == 1)
            return LowerValue(arguments[0].Value);
        if (ShapeOf(creation.Type).Count > 0 && creation.Constructor is not null)
            return LowerStructCreation(creation, arguments);
        if (IsFollowedCollection(creation.Type))
            return LowerCollectionCreation(creation, arguments);

        return creation.Constructor is { } constructor ? LowerCall(new Call(creation, constructor, null, arguments)) : -1;
    }

    /// <summary>A value that is nothing, or an array of nothings.</summary>
    private int LowerDefault(IOperation operation) =>
        Collections.IsInlineArray(operation.Type) && IsFollowedCollection(operation.Type) ? NewContainer(operation, operation.Type!) : Constant(operation, 0);

    /// <summary>A collection that is made of another one, or of one variable, holds what that holds.</summary>
    private int LowerCollectionCreation(IObjectCreationOperation creation, IReadOnlyList<CallArgument> arguments)
    {
        var places = arguments.Select(argument => LowerValue(argument.Value)).ToArray();
        var first = places.Length > 0 ? places[0] : -1;
        if (first >= 0 && IsFollowedCollection(arguments[0].Value.Type))
            return first;
        var container = NewContainer(creation, creation.Type!);
        if (first >= 0 && arguments[0].Parameter.RefKind != RefKind.None)
            PutElement(creation.Syntax, container, first, ElementKind.Back);
        return container;
    }

    private int LowerProperty(IPropertyReferenceOperation property)
    {
        if (IsElement(property))
            return LowerElement(property);
        if (OwnPlaceOf(property) is var own and >= 0)
            return own;
        if (property.Property.GetMethod is { } getter && LowerOwnCall(new Call(property, getter, property.Instance, ArgumentsOf(property.Arguments))) is { } got)
            return got.Place;
        var receiver = LowerValue(property.Instance);
        foreach (var argument in property.Arguments)
            LowerValue(argument.Value);
        return ReadProperty(property, receiver);
    }

    /// <summary>Reads a property of what is already lowered.</summary>
    private int ReadProperty(IPropertyReferenceOperation property, int receiver)
    {
        var origin = _builder.Origin(property.Syntax);
        var type = property.Instance?.Type;
        if (receiver >= 0 && type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T })
            return property.Property.Name == "HasValue" ? Ask(property, receiver, Relation.NotEqual, 0) : receiver;
        if (receiver >= 0 && property.Property.Name == "Result" && HandleTypes.IsPromise(type))
            return AwaitPlace(property, receiver);
        if (receiver >= 0 && property.Property.Name == "Current" && property.Type is { } current && (IsViewEnumerator(type) || CarriesHandle(current) || property.IsImplicit))
            return LowerCurrent(property, receiver);
        if (receiver >= 0 && Collections.Of(property.Property) == CollectionMember.View)
            return receiver;
        if (receiver >= 0 && CountOf(property) is { } member)
            return ReadNumber(property, receiver, member);
        var isHandle = _ownership.Handles.CarriedBy(type) is not null;
        if (receiver >= 0 && RuntimeNames.IsCompletion(property.Property))
        {
            var answer = ReadNumber(property, receiver, _builder.MemberOf(property.Property.OriginalDefinition, () => new Member(0, 1, DoneWhen: 1)), isHandle);
            _builder.Emit(new Touch(origin, receiver));
            return answer;
        }

        if (receiver >= 0 && property.Property.Attribute(KnownAttributes.OwesNothingWhen) is { } attribute)
        {
            return ReadNumber(property, receiver, _builder.MemberOf(property.Property.OriginalDefinition, () => MemberOf(property.Property.Type, attribute)), isHandle);
        }

        if (PartOf(receiver, property.Property) is var part and >= 0)
            return part;
        if (NumberAgain(property) is var number and >= 0)
            return number;
        if (_ownership.Handles.CarriedBy(type) is null && IsFixed(property.Property) && StableMember(property.Instance, property.Property, isReadOnly: true, property.Type) is var same and >= 0)
            return same;
        if (receiver >= 0 && MayName(type))
            _builder.Emit(new Use(origin, receiver));
        if (property.Property.GetMethod is { } getter && _ownership.Exceptions.MayComeFrom(getter))
            MayThrowAt(property.Syntax);
        if (IsStableMemory(property.Property, property.Type) && StableMember(property.Instance, property.Property, isReadOnly: true, property.Type) is var stable and >= 0)
            return stable;
        return receiver >= 0 && isHandle && IsView(property) ? receiver : LowerGetterResult(property);
    }

    /// <summary>Whether the property has one value for as long as its object lives.</summary>
    private static bool IsFixed(IPropertySymbol property) => property.SetMethod is null or { IsInitOnly: true } && property is { IsVirtual: false, IsOverride: false, IsAbstract: false } && IsAutomatic(property);

    private int LowerGetterResult(IPropertyReferenceOperation property)
    {
        if (property.Property.GetMethod is { } getter && _ownership.Methods.Of(getter).Result is { Owned: true } result)
            return Arrive(property, property.Property, getter.ReturnType, result, 0, _ => -1, -1);
        return Borrowed(property, property.Property, property.Type);
    }

    private int ReadNumber(IOperation property, int receiver, int member, bool used = false)
    {
        var origin = _builder.Origin(property.Syntax);
        if (used)
            _builder.Emit(new Use(origin, receiver));
        var target = NewTemporary(property.Type);
        _builder.Emit(new ReadMember(origin, target, receiver, member));
        return target;
    }

    /// <summary>What a handle's indexer or enumerator shows is a view into it: it must not be used when the handle has ended.</summary>
    private static bool IsView(IPropertyReferenceOperation property) => property.Property.IsIndexer || property.Property.Name == "Current";

    private Member MemberOf(ITypeSymbol type, AttributeData attribute)
    {
        var value = attribute.ConstructorArguments.FirstOrDefault().Value;
        long? nothing = value switch
        {
            bool truth => truth ? 1 : 0,
            null => 0,
            string text => _builder.NumberOf(text),
            { } number when IsWhole(number) => Convert.ToInt64(number),
            _ => null,
        };
        return type.SpecialType switch
        {
            SpecialType.System_Boolean => new Member(0, 1, nothing),
            SpecialType.System_Int32 when nothing == 0 => new Member(0, long.MaxValue, nothing),
            SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_Byte or SpecialType.System_UInt16 => new Member(0, long.MaxValue, nothing),
            _ => new Member(NothingOwedWhen: nothing),
        };
    }

    private int LowerAwait(IAwaitOperation await)
    {
        var promise = LowerValue(await.Operation);
        if (promise < 0 && IsDisposal(await.Operation))
            return -1;
        return AwaitPlace(await, promise);
    }

    /// <summary>Whether what is awaited is the end of a disposal: release methods are not to throw.</summary>
    private bool IsDisposal(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } configured => (configured.Instance ?? configured.Arguments.FirstOrDefault()?.Value) is { } inner && IsDisposal(inner),
        IInvocationOperation call => _ownership.Exceptions.IsRelease(call.TargetMethod),
        _ => false,
    };

    /// <summary>`ReferenceEquals` and `Equals` with null or default, or of plain values; null: it is none.</summary>
    private Lowered? LowerEquality(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.Name is not ("ReferenceEquals" or "Equals"))
            return null;
        var operands = call.Arguments.Select(argument => argument.Value).ToList();
        if (call.Instance is not null)
            operands.Insert(0, call.Instance);
        if (operands.Count != 2 || !(operands.Any(IsNothing) || operands.All(IsPlainValue)))
            return null;
        var places = operands.Select(LowerToPlace).ToArray();
        var target = NewTemporary(call.Type);
        _builder.Emit(new ComparePlaces(_builder.Origin(call.Syntax), target, places[0], Relation.Equal, places[1]));
        return new Lowered(target);
    }

    /// <summary>Whether the operand is a number, a truth value, an enum or a text, which are equal when they are the same.</summary>
    private static bool IsPlainValue(IOperation operand)
    {
        while (operand is IConversionOperation { IsImplicit: true } conversion)
            operand = conversion.Operand;
        return operand.Type is { TypeKind: TypeKind.Enum } || operand.Type?.SpecialType is (>= SpecialType.System_Boolean and <= SpecialType.System_UInt64) or SpecialType.System_String;
    }

    private int AwaitPlace(IOperation operation, int promise)
    {
        var origin = _builder.Origin(operation.Syntax);
        var target = NewTemporary(operation.Type);
        if (promise < 0)
        {
            MayThrowAt(operation.Syntax);
            return -1;
        }

        // What a promise of a tuple brings has its parts already; the promise itself stays behind.
        _builder.Emit(_completed.Contains(promise) ? new Await(origin, target, promise, -1) : new Await(origin, target, promise, _ownership.CallsThrow ? DispatchHere(null) : -1));
        if (_parts.ContainsKey(promise))
            AssignWhole(operation.Syntax, target, promise);
        return target;
    }

    /// <summary>The member that counts the elements of a followed collection, or null.</summary>
    private int? CountOf(IPropertyReferenceOperation property) =>
        (property.Property.Name is "Count" or "IsEmpty" || (property.Property.Name == "Length" && property.Instance?.Type is IArrayTypeSymbol)) && Collections.ElementOf(property.Instance?.Type) is { } element && CarriesHandle(element)
            ? _builder.MemberOf(property.Property.OriginalDefinition, () => property.Property.Name is "Count" or "Length" ? new Member(0, long.MaxValue, 0) : new Member(0, 1, 1))
            : null;

    /// <summary>Lowers a call by its contract.</summary>
    private int LowerCall(Call call)
    {
        if ((LowerInPlace(call) ?? LowerHelper(call)) is { } inlined)
            return inlined.Place;
        if (LowerOwnCall(call) is { } own)
        {
            BeginBasePart(call);
            EndBasePart(call);
            return own.Place;
        }

        if (call.Method is { IsPartialDefinition: true, PartialImplementationPart: null })
            return -1;
        var contract = _ownership.Methods.Of(call.Method);
        var receiver = LowerValue(call.Receiver);
        var places = new int[call.Method.Parameters.Length];
        var targets = new IOperation?[places.Length];
        for (var i = 0; i < places.Length; i++)
            places[i] = -1;
        foreach (var argument in call.Arguments)
        {
            var ordinal = argument.Parameter.Ordinal;
            if (argument.Parameter.RefKind == RefKind.Out || (argument.Parameter.RefKind == RefKind.Ref && contract.Outs[ordinal] is not null))
                targets[ordinal] = argument.Value;
            if (argument.Parameter.RefKind != RefKind.Out)
                places[ordinal] = LowerValue(argument.Value);
        }

        return Apply(call, contract, receiver, places, targets);
    }

    private int LowerArgument(CallArgument argument)
    {
        var place = LowerValue(argument.Value);
        if (place >= 0 && MayName(argument.Value.Type))
            EmitParts(place, part => _builder.Emit(new Use(_builder.Origin(argument.Value.Syntax), part)));
        return place;
    }

    private int Apply(Call call, MethodContract contract, int receiver, int[] places, IOperation?[] targets)
    {
        var syntax = call.Operation.Syntax;
        UseReceiver(call, contract, receiver);
        UseArguments(call, contract, places);
        LowerWrites(call, contract, receiver, places);
        ApplyEffects(call, contract, receiver, places, Outcome.Always, afterThrow: false);
        MayThrowAt(syntax, contract.Throws, places);
        ApplyEffects(call, contract, receiver, places, Outcome.Always, afterThrow: true);
        foreach (var argument in call.Arguments)
            ForgetElements(argument.Value);
        ForgetElements(call.Receiver);
        EndHere(call, contract, places);
        BeginBasePart(call);
        EndBasePart(call);
        if (receiver >= 0 && _ownership.Handles.CarriedBy(call.Receiver?.Type) is not null && contract.Receiver.Effect == Effect.Borrow)
            _builder.Emit(new Touch(_builder.Origin(syntax), receiver));
        int Named(string name) => name == "this" ? receiver : places.Where((_, i) => call.Method.Parameters[i].Name == name).DefaultIfEmpty(-1).First();
        if (!Depends(contract))
        {
            ApplyOuts(call, contract, targets, Outcome.Always, Named, places);
            return Reading(call, places, Result(call, contract, Named, places));
        }

        var result = NewTemporary(call.Method.ReturnType);
        var (whenTrue, whenFalse, join) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
        _builder.Continue(new Choice(_builder.Origin(syntax), [whenTrue, whenFalse]), whenTrue);
        ApplyOutcome(call, contract, receiver, places, targets, Outcome.WhenTrue, result, Named);
        _builder.Continue(new Goto(join), whenFalse);
        ApplyOutcome(call, contract, receiver, places, targets, Outcome.WhenFalse, result, Named);
        _builder.Continue(new Goto(join), join);
        return result;
    }

    /// <summary>A call that never returns, or not with this argument.</summary>
    private void EndHere(Call call, MethodContract contract, int[] places)
    {
        if (contract.NeverReturns)
            _builder.Continue(new Exit(-1, ExitKind.Halt), _builder.NewBlock());
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] < 0 || call.Method.Parameters[i].Attribute("System.Diagnostics.CodeAnalysis.DoesNotReturnIfAttribute")?.ConstructorArguments[0].Value is not bool ends)
                continue;
            var (next, end) = (_builder.NewBlock(), _builder.NewBlock());
            _builder.Continue(new Branch(-1, places[i], ends ? end : next, ends ? next : end), end);
            _builder.Continue(new Exit(-1, ExitKind.Halt), next);
        }
    }

    private static bool Depends(MethodContract contract) =>
        contract.Receiver.When != Outcome.Always || contract.Arguments.Any(argument => argument.When != Outcome.Always) || contract.Outs.Any(each => each is { When: not Outcome.Always });

    private void ApplyOutcome(
        Call call, MethodContract contract, int receiver, int[] places, IOperation?[] targets, Outcome outcome, int result, Func<string, int> named)
    {
        _builder.Emit(new AssignConstant(_builder.Origin(call.Operation.Syntax), result, outcome == Outcome.WhenTrue ? 1 : 0));
        ApplyEffects(call, contract, receiver, places, outcome, afterThrow: false);
        ApplyEffects(call, contract, receiver, places, outcome, afterThrow: true);
        ApplyOuts(call, contract, targets, outcome, named, places);
    }

    private void UseReceiver(Call call, MethodContract contract, int receiver)
    {
        var used = contract.Receiver.Effect == Effect.Borrow && !FrameworkContracts.IsObjectMember(call.Method);
        if (receiver >= 0 && used && MayName(call.Receiver!.Type))
            _builder.Emit(new Use(_builder.Origin(call.Operation.Syntax), receiver));
    }

    private void UseArguments(Call call, MethodContract contract, int[] places)
    {
        foreach (var argument in call.Arguments)
        {
            var ordinal = argument.Parameter.Ordinal;
            if (places[ordinal] >= 0 && contract.Arguments[ordinal].Effect is not (Effect.Release or Effect.ReleaseOnce) && MayName(argument.Value.Type))
                EmitParts(places[ordinal], part => _builder.Emit(new Use(_builder.Origin(argument.Value.Syntax), part)));
            if (contract.Arguments[ordinal].IsTrusted)
                Pass(places[ordinal], TransferKind.Exposed, argument.Value.Syntax);
        }
    }

    private void ApplyEffects(Call call, MethodContract contract, int receiver, int[] places, Outcome outcome, bool afterThrow)
    {
        var syntax = call.Operation.Syntax;
        for (var i = 0; i < places.Length && i < contract.Arguments.Count; i++)
        {
            if (contract.Arguments[i].When != outcome || contract.Arguments[i].KeptWhenThrown != afterThrow)
                continue;
            if (contract.Arguments[i].Effect == Effect.FoundEmpty)
                AssumeEmpty(call, places[i], call.Method.Parameters[i].Type);
            else
                ApplyEffect(contract.Arguments[i].Effect, places[i], receiver, syntax);
        }

        if (contract.Receiver.When == outcome && contract.Receiver.KeptWhenThrown == afterThrow)
            ApplyEffect(contract.Receiver.Effect, receiver, -1, syntax, elements: false);
    }

    private void ApplyEffect(Effect effect, int place, int through, SyntaxNode syntax, bool elements = true)
    {
        if (place < 0 || effect == Effect.Borrow)
            return;
        var origin = _builder.Origin(syntax);
        EmitParts(place, part => _builder.Emit(effect switch
        {
            Effect.Release or Effect.ReleaseOnce => new Release(origin, part, effect == Effect.ReleaseOnce, through, elements),
            Effect.Take => new Transfer(origin, part, TransferKind.Taken),
            _ => new Transfer(origin, part, TransferKind.Stored),
        }));
    }

    /// <summary>Control only comes here with null or default, or with a handle that owes nothing.</summary>
    private void AssumeEmpty(Call call, int place, ITypeSymbol type)
    {
        if (place < 0)
            return;
        var (some, next, never) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
        _builder.Continue(new Branch(-1, place, some, next), some);
        var tells = _ownership.Handles.CarriedBy(type)?.Type.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(property => property.Attribute(KnownAttributes.OwesNothingWhen) is not null);
        if (tells?.Attribute(KnownAttributes.OwesNothingWhen) is not { } attribute)
        {
            _builder.Continue(new Exit(-1, ExitKind.Halt), next);
            return;
        }

        var member = MemberOf(tells.Type, attribute);
        var number = ReadNumber(call.Operation, place, _builder.MemberOf(tells.OriginalDefinition, () => member));
        _builder.Continue(new Branch(-1, Ask(call.Operation, number, Relation.Equal, member.NothingOwedWhen ?? 0), next, never), never);
        _builder.Continue(new Exit(-1, ExitKind.Halt), next);
    }

    private void ApplyOuts(Call call, MethodContract contract, IOperation?[] targets, Outcome outcome, Func<string, int> named, int[] places)
    {
        for (var i = 0; i < targets.Length; i++)
        {
            if (targets[i] is not { } target)
                continue;
            var syntax = target.Syntax;
            if (contract.Outs[i] is not { } arrives)
            {
                if (outcome != Outcome.WhenFalse || !Depends(contract))
                    AssignTo(target, -1, syntax);
            }
            else if (arrives.When == Outcome.Always || arrives.When == outcome)
            {
                AssignTo(target, Arrive(call.Operation, call.Method, call.Method.Parameters[i].Type, arrives, i + 1, named, TraitOf(call, places), VariableOf(target)), syntax);
            }
            else
            {
                AssignTo(target, Constant(call.Operation, 0), syntax);
            }
        }
    }

    private static ISymbol? VariableOf(IOperation target) => target is IDeclarationExpressionOperation declaration ? VariableOf(declaration.Expression) : CursorLoop.SymbolOf(target);

    private int Result(Call call, MethodContract contract, Func<string, int> named, int[] places)
    {
        if (call.Operation is IObjectCreationOperation made && IsLoadedLater(made))
            return Unknown(made, 1);
        if (contract.Yields is { } hands)
            return LowerStream(call, hands);
        if (contract.Result is { AliasOf: null } many && IsFollowedCollection(call.Operation.Type))
            return ArriveInCollection(call.Operation, call.Method, call.Operation.Type!, many, named, TraitOf(call, places));
        if (contract.Result is { } result)
            return Arrive(call.Operation, call.Method, call.Operation.Type ?? call.Method.ReturnType, result, 0, named, TraitOf(call, places));
        if (ShapeOf(call.Operation.Type) is { Count: > 0 })
            return ArriveInParts(call.Operation, call.Method);
        if (call.Operation.Type?.SpecialType == SpecialType.System_Boolean)
            return Unknown(call.Operation, 0, 1);
        return call.Operation is IObjectCreationOperation ? Unknown(call.Operation, 1) : -1;
    }

    /// <summary>A tuple or a struct of resources comes out of a call: each is owned as if it had come alone.</summary>
    private int ArriveInParts(IOperation operation, ISymbol via)
    {
        var target = NewTemporary(operation.Type);
        var number = 100;
        ArriveInParts(operation, via, target, operation.Type, ref number);
        return target;
    }

    private void ArriveInParts(IOperation operation, ISymbol via, int place, ITypeSymbol? type, ref int number)
    {
        var shape = ShapeOf(type);
        for (var i = 0; i < shape.Count; i++)
        {
            var (part, partType) = (_parts[place][i], TypeOf(shape[i]));
            if (_ownership.Handles.CarriedBy(partType) is { } handle)
            {
                var site = _builder.SiteAt(operation.Syntax, number++, SiteKind.Owned, new SiteInfo(operation.Syntax, handle, ArrivalKind.Call) { Via = via });
                _builder.Emit(new Acquire(_builder.Origin(operation.Syntax), part, site));
            }
            else
            {
                ArriveInParts(operation, via, part, partType, ref number);
            }
        }
    }

    /// <summary>A resource comes out of a call.</summary>
    private int Arrive(IOperation operation, ISymbol via, ITypeSymbol type, OutContract arrives, int part, Func<string, int> named, int trait, ISymbol? variable = null)
    {
        var origin = _builder.Origin(operation.Syntax);
        var target = NewTemporary(type);
        if (arrives.AliasOf is { } other)
        {
            AssignWhole(operation.Syntax, target, named(other));
            return target;
        }

        var handle = _ownership.Handles.CarriedBy(type);
        var kind = arrives.Owned ? SiteKind.Owned : SiteKind.Borrowed;
        var info = new SiteInfo(operation.Syntax, handle, arrives.Owned ? ArrivalKind.Call : ArrivalKind.Borrowed) { Via = via, Variable = variable };
        var site = _builder.SiteAt(operation.Syntax, part, kind, info);
        if (arrives.Trait >= 0 && trait < 0)
            trait = Constant(operation, arrives.Trait);
        var parent = arrives.Parent is { } owner ? named(owner) : -1;
        var sibling = arrives.Sibling is { } same ? named(same) : -1;
        var acquire = new Acquire(origin, target, site, parent, trait, HandleTypes.IsPromise(type), sibling);
        if (!arrives.MayBeNull)
        {
            _builder.Emit(acquire);
            return target;
        }

        var (some, none, join) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
        _builder.Continue(new Choice(origin, [some, none]), some);
        _builder.Emit(acquire);
        _builder.Continue(new Goto(join), none);
        _builder.Emit(new AssignConstant(origin, target, 0));
        _builder.Continue(new Goto(join), join);
        return target;
    }

    /// <summary>The argument that marks what the call brings and all that is made from it.</summary>
    private int TraitOf(Call call, int[] places)
    {
        if (RuntimeNames.ModeParameterOf(call.Method) is { } parameter)
            return places[parameter.Ordinal];
        return RuntimeNames.TakesDefaultMode(call.Method) ? Constant(call.Operation, RuntimeNames.DefaultMode) : -1;
    }
}
