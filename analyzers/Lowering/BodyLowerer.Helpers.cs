using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>
/// Methods that are given a lambda and do no more with it than call it: a retry, a lock, a measurement. What the lambda does with the variables around it
/// depends on when and how often it runs, so such a method is lowered where it is called.
/// </summary>
internal sealed partial class BodyLowerer
{
    private const int DeepestHelper = 4;

    private readonly Dictionary<ISymbol, (IOperation Value, Frame Frame)> _bound = new(SymbolEqualityComparer.Default);
    private Self? _self;

    /// <summary>The object on which the code that is being lowered runs.</summary>
    private Self Self => _self ?? _frame.Self;

    /// <summary>Lowers something that runs on an object.</summary>
    private T On<T>(Self self, Func<T> lower)
    {
        var before = _self;
        _self = self;
        try
        {
            return lower();
        }
        finally
        {
            _self = before;
        }
    }

    /// <summary>A call of such a method with a lambda that has to do with handles; null: it is none.</summary>
    private Lowered? LowerHelper(Call call)
    {
        var method = call.Method.OriginalDefinition;
        if (method.MethodKind != MethodKind.Ordinary || !call.Arguments.Any(argument => argument.Parameter.Type.TypeKind == TypeKind.Delegate) || !IsSeen(call, method))
            return null;
        var given = call.Arguments.Where(argument => argument.Parameter.Type.TypeKind == TypeKind.Delegate).ToList();
        if (!given.TrueForAll(argument => FunctionsIn(argument.Value) is not null && IsOnlyCalled(method, argument.Parameter.Ordinal, 0)) || !given.Exists(argument => ConcernsHandles(argument.Value)))
            return null;
        if (_frame.Depth(method) > 0 || GraphOf(method) is not { } graph || EndsReceiver(call))
            return null;
        foreach (var argument in given)
            _bound[method.Parameters[argument.Parameter.Ordinal]] = (argument.Value, _frame);
        var self = SelfOf(call);
        return OnParts(self.IsOther ? self.Place : -1, call.Operation, place => InlineOn(self.IsOther ? new Self(true, place) : self, graph, method, [.. call.Arguments.Except(given)], call.Operation));
    }

    /// <summary>Lowers what runs on another object: what it is given belongs to the object that calls it.</summary>
    private Lowered InlineOn(Self self, ControlFlowGraph graph, IMethodSymbol method, IReadOnlyList<CallArgument> arguments, IOperation call, bool isForeign = false)
    {
        var caller = Self;
        return On(self, () => Inline(graph, method, call, inner => On(caller, () => Bind(method, arguments, inner)), () => On(caller, () => Unbind(method, arguments, call)), isForeign));
    }

    private void On(Self self, Action lower) => On<object?>(self, () =>
    {
        lower();
        return null;
    });

    private bool EndsReceiver(Call call) => _ownership.Handles.CarriedBy(call.Receiver?.Type) is not null && _ownership.Methods.Of(call.Method).Receiver.Effect != Effect.Borrow;

    /// <summary>The object that a method runs on when it is called so.</summary>
    private Self SelfOf(Call call)
    {
        if (call.Receiver is null || OwnMembers.IsThis(call.Receiver))
            return Self;
        var receiver = LowerValue(call.Receiver);
        if (receiver >= 0 && MayName(call.Receiver.Type))
            _builder.Emit(new Use(_builder.Origin(call.Operation.Syntax), receiver));
        return new Self(true, receiver);
    }

    /// <summary>Whether it is known what runs, and that it has run when the call is over.</summary>
    private static bool IsSeen(Call call, IMethodSymbol method) => !method.DeclaringSyntaxReferences.IsEmpty && IsFinal(method) && !Streams.IsIterator(method) && (!method.IsAsync || IsAwaited(call.Operation));

    /// <summary>Whether no other body can run in its place.</summary>
    private static bool IsFinal(IMethodSymbol method) =>
        !method.IsAbstract && !method.IsExtern && ((!method.IsVirtual && !method.IsOverride) || method.IsSealed || method.ContainingType is { IsSealed: true } or { TypeKind: TypeKind.Struct });

    private static bool IsAwaited(IOperation call)
    {
        while (call.Parent is IConversionOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } || (call.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } }))
            call = call.Parent!;
        return call.Parent is IAwaitOperation;
    }

    private bool ConcernsHandles(IOperation given) => FunctionsIn(given) is { } functions && functions.Any(function => function.Target is IFlowAnonymousFunctionOperation lambda
        && ((_members is not null && MemberUse.Read([lambda]).Named.Overlaps(_members.All)) || _ownership.Handles.CarriedBy(lambda.Symbol.ReturnType) is not null || lambda.Symbol.Parameters.Any(parameter => _ownership.Handles.CarriedBy(parameter.Type) is not null)
            || CaptureUse.Of(function.Frame.Graph.GetAnonymousFunctionControlFlowGraphInScope(lambda), _ownership).Used.Any(_places.ContainsKey)));

    private ControlFlowGraph? GraphOf(IMethodSymbol method) =>
        _ownership.Bodies.Of(method)?.FirstOrDefault() is IMethodBodyOperation body ? ControlFlowGraph.Create(body, _cancellation) : null;

    /// <summary>Whether the body does nothing with the parameter but call it, or pass it to something that does no more.</summary>
    private bool IsOnlyCalled(IMethodSymbol method, int parameter, int depth)
    {
        if (depth > DeepestHelper || _ownership.Bodies.Of(method)?.FirstOrDefault() is not IMethodBodyOperation body)
            return false;
        return body.Descendants().OfType<IParameterReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Parameter, method.Parameters[parameter]))
            .All(reference => !IsInNestedFunction(reference) && IsCall(reference, depth));
    }

    private bool IsCall(IParameterReferenceOperation reference, int depth) => reference.Parent switch
    {
        IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } call => call.Instance == reference,
        IArgumentOperation { Parameter: { } next, Parent: IInvocationOperation call } => FrameworkContracts.OnlyLooks(call.TargetMethod)
            || (call.TargetMethod.OriginalDefinition is { DeclaringSyntaxReferences.IsEmpty: false, MethodKind: MethodKind.Ordinary } inner && IsFinal(inner) && IsOnlyCalled(inner, next.Ordinal, depth + 1)),
        IConversionOperation { OperatorMethod: null, Type.SpecialType: SpecialType.System_Object, Parent: IArgumentOperation { Parent: IInvocationOperation call } } => FrameworkContracts.OnlyLooks(call.TargetMethod),
        IConditionalAccessOperation { WhenNotNull: IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: IConditionalAccessInstanceOperation } } => true,
        IIsNullOperation or IIsPatternOperation { Pattern: INegatedPatternOperation or IConstantPatternOperation } or INameOfOperation => true,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } => true,
        _ => false,
    };

    private static bool IsInNestedFunction(IOperation operation)
    {
        for (var each = operation.Parent; each is not null; each = each.Parent)
        {
            if (each is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        }

        return false;
    }

    /// <summary>Work that is given to another thread and awaited where it is given; null: it is none. With a token, it may never run.</summary>
    private Lowered? LowerAwaitedRun(IInvocationOperation call)
    {
        if (call.TargetMethod is not ({ Name: "Run", ContainingType: { Name: "Task", ContainingNamespace.Name: "Tasks" } } or { Name: "StartNew", ContainingType: { Name: "TaskFactory", ContainingNamespace.Name: "Tasks" } }) || !IsAwaited(call) || call.Arguments.Length == 0
            || FunctionsIn(call.Arguments[0].Value) is not [{ Target: IFlowAnonymousFunctionOperation lambda, Frame: var frame }] || _frame.Depth(lambda.Symbol) > 0
            || (call.TargetMethod.Name == "StartNew" && (HandleTypes.IsPromise(lambda.Symbol.ReturnType) || lambda.Symbol.IsAsync || !lambda.Symbol.Parameters.IsEmpty)))
            return null;
        if (call.Arguments.Length > 1)
            MayThrowAt(call.Syntax);
        var result = On(frame.Self, () => Inline(frame.Graph.GetAnonymousFunctionControlFlowGraphInScope(lambda), lambda.Symbol, [], call));
        if (!HandleTypes.IsPromise(lambda.Symbol.ReturnType))
            _completed.Add(result.Place);
        return result;
    }

    /// <summary>The new value goes in if the old one is what was expected; else both stay where they are. One step that cannot fail.</summary>
    private int LowerCompareExchange(IInvocationOperation call, IOperation location)
    {
        var value = LowerValue(call.Arguments.First(argument => argument.Parameter?.Ordinal == 1).Value);
        var expected = LowerToPlace(call.Arguments.First(argument => argument.Parameter?.Ordinal == 2).Value);
        var result = NewTemporary(call.Type);
        var origin = _builder.Origin(call.Syntax);
        var (won, lost, join) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
        _builder.Continue(new Choice(origin, [won, lost]), won);
        AssignTo(location, value, call.Syntax);
        AssignWhole(call.Syntax, result, expected);
        _builder.Continue(new Goto(join), lost);
        _builder.Emit(new AssignUnknown(origin, result, 1));
        _builder.Continue(new Goto(join), join);
        return result;
    }
}
