using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>What comes out of a call: through its result, and through what it assigns.</summary>
internal sealed partial class BodyLowerer
{
    private void ApplyOuts(Call call, MethodContract contract, IOperation?[] targets, Outcome outcome, Func<string, int> named, int[] places, Dictionary<int, int> arrived)
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
                arrived[i + 1] = Arrive(call.Operation, call.Method, call.Method.Parameters[i].Type, arrives, i + 1, named, TraitOf(call, places), VariableOf(target));
                AssignTo(target, arrived[i + 1], syntax);
            }
            else
            {
                AssignTo(target, Constant(call.Operation, 0), syntax);
            }
        }
    }

    /// <summary>What came out together knows what of it must end first.</summary>
    private void TieOutputs(Call call, MethodContract contract, Dictionary<int, int> arrived)
    {
        foreach (var (number, arrives) in contract.Outputs())
        {
            if (arrives.ParentOutput >= 0 && arrived.TryGetValue(number, out var child) && arrived.TryGetValue(arrives.ParentOutput, out var parent))
                _builder.Emit(new Tie(_builder.Origin(call.Operation.Syntax), child, parent));
        }
    }

    /// <summary>What goes in may need something from here on.</summary>
    private void TieInputs(Call call, MethodContract contract, int receiver, Func<string, int> named, int[] places)
    {
        foreach (var tie in contract.Ties)
        {
            var child = tie.Child < 0 ? receiver : places[tie.Child];
            var (parent, sibling) = (tie.Parent is null ? -1 : named(tie.Parent), tie.Sibling is null ? -1 : named(tie.Sibling));
            if (child >= 0 && (tie.Parent is null || parent >= 0) && (tie.Sibling is null || sibling >= 0))
                _builder.Emit(new Tie(_builder.Origin(call.Operation.Syntax), child, parent, sibling, tie.Idle));
        }
    }

    private static ISymbol? VariableOf(IOperation target) => target is IDeclarationExpressionOperation declaration ? VariableOf(declaration.Expression) : CursorLoop.SymbolOf(target);

    private static ITypeSymbol? Unpromised(ITypeSymbol? type) => HandleTypes.IsPromise(type) ? ((INamedTypeSymbol)type!).TypeArguments[0] : type;

    private int Result(Call call, MethodContract contract, Func<string, int> named, int[] places, Dictionary<int, int> arrived)
    {
        if (call.Operation is IObjectCreationOperation made && IsLoadedLater(made))
            return Unknown(made, 1);
        if (contract.Yields is { } hands)
            return LowerStream(call, hands);
        if (contract.Result is null && BringsWithoutSaying(call.Method))
            return TrustSequence(call);
        if (contract.Result is { AliasOf: null } many && IsFollowedCollection(call.Operation.Type))
            return ArriveInCollection(call.Operation, call.Method, call.Operation.Type!, many, named, TraitOf(call, places));
        if (contract.Result is { } result)
            return arrived[0] = Arrive(call.Operation, call.Method, call.Operation.Type ?? call.Method.ReturnType, result, 0, named, TraitOf(call, places));
        if (ShapeOf(Unpromised(call.Operation.Type)) is { Count: > 0 })
            return ArriveInParts(call, contract, named, places, arrived);
        if (call.Operation.Type?.SpecialType == SpecialType.System_Boolean)
            return Unknown(call.Operation, 0, 1);
        return call.Operation is IObjectCreationOperation ? Unknown(call.Operation, 1) : -1;
    }

    /// <summary>A tuple or a struct of resources comes out of a call: each is what the body shows, else owned as if it had come alone.</summary>
    private int ArriveInTuple(Call call, IReadOnlyList<OutContract> contracts, Func<string, int> named, int[] places, Dictionary<int, int> arrived)
    {
        var target = NewTemporary(Unpromised(call.Operation.Type));
        var told = TellingPart(target, call.Operation.Type);
        if (told < 0 || contracts.All(arrives => arrives.When == Outcome.Always))
        {
            ArriveInTuple(call, target, contracts, named, places, arrived, Outcome.Always);
            return target;
        }

        var (whenTrue, whenFalse, join, origin) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock(), _builder.Origin(call.Operation.Syntax));
        _builder.Continue(new Choice(origin, [whenTrue, whenFalse]), whenTrue);
        _builder.Emit(new AssignConstant(origin, told, 1));
        ArriveInTuple(call, target, contracts, named, places, arrived, Outcome.WhenTrue);
        _builder.Continue(new Goto(join), whenFalse);
        _builder.Emit(new AssignConstant(origin, told, 0));
        ArriveInTuple(call, target, contracts, named, places, arrived, Outcome.WhenFalse);
        _builder.Continue(new Goto(join), join);
        return target;
    }

    private void ArriveInTuple(Call call, int target, IReadOnlyList<OutContract> contracts, Func<string, int> named, int[] places, Dictionary<int, int> arrived, Outcome outcome)
    {
        var parts = HandlesOfTuple(target, call.Operation.Type);
        for (var i = 0; i < parts.Count; i++)
        {
            var arrives = i < contracts.Count ? contracts[i] : new OutContract(true);
            AssignWhole(call.Operation.Syntax, parts[i].Place, arrives.When == Outcome.Always || arrives.When == outcome
                ? Arrive(call.Operation, call.Method, parts[i].Type, arrives, OutContract.FirstPart + i, named, TraitOf(call, places)) : Constant(call.Operation, 0));
            arrived[OutContract.FirstPart + i] = parts[i].Place;
        }
    }

    /// <summary>The places in a value of several that are handles by their types, in their order.</summary>
    private IEnumerable<(int Place, ITypeSymbol Type)> HandleParts(int place, ITypeSymbol? type)
    {
        var shape = ShapeOf(type);
        if (!_parts.TryGetValue(place, out var parts) || parts.Count != shape.Count)
            return [];
        return shape.SelectMany((member, i) => TypeOf(member) is not { } partType ? [] : _ownership.Handles.CarriedBy(partType) is not null ? [(parts[i], partType)] : HandleParts(parts[i], partType));
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
        var info = new SiteInfo(operation.Syntax, handle, arrives.Owned ? ArrivalKind.Call : ArrivalKind.Borrowed) { Via = via, Variable = variable, HoldsTokens = arrives.HoldsTokens };
        var site = _builder.SiteAt(operation.Syntax, part, kind, info);
        if (trait < 0 && arrives.Trait != Fact.NoTrait && (arrives.Trait >= 0 || operation is IObjectCreationOperation))
            trait = arrives.Trait >= 0 ? Constant(operation, arrives.Trait) : Unknown(operation);
        var parent = arrives.Parent is { } owner ? named(owner) : -1;
        var sibling = arrives.Sibling is { } same ? named(same) : -1;
        var acquire = new Acquire(origin, target, site, parent, trait, HandleTypes.IsPromise(type), sibling, Idle: arrives.IsIdle);
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
        if (RuntimeNames.ModeGivenTo(call.Method) is { } parameter)
            return places[parameter.Ordinal];
        return RuntimeNames.TakesDefaultMode(call.Method) ? Constant(call.Operation, RuntimeNames.DefaultMode) : -1;
    }
}
