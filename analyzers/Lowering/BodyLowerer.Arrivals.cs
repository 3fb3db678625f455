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
        if (contract.Result is null && BringsWithoutSaying(call.Method))
            return TrustSequence(call);
        if (contract.Result is { AliasOf: null } many && IsFollowedCollection(call.Operation.Type))
            return ArriveInCollection(call.Operation, call.Method, call.Operation.Type!, many, named, TraitOf(call, places));
        if (contract.Result is { } result)
            return Arrive(call.Operation, call.Method, call.Operation.Type ?? call.Method.ReturnType, result, 0, named, TraitOf(call, places));
        if (ShapeOf(call.Operation.Type) is { Count: > 0 })
            return contract.Parts.Count > 0 ? ArriveInTuple(call, contract.Parts, named) : ArriveInParts(call.Operation, call.Method);
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

    /// <summary>A tuple whose handles are known from the body that returns it.</summary>
    private int ArriveInTuple(Call call, IReadOnlyList<OutContract> contracts, Func<string, int> named)
    {
        var target = NewTemporary(call.Operation.Type);
        var told = TellingPart(target, call.Operation.Type);
        if (told < 0 || contracts.All(arrives => arrives.When == Outcome.Always))
        {
            ArriveInTuple(call, target, contracts, named, Outcome.Always);
            return target;
        }

        var (whenTrue, whenFalse, join, origin) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock(), _builder.Origin(call.Operation.Syntax));
        _builder.Continue(new Choice(origin, [whenTrue, whenFalse]), whenTrue);
        _builder.Emit(new AssignConstant(origin, told, 1));
        ArriveInTuple(call, target, contracts, named, Outcome.WhenTrue);
        _builder.Continue(new Goto(join), whenFalse);
        _builder.Emit(new AssignConstant(origin, told, 0));
        ArriveInTuple(call, target, contracts, named, Outcome.WhenFalse);
        _builder.Continue(new Goto(join), join);
        return target;
    }

    private void ArriveInTuple(Call call, int target, IReadOnlyList<OutContract> contracts, Func<string, int> named, Outcome outcome)
    {
        var parts = HandlesOfTuple(target, call.Operation.Type);
        for (var i = 0; i < parts.Count; i++)
        {
            var arrives = i < contracts.Count ? contracts[i] : new OutContract(true);
            AssignWhole(call.Operation.Syntax, parts[i].Place, arrives.When == Outcome.Always || arrives.When == outcome
                ? Arrive(call.Operation, call.Method, parts[i].Type, arrives, 100 + i, named, -1) : Constant(call.Operation, 0));
        }
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
        if (RuntimeNames.ModeGivenTo(call.Method) is { } parameter)
            return places[parameter.Ordinal];
        return RuntimeNames.TakesDefaultMode(call.Method) ? Constant(call.Operation, RuntimeNames.DefaultMode) : -1;
    }
}
