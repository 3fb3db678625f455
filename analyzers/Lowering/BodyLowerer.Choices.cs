using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>
/// Variables that stand for one of several things: a reference for a location, a delegate for a function. Which one it is on a path is a number, and what is
/// done through the variable asks for it.
/// </summary>
internal sealed partial class BodyLowerer
{
    private readonly Dictionary<SyntaxNode, long> _choices = [];

    /// <summary>The number that stands for a location or a function.</summary>
    private long NumberOf(IOperation chosen)
    {
        if (!_choices.TryGetValue(chosen.Syntax, out var number))
            _choices.Add(chosen.Syntax, number = _choices.Count + 1);
        return number;
    }

    /// <summary>The locations that a reference may stand for; a location itself stands for itself.</summary>
    private List<IOperation> LocationsOf(IOperation reference)
    {
        var (found, seen, waiting) = (new List<IOperation>(), new HashSet<object>(), new Stack<IOperation>([reference]));
        while (waiting.Count > 0)
        {
            var location = waiting.Pop();
            var next = location switch
            {
                ILocalReferenceOperation { Local: { IsRef: true } local } when _frame.Usage.References.TryGetValue(local, out var values) => seen.Add(local) ? values : [],
                IFlowCaptureReferenceOperation capture when IsLocation(_frame, capture.Id) => seen.Add(capture.Id) && _frame.Usage.Captured.TryGetValue(capture.Id, out var values) ? values : [],
                _ => null,
            };
            if (next is null && !found.Exists(other => SymbolOfLocation(other) is { } symbol && SymbolEqualityComparer.Default.Equals(symbol, SymbolOfLocation(location))))
                found.Add(location);
            foreach (var each in next is null ? [] : Enumerable.Reverse(next))
                waiting.Push(each);
        }

        return found;
    }

    private static ISymbol? SymbolOfLocation(IOperation location) => location switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private readonly Dictionary<ISymbol, long> _locationNumbers = new(SymbolEqualityComparer.Default);

    private long NumberOfLocation(IOperation location)
    {
        if (SymbolOfLocation(location) is not { } symbol)
            return NumberOf(location);
        if (!_locationNumbers.TryGetValue(symbol, out var number))
            _locationNumbers.Add(symbol, number = -1 - _locationNumbers.Count);
        return number;
    }

    /// <summary>From here on the reference at <paramref name="place"/> stands for <paramref name="location"/>.</summary>
    private void Choose(IOperation operation, int place, IOperation location)
    {
        var origin = _builder.Origin(operation.Syntax);
        if (LocationsOf(location) is [var only])
            _builder.Emit(new AssignConstant(origin, place, NumberOfLocation(only)));
        else if (WhichOf(location) is var which and >= 0)
            _builder.Emit(new Assign(origin, place, which));
    }

    /// <summary>The place of the number that says what a reference stands for, or -1.</summary>
    private int WhichOf(IOperation reference) => reference switch
    {
        ILocalReferenceOperation local => PlaceOf(local.Local),
        IFlowCaptureReferenceOperation capture => CaptureOf(_frame, capture.Id),
        _ => -1,
    };

    private int ReadThrough(IOperation reference, List<IOperation> locations) => locations.Count switch
    {
        0 => -1,
        1 => LowerValue(locations[0]),
        _ => Switch(reference, reference.Type, WhichOf(reference), [.. locations.Select(NumberOfLocation)], i => LowerValue(locations[i])),
    };

    /// <summary>Through a reference: to what it stands for, or to somewhere unknown.</summary>
    private void AssignThrough(IOperation reference, List<IOperation> locations, int value, SyntaxNode syntax)
    {
        if (locations.Count == 0)
            Pass(value, TransferKind.Trusted, syntax);
        else if (locations.Count == 1)
            AssignTo(locations[0], value, syntax);
        else
            Switch(reference, null, WhichOf(reference), [.. locations.Select(NumberOfLocation)], i =>
            {
                AssignTo(locations[i], value, syntax);
                return -1;
            });
    }

    /// <summary>Does one of several things, by the number in <paramref name="which"/>. The last is done where it is none of the others.</summary>
    private int Switch(IOperation operation, ITypeSymbol? type, int which, long[] numbers, Func<int, int> lower)
    {
        var target = type is null ? -1 : NewTemporary(type);
        var join = _builder.NewBlock();
        for (var i = 0; i < numbers.Length; i++)
        {
            var rest = i + 1 < numbers.Length ? _builder.NewBlock() : -1;
            if (rest >= 0)
            {
                var chosen = _builder.NewBlock();
                _builder.Continue(new Branch(-1, Ask(operation, which, Relation.Equal, numbers[i]), chosen, rest), chosen);
            }

            var value = lower(i);
            if (target >= 0)
                AssignWhole(operation.Syntax, target, value);
            _builder.Continue(new Goto(join), rest >= 0 ? rest : join);
        }

        return target;
    }

    /// <summary>The functions that a delegate may be, with the frames that declare them; null where it may be one that is not known.</summary>
    private List<(IOperation Target, Frame Frame)>? FunctionsIn(IOperation value)
    {
        var (found, seen, waiting) = (new List<(IOperation, Frame)>(), new HashSet<object>(), new Stack<(IOperation, Frame)>([(value, _frame)]));
        while (waiting.Count > 0)
        {
            var (each, frame) = waiting.Pop();
            switch (Unconverted(each))
            {
                case IFlowAnonymousFunctionOperation or IMethodReferenceOperation:
                    found.Add((Unconverted(each), frame));
                    break;
                case { ConstantValue: { HasValue: true, Value: null } }:
                    break;
                case ILocalReferenceOperation { Local: var local } when AssignedTo(local, frame) is var (values, declaring):
                    foreach (var next in seen.Add(local) ? Enumerable.Reverse(values) : [])
                        waiting.Push((next, declaring));
                    break;
                case IParameterReferenceOperation { Parameter: var parameter } when _bound.TryGetValue(parameter, out var bound):
                    waiting.Push((bound.Value, bound.Frame));
                    break;
                case IFlowCaptureReferenceOperation { Id: var id } when !frame.Usage.EscapingCaptures.Contains(id) && frame.Usage.Captured.TryGetValue(id, out var values):
                    foreach (var next in seen.Add(id) ? Enumerable.Reverse(values) : [])
                        waiting.Push((next, frame));
                    break;
                default:
                    return null;
            }
        }

        return found;
    }

    private static IOperation Unconverted(IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null } or IDelegateCreationOperation)
            value = value is IDelegateCreationOperation creation ? creation.Target : ((IConversionOperation)value).Operand;
        return value;
    }

    /// <summary>All that a delegate local can hold, and the frame that declares it; null where something else may be done with it.</summary>
    private static (List<IOperation> Values, Frame Frame)? AssignedTo(ILocalSymbol local, Frame? frame)
    {
        for (; frame is not null; frame = frame.Caller)
        {
            if (frame.Usage.EscapingDelegates.Contains(local))
                return null;
            if (frame.Usage.Delegates.TryGetValue(local, out var values))
                return (values, frame);
        }

        return null;
    }

    /// <summary>Whether the delegate that is made goes where it is only ever called.</summary>
    private bool IsOnlyCalled(IOperation operation)
    {
        var value = operation;
        while (value.Parent is IConversionOperation or IDelegateCreationOperation)
            value = value.Parent;
        return value.Parent switch
        {
            IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } call => call.Instance == value,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } => FunctionsIn(local) is not null,
            ISimpleAssignmentOperation { Target: IFlowCaptureReferenceOperation capture } =>
                _frame.Usage.Captured.TryGetValue(capture.Id, out var locations) && locations.TrueForAll(location => FunctionsIn(location) is not null),
            IFlowCaptureOperation capture => IsOnlyCalled(capture.Id),
            _ => false,
        };
    }

    /// <summary>Whether a capture of delegates goes where they are only ever called.</summary>
    private bool IsOnlyCalled(CaptureId id) =>
        !_frame.Usage.EscapingCaptures.Contains(id) && _frame.Usage.Receivers.TryGetValue(id, out var receivers) && receivers.All(receiver => FunctionsIn(receiver) is not null);
}
