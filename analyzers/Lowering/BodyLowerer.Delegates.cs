using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Lambdas and local functions: lowered in place where their call can be seen, trusted where they escape.</summary>
internal sealed partial class BodyLowerer
{
    /// <summary>How many calls are lowered in place; functions that call each other without end would otherwise multiply.</summary>
    private const int MostInlinedCalls = 256;

    private int _inlinedCalls;

    /// <summary>How many calls of one local function inside of one another are lowered.</summary>
    private const int Unrolled = 3;

    /// <summary>Places of promises whose work was lowered in place, so that nothing is left that could fail.</summary>
    private readonly HashSet<int> _completed = [];

    private readonly HashSet<ISymbol> _changedElsewhere = new(SymbolEqualityComparer.Default);

    /// <summary>A call of a delegate of which it is known what it may be; null: it is none.</summary>
    private Lowered? LowerDelegateCall(IInvocationOperation call)
    {
        if (call.TargetMethod.MethodKind != MethodKind.DelegateInvoke || call.Instance is not { } instance || FunctionsIn(instance) is not { Count: > 0 } functions)
            return null;
        if (functions.Any(function => function.Target is IFlowAnonymousFunctionOperation lambda && _frame.Depth(lambda.Symbol) > 0))
            return null;
        if (functions.Count == 1)
            return new Lowered(CallFunction(functions[0], call));
        var which = LowerToPlace(instance);
        return new Lowered(Switch(call, call.TargetMethod.ReturnsVoid ? null : call.Type, which, [.. functions.Select(function => NumberOf(function.Target))], i => CallFunction(functions[i], call)));
    }

    private int CallFunction((IOperation Target, Frame Frame) function, IInvocationOperation call)
    {
        if (function.Target is IFlowAnonymousFunctionOperation lambda)
            return InlineOn(function.Frame.Self, function.Frame.Graph.GetAnonymousFunctionControlFlowGraphInScope(lambda), lambda.Symbol, ArgumentsOf(call.Arguments), call).Place;
        var reference = (IMethodReferenceOperation)function.Target;
        return On(function.Frame.Self, () => LowerCall(new Call(call, reference.Method, reference.Instance, Renamed(reference.Method, call))));
    }

    /// <summary>Runs a delegate that is written in place on one value, and yields what it answers, or -1.</summary>
    private int LowerAction(IInvocationOperation call, IOperation action, int value)
    {
        var target = action is IDelegateCreationOperation creation ? creation.Target : action;
        if (target is IFlowAnonymousFunctionOperation lambda)
        {
            return Inline(_frame.Graph.GetAnonymousFunctionControlFlowGraphInScope(lambda), lambda.Symbol, [], call, value).Place;
        }

        if (target is IMethodReferenceOperation { Method.Parameters.Length: 1 } reference)
        {
            if (reference.Instance is { } receiver)
                LowerValue(receiver);
            ApplyEffect(_ownership.Methods.Of(reference.Method).Arguments[0].Effect, value, -1, call.Syntax);
        }
        else
        {
            LowerValue(action);
            MayThrowAt(call.Syntax);
        }

        return -1;
    }

    private static IReadOnlyList<CallArgument> Renamed(IMethodSymbol method, IInvocationOperation call) =>
        [.. call.Arguments.Where(argument => argument.Parameter is not null && argument.Parameter.Ordinal < method.Parameters.Length)
            .Select(argument => new CallArgument(method.Parameters[argument.Parameter!.Ordinal], argument.Value))];

    /// <summary>A call of a local function, lowered in place; null: it is none, or one that cannot be.</summary>
    private Lowered? LowerInPlace(Call call)
    {
        if (call.Method.MethodKind != MethodKind.LocalFunction || Streams.IsIterator(call.Method))
            return null;
        if (_frame.Depth(call.Method.OriginalDefinition) >= Unrolled)
        {
            // Deeper recursion does what shallower recursion did; a base case has come by now, or never will.
            _builder.Continue(new Exit(-1, ExitKind.Halt), _builder.NewBlock());
            return new Lowered(-1);
        }

        for (var frame = _frame; frame is not null; frame = frame.Caller)
        {
            for (var graph = frame.Graph; graph is not null; graph = graph.Parent)
            {
                if (graph.LocalFunctions.Contains(call.Method.OriginalDefinition))
                    return On(frame.Self, () => Inline(graph.GetLocalFunctionControlFlowGraph(call.Method.OriginalDefinition), call.Method.OriginalDefinition, call.Arguments, call.Operation));
            }
        }

        return null;
    }

    /// <summary>Lowers a function where it is called.</summary>
    /// <param name="graph">Its graph.</param>
    /// <param name="method">The function.</param>
    /// <param name="arguments">What it gets.</param>
    /// <param name="call">The call.</param>
    /// <param name="first">The place that its first parameter names, or -1.</param>
    private Lowered Inline(ControlFlowGraph graph, IMethodSymbol method, IReadOnlyList<CallArgument> arguments, IOperation call, int first = -1) =>
        Inline(graph, method, call, inner =>
        {
            if (first >= 0)
                inner.Names[method.Parameters[0]] = first;
            Bind(method, arguments, inner);
        }, () => Unbind(method, arguments, call));

    private Lowered Inline(ControlFlowGraph graph, IMethodSymbol method, IOperation call, Action<Frame> bind, Action unbind, bool isForeign = false, bool adopts = true)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (++_inlinedCalls > MostInlinedCalls)
            throw new BodyTooLargeException();
        _inlined.Add(graph.OriginalOperation.Syntax);
        var after = _builder.NewBlock();
        var result = NewTemporary(method.ReturnType);
        var (frame, context, region) = (_frame, _context, _block.EnclosingRegion);
        var origin = _builder.Origin(call.Syntax);
        Frame? inner = null;
        inner = new Frame(graph, method, frame, result, after, type => LeaveInner(inner!, origin, Dispatch(frame, context, region, type))) { Call = isForeign && frame.Call < 0 ? origin : frame.Call, Self = Self };
        bind(inner);
        _builder.End(new Goto(BlockFor(inner, inner.Root, graph.Blocks[0])));
        _builder.Current = after;
        if (adopts)
            Adopt(method, result, call);
        if (method.IsAsync)
            _completed.Add(result);
        unbind();
        return new Lowered(method.ReturnsVoid ? -1 : result);
    }

    /// <summary>An exception leaves a function that is lowered in place: its own names end, and to the caller a call threw.</summary>
    private int LeaveInner(Frame inner, int origin, int target, bool isCall = true)
    {
        var (block, current) = (_builder.NewBlock(), _builder.Current);
        _builder.Current = block;
        _builder.Emit(new Kill(origin, PlaceSet.Of(AllNamesOf(inner, inner.Graph.Root)), LeakExit.Throw));
        _builder.Emit(new MayThrow(isCall ? origin : -1, target));
        _builder.End(new Exit(-1, ExitKind.Halt));
        _builder.Current = current;
        return block;
    }

    /// <summary>What a local function hands out is the caller's: a leak of it is reported where it was called.</summary>
    private void Adopt(IMethodSymbol method, int result, IOperation call)
    {
        // What a lambda brings to a helper is its own, wherever the helper calls it.
        if (_ownership.Handles.CarriedBy(method.ReturnType) is not { } handle || _frame is { Caller: not null, Method.MethodKind: MethodKind.Ordinary })
            return;
        var site = _builder.SiteAt(call.Syntax, 0, SiteKind.Owned, new SiteInfo(call.Syntax, handle, ArrivalKind.Call) { Via = method });
        _builder.Emit(new Adopt(_builder.Origin(call.Syntax), result, site));
    }

    private void Bind(IMethodSymbol method, IReadOnlyList<CallArgument> arguments, Frame inner)
    {
        foreach (var argument in arguments)
        {
            var parameter = method.Parameters[argument.Parameter.Ordinal];
            if (parameter.RefKind is RefKind.Out or RefKind.Ref && PlaceOfReceiver(Unwrapped(argument.Value)) is var same and >= 0)
                inner.Names[parameter] = same;
            else if (parameter.RefKind != RefKind.Out)
                BindValue(parameter, LowerValue(argument.Value), argument.Value.Syntax);
            ForgetElements(parameter, argument.Value.Syntax);
        }
    }

    /// <summary>Attributes hold for local functions and lambdas too: the caller relies on them, and the body answers for them.</summary>
    private void BindValue(IParameterSymbol parameter, int value, SyntaxNode syntax)
    {
        var promise = Promises.Written(parameter);
        if (promise == Promise.None || value < 0 || _ownership.Handles.CarriedBy(parameter.Type) is not { } handle)
        {
            AssignWhole(syntax, PlaceOf(parameter), value);
            return;
        }

        if (promise != Promise.NotOwning)
            ApplyEffect(promise == Promise.Releases ? Effect.ReleaseOnce : Effect.Take, value, -1, syntax);
        Arrives(parameter, handle, promise, _builder.Origin(syntax));
    }

    private static IOperation Unwrapped(IOperation target) => target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;

    private void Unbind(IMethodSymbol method, IReadOnlyList<CallArgument> arguments, IOperation call)
    {
        var origin = _builder.Origin(call.Syntax);
        foreach (var argument in arguments)
        {
            var parameter = method.Parameters[argument.Parameter.Ordinal];
            if (parameter.RefKind is not (RefKind.Out or RefKind.Ref))
                _builder.Emit(new Kill(origin, PlaceSet.Of(PartsOf(PlaceOf(parameter))), LeakExit.Return));
            else if (PlaceOfReceiver(Unwrapped(argument.Value)) < 0)
                AssignTo(argument.Value, PlaceOf(parameter), argument.Value.Syntax);
        }
    }

    /// <summary>A delegate is made. If it can run where nobody sees it, what it captures is in other hands.</summary>
    private int LowerDelegate(IOperation operation)
    {
        var target = operation is IDelegateCreationOperation creation ? creation.Target : operation;
        if (IsOnlyCalled(operation))
            return Constant(operation, NumberOf(target));
        if (target is IMethodReferenceOperation reference)
            LowerMethodReference(operation, reference);
        else if (target is IFlowAnonymousFunctionOperation lambda && RunAtOnce(operation, lambda))
            return Unknown(operation, 1);
        else if (target is IFlowAnonymousFunctionOperation)
            Escape(operation, _frame.Graph.GetAnonymousFunctionControlFlowGraphInScope((IFlowAnonymousFunctionOperation)target));
        else
            return LowerValue(target);
        return Unknown(operation, 1);
    }

    private void LowerMethodReference(IOperation operation, IMethodReferenceOperation reference)
    {
        var receiver = reference.Instance is null or IInstanceReferenceOperation ? -1 : LowerValue(reference.Instance);
        CallAsDelegate(operation, reference);
        Pass(receiver, _ownership.Methods.Of(reference.Method).Receiver.Effect != Effect.Borrow ? TransferKind.Trusted : TransferKind.Exposed, operation.Syntax);
        for (var graph = _frame.Graph; graph is not null && reference.Method.MethodKind == MethodKind.LocalFunction; graph = graph.Parent)
        {
            if (graph.LocalFunctions.Contains(reference.Method.OriginalDefinition))
            {
                Escape(operation, graph.GetLocalFunctionControlFlowGraph(reference.Method.OriginalDefinition));
                return;
            }
        }
    }

    /// <summary>A call whose result is another name of what goes in; null: it is none.</summary>
    private Lowered? LowerAlias(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.ContainingNamespace is not { } space || !FullNames.Of(space).StartsWith("System", StringComparison.Ordinal))
            return null;
        var subject = call.Instance ?? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value;
        if (subject is null || !_ownership.Handles.MayHold(subject.Type))
            return null;
        switch (method.Name)
        {
            case "ConfigureAwait" or "AsTask" or "Preserve" or "GetAwaiter" or "GetValueOrDefault" or "FromResult" or "WithCancellation" or "WaitAsync" or "WhenAll":
                return new Lowered(LowerValue(subject));
            case "ContinueWith" when HandleTypes.IsPromise(subject.Type):
                Pass(LowerValue(subject), TransferKind.Trusted, call.Syntax);
                foreach (var argument in call.Arguments.Where(argument => argument.Value != subject))
                    LowerValue(argument.Value);
                return new Lowered(Unknown(call, 1));
            case "GetResult" when method.ContainingType.Name.EndsWith("Awaiter", StringComparison.Ordinal):
                return new Lowered(AwaitPlace(call, LowerValue(subject)));
            case "CompareExchange" when method.ContainingType.Name == "Interlocked":
                return new Lowered(LowerCompareExchange(call, subject));
            case "Exchange" when method.ContainingType.Name == "Interlocked":
                return new Lowered(LowerExchange(call, subject));
            default:
                return null;
        }
    }

    /// <summary>The old value comes out, the new one goes in, in one step that cannot fail.</summary>
    private int LowerExchange(IInvocationOperation call, IOperation location)
    {
        var old = NewTemporary(call.Type);
        AssignWhole(call.Syntax, old, LowerValue(location));
        AssignTo(location, LowerValue(call.Arguments.First(argument => argument.Parameter?.Ordinal == 1).Value), call.Syntax);
        return old;
    }
}
