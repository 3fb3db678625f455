using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Lowering;

/// <summary>What a call does, by its contract, to its receiver and its arguments.</summary>
internal sealed partial class BodyLowerer
{
    private int Apply(Call call, MethodContract contract, int receiver, int[] places, IOperation?[] targets)
    {
        var syntax = call.Operation.Syntax;
        UseReceiver(call, contract, receiver);
        UseArguments(call, contract, places);
        LowerWrites(call, contract, receiver, places);
        var promise = PromiseOf(call, contract, receiver, places);
        ApplyEffects(call, contract, receiver, places, Outcome.Always, afterThrow: false, promise);
        ForgetWritten(call.Method, syntax);
        MayThrowAt(syntax, contract.Throws, places);
        if (ThrowsWhereItIsAwaited(call, contract))
            MayThrowAt(syntax);
        ApplyEffects(call, contract, receiver, places, Outcome.Always, afterThrow: true, promise);
        foreach (var argument in call.Arguments)
        {
            ForgetElements(argument.Value);
            if (argument.Parameter.RefKind == RefKind.Ref && targets[argument.Parameter.Ordinal] is null && !_ownership.Handles.MayHold(argument.Value.Type))
                AssignTo(argument.Value, -1, argument.Value.Syntax);
        }

        ForgetElements(call.Receiver);
        EndHere(call, contract, places);
        BeginBasePart(call);
        EndBasePart(call);
        if (receiver >= 0 && _ownership.Handles.CarriedBy(call.Receiver?.Type) is not null && contract.Receiver.Effect == Effect.Borrow)
            _builder.Emit(new Touch(_builder.Origin(syntax), receiver));
        int Named(string name) => name == "this" ? receiver : places.Where((_, i) => call.Method.Parameters[i].Name == name).DefaultIfEmpty(-1).First();
        TieInputs(call, contract, receiver, Named, places);
        if (!Depends(contract))
        {
            var arrived = new Dictionary<int, int>();
            ApplyOuts(call, contract, targets, Outcome.Always, Named, places, arrived);
            var only = promise >= 0 ? promise : Reading(call, contract.Result?.Reads, places, Result(call, contract, Named, places, arrived));
            TieOutputs(call, contract, arrived);
            return only;
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

    /// <summary>An `async` method throws out of its promise: where that is awaited at once, what it did not end is the caller's still.</summary>
    private static bool ThrowsWhereItIsAwaited(Call call, MethodContract contract) => call.Method.IsAsync && IsAwaited(call.Operation)
        && (contract.Receiver.KeptWhenThrown || contract.Arguments.Any(argument => argument.KeptWhenThrown));

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
        var arrived = new Dictionary<int, int>();
        ApplyOuts(call, contract, targets, outcome, named, places, arrived);
        TieOutputs(call, contract, arrived);
    }

    private void UseReceiver(Call call, MethodContract contract, int receiver)
    {
        var used = contract.Receiver.Effect == Effect.Borrow && !FrameworkContracts.IsObjectMember(call.Method);
        if (receiver >= 0 && used && MayName(call.Receiver!.Type))
            _builder.Emit(new Use(_builder.Origin(call.Operation.Syntax), receiver, NeedsParent: !ReturnsArguments(contract)));
    }

    /// <summary>Whether the call gives something back: that works, and must be done, also when what the receiver came from has ended.</summary>
    private static bool ReturnsArguments(MethodContract contract) => contract.Arguments.Any(argument => argument.Effect is Effect.Release or Effect.ReleaseOnce);

    private void UseArguments(Call call, MethodContract contract, int[] places)
    {
        foreach (var argument in call.Arguments)
        {
            var ordinal = argument.Parameter.Ordinal;
            if (places[ordinal] >= 0 && contract.Arguments[ordinal].Effect is not (Effect.Release or Effect.ReleaseOnce) && MayName(argument.Value.Type))
                EmitParts(places[ordinal], part => _builder.Emit(new Use(_builder.Origin(argument.Value.Syntax), part)));
            if (contract.Arguments[ordinal].IsTrusted)
                Pass(places[ordinal], Collections.IsReader(argument.Value.Type) ? TransferKind.Trusted : TransferKind.Exposed, argument.Value.Syntax);
        }
    }

    private void ApplyEffects(Call call, MethodContract contract, int receiver, int[] places, Outcome outcome, bool afterThrow, int promise = -1)
    {
        var syntax = call.Operation.Syntax;
        int ThroughOf(int argument) => contract.EndsThrough.Where(pair => pair.Ended == argument).Select(pair => pair.Through < 0 ? receiver : places[pair.Through]).ToList() is [var only] ? only
            : call.Method.DeclaringSyntaxReferences.IsEmpty || contract.Arguments[argument].Effect is not (Effect.Release or Effect.ReleaseOnce) || call.Method.Parameters[argument].PromiseOf() != Promise.None ? receiver : -1;
        bool EndsLate(int argument) => contract.EndsAfter.Any(pair => pair.Ended == argument);
        if (EndsFirst(contract) && contract.Receiver.When == outcome && contract.Receiver.KeptWhenThrown == afterThrow)
            ApplyEffect(contract.Receiver.Effect, receiver, -1, syntax, elements: false, promise, isUnordered: true);
        foreach (var i in Enumerable.Range(0, System.Math.Min(places.Length, contract.Arguments.Count)).OrderBy(EndsLate))
        {
            if (contract.Arguments[i].When != outcome || contract.Arguments[i].KeptWhenThrown != afterThrow)
                continue;
            if (contract.Arguments[i].Effect == Effect.FoundEmpty)
                AssumeEmpty(call, places[i], call.Method.Parameters[i].Type);
            else
                ApplyEffect(GoesOn(call, i) && contract.Arguments[i].Effect != Effect.Borrow ? Effect.Store : contract.Arguments[i].Effect, places[i], ThroughOf(i), syntax, promise: promise, isUnordered: !EndsLate(i));
        }

        if (!EndsFirst(contract) && contract.Receiver.When == outcome && contract.Receiver.KeptWhenThrown == afterThrow)
            ApplyEffect(contract.Receiver.Effect, receiver, -1, syntax, elements: false, promise, isUnordered: !EndsLate(-1));
    }

    /// <summary>Whether arguments end after the receiver.</summary>
    private static bool EndsFirst(MethodContract contract) => contract.EndsAfter.Any(pair => pair.Before == -1);

    /// <summary>Whether the call goes on emptying what it is given when it has returned: what is put in later goes the same way.</summary>
    private static bool GoesOn(Call call, int argument) => call.Method.Parameters[argument].Type is var type
        && (Collections.IsReader(type) || (Collections.IsConcurrent(type) && call.Method.IsAsync && !IsAwaited(call.Operation)));

    private void ApplyEffect(Effect effect, int place, int through, SyntaxNode syntax, bool elements = true, int promise = -1, bool isUnordered = false)
    {
        if (place < 0 || effect == Effect.Borrow)
            return;
        var origin = _builder.Origin(syntax);
        if (effect == Effect.Store)
            EmitParts(place, part => _builder.Emit(new Transfer(origin, part, TransferKind.Entrusted)));
        EmitParts(place, part => _builder.Emit(effect switch
        {
            Effect.Release or Effect.ReleaseOnce => new Release(origin, part, effect == Effect.ReleaseOnce, through, elements, promise, isUnordered),
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
}
