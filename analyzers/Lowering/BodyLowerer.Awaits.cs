using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Awaiting what a task or a value task brings.</summary>
internal sealed partial class BodyLowerer
{
    private int LowerAwait(IAwaitOperation await)
    {
        _promised = null;
        var promise = LowerValue(await.Operation);
        SettleAt(await.Syntax, await.Operation, promise);
        if (IsDisposal(await.Operation) && (promise < 0 || IsEmptyPromise(await.Operation.Type)))
            return -1;
        return promise < 0 && await.Type is { } type && ShapeOf(type).Count > 0 ? AwaitParts(await, type) : AwaitPlace(await, promise);
    }

    private int AwaitPlace(IOperation operation, int promise)
    {
        var origin = _builder.Origin(operation.Syntax);
        var target = NewTemporary(operation.Type);
        ForgetWritten(null, operation.Syntax);
        if (promise < 0)
        {
            MayThrowAt(operation.Syntax);
            return -1;
        }

        // What a promise of a tuple brings has its parts already; the promise itself stays behind.
        _builder.Emit(_completed.Contains(promise) || !_ownership.CallsThrow ? new Await(origin, target, promise, -1) : new Await(origin, target, promise, WithoutParts(promise, origin, DispatchHere(null))));
        if (_parts.ContainsKey(promise))
            AssignWhole(operation.Syntax, target, promise);
        return target;
    }

    /// <summary>Where a promise of several fails, there never was any of them.</summary>
    private int WithoutParts(int promise, int origin, int target)
    {
        foreach (var part in _parts.ContainsKey(promise) ? HandlesIn(promise) : [])
            target = Before(target, new Release(origin, part, Strict: false));
        return target;
    }

    /// <summary>Whether a value of the type promises that something ends, and brings nothing.</summary>
    private static bool IsEmptyPromise(ITypeSymbol? type) => type is INamedTypeSymbol { Arity: 0, Name: "Task" or "ValueTask", ContainingNamespace.Name: "Tasks" };

    private bool? _mayReadOn;

    /// <summary>Whether something here reads memory, so that it matters when its promises end.</summary>
    private bool MayReadOn => _mayReadOn ??= _frame.Graph.OriginalOperation.DescendantsAndSelf().Any(each => each.Type is { } type && RuntimeNames.MayRead(type));

    /// <summary>The place of the promise with whose end that stops reading which the call releases; -1: it stops with the call.</summary>
    private int PromiseOf(Call call, MethodContract contract, int receiver, int[] places)
    {
        if (!IsEmptyPromise(call.Operation.Type) || !MayReadOn)
            return -1;
        var releases = IsReleasedReader(call.Receiver?.Type, receiver, contract.Receiver.Effect)
            || call.Arguments.Any(argument => IsReleasedReader(argument.Value.Type, places[argument.Parameter.Ordinal], contract.Arguments[argument.Parameter.Ordinal].Effect));
        return releases ? Unknown(call.Operation, 1) : -1;
    }

    private bool IsReleasedReader(ITypeSymbol? type, int place, Effect effect) =>
        place >= 0 && effect is Effect.Release or Effect.ReleaseOnce && _ownership.Handles.CarriedBy(type) is { } handle && RuntimeNames.IsReader(handle.Type);

    /// <summary>Here it is waited for what <paramref name="awaited"/> promises, or at least tried.</summary>
    private void SettleAt(SyntaxNode syntax, IOperation awaited, int promise, int into = -1)
    {
        if (MayReadOn)
            _builder.Emit(new Settle(_builder.Origin(syntax), promise, IsTaskOfOthers(awaited), into));
    }

    /// <summary>Whether it may bring the end of a promise that was put away: it is no call, or one that gets tasks.</summary>
    private static bool IsTaskOfOthers(IOperation awaited) => awaited switch
    {
        IConversionOperation conversion => IsTaskOfOthers(conversion.Operand),
        IInvocationOperation call => call.Arguments.Any(argument => IsOfTasks(argument.Value.Type)) || (call.Instance is { } instance && IsOfTasks(instance.Type) && IsTaskOfOthers(instance)),
        _ => true,
    };

    private static bool IsOfTasks(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => IsOfTasks(array.ElementType),
        INamedTypeSymbol { Name: "Task" or "ValueTask", ContainingNamespace.Name: "Tasks" } => true,
        INamedTypeSymbol named => named.TypeArguments.Any(IsOfTasks),
        _ => false,
    };

    /// <summary>A call that names a promise anew, waits for it, or makes one of several; null: it is none, or nobody asks.</summary>
    private Lowered? LowerPromiseCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!MayReadOn || method.ContainingNamespace is not { } space || FullNames.Of(space) is not ("System.Threading.Tasks" or "System.Runtime.CompilerServices") || method.ContainingType.Arity > 0)
            return null;
        switch (method.Name)
        {
            case "ConfigureAwait" or "AsTask" or "Preserve" or "GetAwaiter" when call.Instance is { } instance:
                return new Lowered(LowerValue(instance));
            case "Wait" or "GetResult" when call.Instance is { } instance:
                SettleAt(call.Syntax, instance, LowerValue(instance));
                MayThrowAt(call.Syntax);
                return new Lowered(-1);
            case "WhenAll" or "WaitAll" when call.Arguments.Length > 0 && !_ownership.Handles.MayHold(call.Arguments[0].Value.Type):
                return new Lowered(LowerAll(call));
            default:
                return null;
        }
    }

    /// <summary>All of several promises.</summary>
    private int LowerAll(IInvocationOperation call)
    {
        var result = call.TargetMethod.Name == "WhenAll" ? Unknown(call, 1) : -1;
        foreach (var each in TasksIn(call.Arguments[0].Value))
            SettleAt(call.Syntax, each, LowerValue(each), result);
        if (result < 0)
            MayThrowAt(call.Syntax);
        return result;
    }

    private static IEnumerable<IOperation> TasksIn(IOperation argument) => argument switch
    {
        IConversionOperation { OperatorMethod: null } conversion => TasksIn(conversion.Operand),
        IArrayCreationOperation { Initializer: { } given } => given.ElementValues,
        ICollectionExpressionOperation list when !list.Elements.Any(element => element is ISpreadOperation) => list.Elements,
        _ => [argument],
    };
}
