using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>One counting loop.</summary>
internal sealed class CursorLoop
{
    private CursorLoop(IOperation condition, ISymbol counter, string bound, bool startsAtEnd, IEnumerable<IOperation> body, string? start = null)
    {
        Start = start;
        Counter = counter;
        StartsAtEnd = startsAtEnd;
        Condition = condition;
        Bound = bound;
        foreach (var operation in body)
        {
            if (AccessOf(operation) is not { Sequence: { } sequence, Counter: { } index } || !SymbolEqualityComparer.Default.Equals(index, counter))
                continue;
            var isFilled = operation.Parent is IAssignmentOperation assignment && assignment.Target == operation;
            if (isFilled)
                Filled.Add(sequence);

            // A map grows where it is written; only an array has its elements before.
            if (isFilled && Collections.IsMap(TypeOf(sequence)))
                continue;
            Accesses.Add(operation);
            Sequences.Add(sequence);
        }
    }

    public IOperation Condition { get; }

    public ISymbol Counter { get; }

    /// <summary>Whether it begins with the first element, or downwards with the last.</summary>
    public bool StartsAtEnd { get; private set; }

    /// <summary>Upwards: the number that it begins with, as it is written.</summary>
    public string? Start { get; }

    /// <summary>Whether it begins where another loop has stopped, or behind that.</summary>
    public bool Continues { get; private set; }

    /// <summary>The number that the counter counts to, or down from, as it is written.</summary>
    public string Bound { get; }

    public List<IOperation> Accesses { get; } = [];

    public HashSet<ISymbol> Sequences { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The sequences that it stores into.</summary>
    public HashSet<ISymbol> Filled { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>It begins where another loop has stopped, or behind that.</summary>
    /// <param name="leavesNone">Whether all before it were passed.</param>
    public void GoOn(bool leavesNone) => (Continues, StartsAtEnd) = (true, leavesNone);

    /// <summary>Whether this loop has nothing that <paramref name="next"/> has.</summary>
    public bool IsBelow(CursorLoop next) => Bound == next.Start || (int.TryParse(Bound, out var bound) && int.TryParse(next.Start, out var start) && bound <= start);

    /// <summary>Whether it goes on until its condition fails.</summary>
    public bool ReachesItsBound() => LoopOf(this)?.Descendants().Any(operation => operation is IBranchOperation { BranchKind: not BranchKind.Continue }) == false;

    /// <summary>Whether <paramref name="next"/> stands behind this loop, and nothing between the two speaks of what they step through.</summary>
    public bool EndsBefore(CursorLoop next)
    {
        if (LoopOf(this) is not { Parent: IBlockOperation block } first || LoopOf(next) is not { } second || second.Parent != block || first.Syntax.SpanStart > second.Syntax.SpanStart)
            return false;
        var between = block.Operations.SkipWhile(each => each != first).Skip(1).TakeWhile(each => each != second).SelectMany(each => each.DescendantsAndSelf());
        return !between.Any(operation => SymbolOf(operation) is { } symbol && Sequences.Contains(symbol));
    }

    private static ILoopOperation? LoopOf(CursorLoop loop)
    {
        var each = loop.Condition.Parent;
        while (each is IBinaryOperation)
            each = each.Parent;
        return each as ILoopOperation;
    }

    /// <summary>The counting loop that <paramref name="operation"/> is, or null.</summary>
    public static CursorLoop? Of(IOperation operation)
    {
        var loop = operation switch
        {
            IForLoopOperation { Condition: { } condition } each => Of(condition, each.Body.Descendants().Concat(each.AtLoopBottom.SelectMany(bottom => bottom.DescendantsAndSelf())).ToList(), each.Before),
            IWhileLoopOperation { ConditionIsTop: true, Condition: { } condition } each => Of(condition, each.Body.Descendants().ToList(), null),
            _ => null,
        };
        // A `while` loop that only fills needs no cursor: its counter says where the next one goes.
        var onlyFills = loop is not null && operation is IWhileLoopOperation && loop.Accesses.All(access => access.Parent is IAssignmentOperation assignment && assignment.Target == access);
        return loop is { Sequences.Count: > 0 } && !onlyFills ? loop : null;
    }

    private static CursorLoop? Of(IOperation condition, List<IOperation> body, IReadOnlyList<IOperation>? before)
    {
        foreach (var test in Conjuncts(condition))
        {
            if (test is not IBinaryOperation comparison || SymbolOf(comparison.LeftOperand) is not { } counter || StepOf(counter, body) is not { } step)
                continue;
            var strides = step > 1 && body.Where(operation => AccessOf(operation) is { Counter: { } used } && Same(used, counter)).Any(operation => SliceOf(operation) is not { End: { } end } || !MentionsNumber(end, step));
            var upwards = step > 0 && !strides && comparison.OperatorKind is BinaryOperatorKind.LessThan or BinaryOperatorKind.NotEquals;
            if (upwards)
                return new CursorLoop(test, counter, CursorLoops.Text(comparison.RightOperand), StartsAtZero(counter, before, condition), body, InitialOf(counter, before));
            var downwards = step < 0 && comparison.OperatorKind is BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.GreaterThan && comparison.RightOperand.ConstantValue is { HasValue: true, Value: 0 };
            if (downwards && StartOf(counter, before, comparison.OperatorKind) is { } start)
                return new CursorLoop(test, counter, start, true, body);
        }

        return null;
    }

    private static string? InitialOf(ISymbol counter, IReadOnlyList<IOperation>? before) => (before ?? []).SelectMany(each => each.DescendantsAndSelf()).OfType<IVariableDeclaratorOperation>()
        .Where(declarator => Same(declarator.Symbol, counter)).Select(declarator => declarator.GetVariableInitializer()?.Value).FirstOrDefault() is { } value ? CursorLoops.Text(value) : null;

    /// <summary>Whether all that the counter is ever set to, but for its steps, is 0.</summary>
    private static bool StartsAtZero(ISymbol counter, IReadOnlyList<IOperation>? before, IOperation condition)
    {
        var root = condition;
        while (before is null && root.Parent is not null)
            root = root.Parent;
        var starts = (before ?? [root]).SelectMany(each => each.DescendantsAndSelf()).Select(each => each switch
        {
            IVariableDeclaratorOperation declarator when Same(declarator.Symbol, counter) => declarator.GetVariableInitializer()?.Value,
            ISimpleAssignmentOperation assignment when Same(SymbolOf(assignment.Target), counter) => assignment.Value,
            _ => null,
        }).Where(value => value is not null).ToList();
        return starts.Count > 0 && starts.All(value => value!.ConstantValue is { HasValue: true, Value: 0 });
    }

    /// <summary>`128`, or a lesser number where the end is nearer.</summary>
    private static bool MentionsNumber(IOperation end, int number) => end.DescendantsAndSelf().Any(part => part.ConstantValue is { HasValue: true, Value: int mentioned } && mentioned == number);

    private static IEnumerable<IOperation> Conjuncts(IOperation condition) => condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and
        ? Conjuncts(and.LeftOperand).Concat(Conjuncts(and.RightOperand)) : [condition];

    /// <summary>Whether the counter is changed.</summary>
    internal static bool IsChanged(ISymbol counter, IEnumerable<IOperation> body) => body.Any(operation => operation switch
    {
        IIncrementOrDecrementOperation each => Same(SymbolOf(each.Target), counter),
        IAssignmentOperation each => Same(SymbolOf(each.Target), counter),
        _ => false,
    });

    /// <summary>By how much the only change of the counter in the loop changes it; null: there is none, or several.</summary>
    internal static int? StepOf(ISymbol counter, List<IOperation> body)
    {
        int? step = null;
        foreach (var operation in body)
        {
            int? change = operation switch
            {
                IIncrementOrDecrementOperation each when Same(SymbolOf(each.Target), counter) => each.Kind == OperationKind.Increment ? 1 : -1,
                ICompoundAssignmentOperation each when Same(SymbolOf(each.Target), counter) => each.Value.ConstantValue is { HasValue: true, Value: int by and > 0 } ? each.OperatorKind == BinaryOperatorKind.Add ? by : by == 1 ? -1 : 0 : 0,
                ISimpleAssignmentOperation each when Same(SymbolOf(each.Target), counter) => 0,
                _ => null,
            };
            if (change is null)
                continue;
            if (change == 0 || step is not null)
                return null;
            step = change;
        }

        return step;
    }

    /// <summary>`i = n - 1; i >= 0` counts down from n; `n > 0` with `--n` counts down from n itself.</summary>
    private static string? StartOf(ISymbol counter, IReadOnlyList<IOperation>? before, BinaryOperatorKind kind)
    {
        if (kind == BinaryOperatorKind.GreaterThan)
            return counter.Name;
        foreach (var operation in (before ?? []).SelectMany(each => each.DescendantsAndSelf()))
        {
            if (operation is IVariableDeclaratorOperation { Initializer.Value: IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract } start } declarator
                && Same(declarator.Symbol, counter) && start.RightOperand.ConstantValue is { HasValue: true, Value: 1 })
                return CursorLoops.Text(start.LeftOperand);
        }

        return null;
    }

    private static bool Same(ISymbol? left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);

    /// <summary>The sequence and the counter of an element access by a plain counter, `i`, `i++` or `--i`.</summary>
    internal static (ISymbol? Sequence, ISymbol? Counter) AccessOf(IOperation operation) => operation switch
    {
        IArrayElementReferenceOperation { Indices.Length: 1 } array => (SymbolOf(array.ArrayReference), CounterOf(array.Indices[0])),
        IInlineArrayAccessOperation inline => (SymbolOf(inline.Instance), CounterOf(inline.Argument)),
        _ when SliceOf(operation) is { Start: { } start } slice => (SymbolOf(slice.Sequence), SymbolOf(start)),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance, Arguments.Length: 1 } indexer => (SymbolOf(instance), CounterOf(indexer.Arguments[0].Value)),
        _ => (null, null),
    };

    /// <summary>A part of a sequence: what it is a part of, where it begins, and how long it is or where it ends.</summary>
    internal static (IOperation Sequence, IOperation? Start, IOperation? End)? SliceOf(IOperation operation) => operation switch
    {
        IImplicitIndexerReferenceOperation { Argument: IRangeOperation range } implied => (implied.Instance, range.LeftOperand, range.RightOperand),
        IArrayElementReferenceOperation { Indices: [IRangeOperation range] } array => (array.ArrayReference, range.LeftOperand, range.RightOperand),
        IInvocationOperation call when Collections.Of(call.TargetMethod) == CollectionMember.View && call.Arguments.Length > (call.Instance is null ? 1 : 0) =>
            (call.Instance ?? call.Arguments[0].Value, call.Arguments[call.Instance is null ? 1 : 0].Value, call.Arguments.Length > (call.Instance is null ? 2 : 1) ? call.Arguments[^1].Value : null),
        IInvocationOperation { TargetMethod: { Name: "Take" or "Skip", ContainingType.Name: "Enumerable" }, Arguments: [{ Value: var sequence }, { Value: { Type.SpecialType: SpecialType.System_Int32 } number }] } query =>
            query.TargetMethod.Name == "Take" ? (sequence, null, number) : (sequence, number, null),
        _ => null,
    };

    /// <summary>Whether the access steps its counter.</summary>
    internal static bool IsStepped(IOperation access) => access switch
    {
        IArrayElementReferenceOperation { Indices.Length: 1 } array => array.Indices[0] is IIncrementOrDecrementOperation,
        IPropertyReferenceOperation { Arguments.Length: 1 } indexer => indexer.Arguments[0].Value is IIncrementOrDecrementOperation,
        _ => false,
    };

    private static ISymbol? CounterOf(IOperation index) => index is IIncrementOrDecrementOperation step ? SymbolOf(step.Target) : SymbolOf(index);

    private static ITypeSymbol? TypeOf(ISymbol sequence) => sequence switch { ILocalSymbol local => local.Type, IParameterSymbol parameter => parameter.Type, _ => null };

    internal static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IConversionOperation conversion => SymbolOf(conversion.Operand),
        IPropertyReferenceOperation { Property: { Name: "Span", ContainingType.Name: "Memory" or "ReadOnlyMemory" }, Instance: { } memory } => SymbolOf(memory),
        _ => OwnMembers.NamedBy(operation),
    };
}
