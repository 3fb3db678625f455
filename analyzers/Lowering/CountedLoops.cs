using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>
/// Loops that take one element out of a collection each time round, as often as there are elements: `for (i = queue.Count; i &gt; 0; i--) queue.Dequeue()`, or as
/// often as a loop before put one in. When the condition of such a loop fails, the collection is empty.
/// </summary>
internal sealed class CountedLoops
{
    private readonly Dictionary<SyntaxNode, List<ISymbol>> _emptied = [];

    private CountedLoops(List<IOperation> operations)
    {
        // Most bodies take nothing out of a collection, and need not be looked through loop by loop.
        if (!operations.Exists(operation => operation is IInvocationOperation call && Collections.Takes(call.TargetMethod)))
            return;
        var loops = operations.OfType<ILoopOperation>().Select(loop => (Loop: loop, Count: CountOf(loop))).Where(each => each.Count is not null).ToList();
        var sizes = operations.Select(SizeIn).Where(each => each.Text is not null).Concat(loops.SelectMany(each => Touched(each.Loop, adding: true)
            .Where(sequence => PutsInto(sequence, operations) == 1).Select(sequence => (Sequence: (ISymbol?)sequence, Text: (string?)each.Count!.Value.Text)))).ToList();
        foreach (var loop in operations.OfType<IForEachLoopOperation>())
            AddWalk(loop);
        foreach (var (loop, count) in loops)
        {
            foreach (var sequence in Touched(loop, adding: false))
            {
                var size = count!.Value.Text == sequence.Name + ".Count" ? !count.Value.IsAskedAgain
                    : sizes.Exists(each => SymbolEqualityComparer.Default.Equals(each.Sequence, sequence) && each.Text == count.Value.Text);
                if (!size)
                    continue;
                if (!_emptied.TryGetValue(count.Value.Condition.Syntax, out var emptied))
                    _emptied.Add(count.Value.Condition.Syntax, emptied = []);
                emptied.Add(sequence);
            }
        }
    }

    /// <summary>`foreach (key in map.Keys) map.TryRemove(key, …)`: once for each element.</summary>
    private void AddWalk(IForEachLoopOperation loop)
    {
        foreach (var sequence in Touched(loop, adding: false).Where(sequence => SymbolEqualityComparer.Default.Equals(WalkedBy(loop.Collection), sequence)))
        {
            if (!_emptied.TryGetValue(loop.Syntax, out var emptied))
                _emptied.Add(loop.Syntax, emptied = []);
            emptied.Add(sequence);
        }
    }

    /// <summary>The collection whose elements or keys are walked through, also where they were copied first.</summary>
    private static ISymbol? WalkedBy(IOperation collection) => collection switch
    {
        IConversionOperation conversion => WalkedBy(conversion.Operand),
        IPropertyReferenceOperation { Property.Name: "Keys", Instance: { } instance } => WalkedBy(instance),
        IInvocationOperation { TargetMethod.Name: "ToList" or "ToArray" } copy => (copy.Instance ?? copy.Arguments.FirstOrDefault()?.Value) is { } copied ? WalkedBy(copied) : null,
        _ => CursorLoop.SymbolOf(collection),
    };

    /// <summary>The collections that are empty when this loop over elements ends.</summary>
    public IReadOnlyList<ISymbol> EmptiedBy(SyntaxNode loop) => _emptied.TryGetValue(loop, out var emptied) ? emptied : [];

    public static CountedLoops Of(List<IOperation> operations) => new(operations);

    /// <summary>The collections that are empty when this condition fails.</summary>
    public IReadOnlyList<ISymbol> EmptiedBy(IOperation condition) => _emptied.TryGetValue(condition.Syntax, out var emptied) ? emptied : [];

    /// <summary>`n = queue.Count`: a variable that says how many there are.</summary>
    private static (ISymbol? Sequence, string? Text) SizeIn(IOperation operation) =>
        operation is IVariableDeclaratorOperation { Initializer.Value: IPropertyReferenceOperation { Property.Name: "Count", Instance: { } instance } } declarator
        && CursorLoop.SymbolOf(instance) is { } sequence ? (sequence, declarator.Symbol.Name) : (null, null);

    private static int PutsInto(ISymbol sequence, List<IOperation> operations) =>
        operations.Count(operation => ChangedBy(operation, out var adds) is { } changed && adds && SymbolEqualityComparer.Default.Equals(changed, sequence));

    /// <summary>How often a counting loop goes round: the number as it is written, and whether it is asked for again each time.</summary>
    private static (IOperation Condition, string Text, bool IsAskedAgain)? CountOf(ILoopOperation loop)
    {
        var (condition, before) = loop switch
        {
            IForLoopOperation each => (each.Condition, each.Before.AsEnumerable()),
            IWhileLoopOperation { ConditionIsTop: true } each => (each.Condition, []),
            _ => (null, []),
        };
        if (condition is not IBinaryOperation comparison)
            return null;
        var isStepped = comparison.LeftOperand is IIncrementOrDecrementOperation { IsPostfix: true, Kind: OperationKind.Decrement };
        if (CursorLoop.SymbolOf(comparison.LeftOperand is IIncrementOrDecrementOperation stepped ? stepped.Target : comparison.LeftOperand) is not { } counter)
            return null;
        var inside = loop.Descendants().Where(operation => !condition.DescendantsAndSelf().Contains(operation) && !before.SelectMany(each => each.DescendantsAndSelf()).Contains(operation)).ToList();
        var step = CursorLoop.StepOf(counter, inside);
        var toZero = comparison.OperatorKind == BinaryOperatorKind.GreaterThan && comparison.RightOperand.ConstantValue is { HasValue: true, Value: 0 };
        if (toZero && (isStepped ? !CursorLoop.IsChanged(counter, inside) : step == -1))
            return (condition, InitialOf(counter, before) is { } start ? CursorLoops.Text(start) : counter.Name, false);
        var upwards = comparison.OperatorKind == BinaryOperatorKind.LessThan && step == 1 && InitialOf(counter, before) is { ConstantValue: { HasValue: true, Value: 0 } };
        return upwards ? (condition, CursorLoops.Text(comparison.RightOperand), true) : null;
    }

    private static IOperation? InitialOf(ISymbol counter, IEnumerable<IOperation> before) => before.SelectMany(each => each.DescendantsAndSelf()).OfType<IVariableDeclaratorOperation>()
        .FirstOrDefault(declarator => SymbolEqualityComparer.Default.Equals(declarator.Symbol, counter))?.GetVariableInitializer()?.Value;

    private static ISymbol? SequenceOf(IInvocationOperation call) => call.Instance is IPropertyReferenceOperation { Property.Name: "Writer" or "Reader", Instance: { } channel }
        ? CursorLoop.SymbolOf(channel) : call.Instance is { } instance ? CursorLoop.SymbolOf(instance) : null;

    /// <summary>The collections that a loop adds to, or takes from, just once each time round.</summary>
    private static IEnumerable<ISymbol> Touched(ILoopOperation loop, bool adding)
    {
        var steps = loop.Body.DescendantsAndSelf().Select(operation => (Operation: operation, Sequence: ChangedBy(operation, out var adds), Adds: adds)).Where(step => step.Sequence is not null).ToList();
        foreach (var step in steps.Where(step => step.Adds == adding && IsAlwaysReached(step.Operation, loop)))
        {
            if (steps.Count(other => SymbolEqualityComparer.Default.Equals(other.Sequence, step.Sequence)) == 1)
                yield return step.Sequence!;
        }
    }

    /// <summary>The collection that gets or loses an element here.</summary>
    private static ISymbol? ChangedBy(IOperation operation, out bool adds)
    {
        adds = operation is ISimpleAssignmentOperation || (operation is IInvocationOperation { TargetMethod: var method } && Collections.Adds(method));
        return operation switch
        {
            IInvocationOperation call when adds || Collections.Takes(call.TargetMethod) => SequenceOf(call),
            ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } } when Collections.IsMap(instance.Type) => CursorLoop.SymbolOf(instance),
            _ => null,
        };
    }

    /// <summary>Whether each time round comes to the call: no decision and no `continue` stands before it.</summary>
    private static bool IsAlwaysReached(IOperation call, ILoopOperation loop)
    {
        var inner = call;
        for (var outer = call.Parent; outer is not null && inner != loop.Body; (inner, outer) = (outer, outer.Parent))
        {
            var isDecided = outer is IConditionalOperation decision ? inner != decision.Condition
                : outer is ILoopOperation or ISwitchOperation or ISwitchExpressionOperation or ICatchClauseOperation or IAnonymousFunctionOperation or ILocalFunctionOperation or IConditionalAccessOperation or ICoalesceOperation
                || (outer is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both && inner != both.LeftOperand);
            if (isDecided && outer != loop)
                return false;
        }

        return !loop.Body.Descendants().Any(operation => operation is IBranchOperation { BranchKind: BranchKind.Continue } && operation.Syntax.SpanStart < call.Syntax.SpanStart);
    }
}
