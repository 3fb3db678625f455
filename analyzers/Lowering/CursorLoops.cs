using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>
/// Counting loops that step through sequences: `for (i = 0; i &lt; n; i++) … a[i] …`, the same downwards, and their `while` forms.
/// Inside of one, `a[i]` is the element that an enumeration stands on; when its condition fails, every element up to the bound was passed.
/// </summary>
internal sealed class CursorLoops
{
    private readonly Dictionary<SyntaxNode, CursorLoop> _byCondition = [];
    private readonly Dictionary<SyntaxNode, CursorLoop> _byAccess = [];
    private readonly HashSet<SyntaxNode> _byKey;
    private readonly HashSet<SyntaxNode> _rests = [];
    private readonly Dictionary<SyntaxNode, ISymbol> _shrinking = [];
    private readonly GridLoops _grids;
    private readonly ILookup<ISymbol, string> _extents;
    private readonly ILookup<ISymbol, CursorLoop> _byCounter;
    private readonly ILookup<ISymbol, ISymbol> _filled;

    private CursorLoops(IOperation root)
    {
        var operations = root.DescendantsAndSelf().ToList();
        var loops = operations.Select(CursorLoop.Of).OfType<CursorLoop>().ToList();
        var extents = operations.SelectMany(SizesIn).Concat(FilledTo(operations)).Concat(loops.SelectMany(loop => loop.Filled.Select(filled => (filled, loop.Bound))));
        _extents = extents.ToLookup<(ISymbol Sequence, string Text), ISymbol, string>(each => each.Sequence, each => each.Text, SymbolEqualityComparer.Default);
        _byCounter = loops.ToLookup<CursorLoop, ISymbol>(loop => loop.Counter, SymbolEqualityComparer.Default);
        _filled = operations.Select(FilledAt).Where(each => each.Counter is not null)
            .ToLookup<(ISymbol? Counter, ISymbol? Sequence), ISymbol, ISymbol>(each => each.Counter!, each => each.Sequence!, SymbolEqualityComparer.Default);
        Counted = CountedLoops.Of(operations);
        _grids = new GridLoops(operations);
        ContinueLoops(loops);
        var shrinking = operations.OfType<IWhileLoopOperation>().Select(ShrinkingLoop.Of).OfType<ShrinkingLoop>().ToList();
        foreach (var loop in shrinking)
        {
            _rests.Add(loop.Rest.Syntax);
            _shrinking[loop.Condition.Syntax] = loop.Span;
        }

        _byKey = [.. shrinking.SelectMany(loop => loop.Accesses), .. operations.OfType<IForEachLoopOperation>().SelectMany(AccessesByKey)];
        foreach (var loop in loops)
        {
            _byCondition[loop.Condition.Syntax] = loop;
            foreach (var access in loop.Accesses)
                _byAccess[access.Syntax] = loop;
        }
    }

    /// <summary>The loops that take as many elements as there are.</summary>
    public CountedLoops Counted { get; }

    /// <summary>The loops in a body.</summary>
    public static CursorLoops Of(IOperation root) => new(root);

    /// <summary>Whether <paramref name="element"/> is the one that a loop stands on.</summary>
    public bool IsCursor(IOperation element) => _byAccess.ContainsKey(element.Syntax) || _byKey.Contains(element.Syntax) || _grids.IsCursor(element);

    /// <summary>The sequences that a loop with this condition steps through, and whether it passes all that they hold.</summary>
    public IEnumerable<(ISymbol Sequence, bool IsWhole)> SteppedBy(IOperation condition) =>
        _shrinking.TryGetValue(condition.Syntax, out var span) ? [(span, true)]
        : _byCondition.TryGetValue(condition.Syntax, out var loop) ? loop.Sequences.Select(sequence => (sequence, loop.StartsAtEnd && IsWhole(sequence, loop.Bound))) : _grids.SteppedBy(condition).Select(sequence => (sequence, false));

    /// <summary>The sequences of which every element was passed when this condition of an outer loop fails.</summary>
    public IEnumerable<ISymbol> PassedBy(IOperation condition) => _grids.PassedBy(condition);

    /// <summary>The sequences that a loop steps through whose counter gets a new start.</summary>
    public IEnumerable<ISymbol> StartedBy(ISymbol counter) => _byCounter[counter].Where(loop => !loop.Continues).SelectMany(loop => loop.Sequences).Concat(_grids.StartedBy(counter));

    /// <summary>Whether the slice is what a loop that goes through a span by cutting its front off has left.</summary>
    public bool IsRest(IOperation slice) => _rests.Contains(slice.Syntax);

    /// <summary>The sequences that are filled at the steps of a counter that no loop steps through them with.</summary>
    public IEnumerable<ISymbol> FilledBy(ISymbol counter) => _filled[counter].Where(sequence => !_byCounter[counter].Any(loop => loop.Sequences.Contains(sequence))).Distinct<ISymbol>(SymbolEqualityComparer.Default);

    /// <summary>The size that <paramref name="sequence"/> was made with, where it is a constant.</summary>
    public int? SizeOf(ISymbol sequence) => _extents[sequence].Select(text => int.TryParse(text, out var size) ? size : (int?)null).FirstOrDefault(size => size is not null);

    /// <summary>Whether counting to <paramref name="bound"/> passes all that <paramref name="sequence"/> holds.</summary>
    public bool IsWhole(ISymbol sequence, string bound) =>
        bound == sequence.Name + ".Length" || bound == sequence.Name + ".Count" || _extents[sequence].Contains(bound);

    /// <summary>`for (i = 0; i &lt; n; …) … a[i]` and, right behind it, `for (j = n; …) … a[j]`: the second goes on where the first has stopped, or behind that.</summary>
    private static void ContinueLoops(List<CursorLoop> loops)
    {
        foreach (var loop in loops.Where(loop => loop is { StartsAtEnd: false, Start: not null }))
        {
            if (loops.Find(other => other.StartsAtEnd && other.IsBelow(loop) && !SymbolEqualityComparer.Default.Equals(other.Counter, loop.Counter) && other.Sequences.SetEquals(loop.Sequences) && other.EndsBefore(loop)) is { } first)
                loop.GoOn(first.Bound == loop.Start && first.ReachesItsBound());
        }
    }

    /// <summary>How many elements a sequence has: the size it was made with.</summary>
    private static IEnumerable<(ISymbol, string)> SizesIn(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator when SizeOf(value) is { } size:
                yield return (declarator.Symbol, size);
                break;
            case ISimpleAssignmentOperation { Target: { } target } assignment when CursorLoop.SymbolOf(target) is { } symbol && SizeOf(assignment.Value) is { } size:
                yield return (symbol, size);
                break;
        }
    }

    /// <summary>How many elements were put into a sequence: the counter it is filled with, where that counts each.</summary>
    private static IEnumerable<(ISymbol, string)> FilledTo(List<IOperation> operations) => operations.OfType<IAssignmentOperation>()
        .Select(assignment => (Stored: assignment.Target, CursorLoop.AccessOf(assignment.Target).Sequence, CursorLoop.AccessOf(assignment.Target).Counter))
        .Where(fill => fill is { Sequence: not null, Counter: not null })
        .GroupBy(fill => (fill.Sequence!, fill.Counter!.Name), fill => IsCounted(fill.Stored, fill.Counter!))
        .Where(fills => fills.All(isCounted => isCounted)).Select(fills => fills.Key);

    /// <summary>Whether the counter goes on when an element is filled: in the brackets, by a statement that follows, or by the loop around.</summary>
    private static bool IsCounted(IOperation stored, ISymbol counter)
    {
        if (CursorLoop.IsStepped(stored))
            return true;
        for (var inside = stored; inside.Parent is { } around; inside = around)
        {
            var follows = around switch
            {
                IBlockOperation block => block.Operations.SkipWhile(each => each != inside).Skip(1),
                IForLoopOperation loop => loop.AtLoopBottom,
                _ => [],
            };
            if (CursorLoop.IsChanged(counter, follows.SelectMany(each => each.DescendantsAndSelf())))
                return true;
            if (around is ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation)
                return false;
        }

        return false;
    }

    /// <summary>`foreach (key in map.Keys) … map[key] …`: the element of the key that the walk stands on.</summary>
    private static IEnumerable<SyntaxNode> AccessesByKey(IForEachLoopOperation loop)
    {
        var keys = loop.Collection;
        while (keys is IConversionOperation conversion)
            keys = conversion.Operand;
        if (keys is not IPropertyReferenceOperation { Property.Name: "Keys", Instance: { } instance } || CursorLoop.SymbolOf(instance) is not { } map || loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: var key })
            return [];
        return loop.Body.DescendantsAndSelf().Where(operation => CursorLoop.AccessOf(operation) is { Sequence: { } sequence, Counter: { } index }
            && SymbolEqualityComparer.Default.Equals(sequence, map) && SymbolEqualityComparer.Default.Equals(index, key)).Select(operation => operation.Syntax);
    }

    /// <summary>`a[n++] = …`: the counter and what it fills.</summary>
    private static (ISymbol? Counter, ISymbol? Sequence) FilledAt(IOperation operation) =>
        operation is ISimpleAssignmentOperation { Target: { } target } && CursorLoop.IsStepped(target) && CursorLoop.AccessOf(target) is { Sequence: { } sequence, Counter: { } counter } ? (counter, sequence) : (null, null);

    private static string? SizeOf(IOperation value)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        return value switch
        {
            IArrayCreationOperation { DimensionSizes: [{ ConstantValue: { HasValue: true, Value: int size } }] } => size.ToString(System.Globalization.CultureInfo.InvariantCulture),
            IArrayCreationOperation { DimensionSizes.Length: 1 } array => Text(array.DimensionSizes[0]),
            ICollectionExpressionOperation { Type: IArrayTypeSymbol } list when !list.Elements.Any(element => element is ISpreadOperation) => list.Elements.Length.ToString(System.Globalization.CultureInfo.InvariantCulture),
            IInvocationOperation { TargetMethod.Name: "Rent", Arguments.Length: 1 } rent => Text(rent.Arguments[0].Value),
            _ when value.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.StackAllocArrayCreationExpressionSyntax { Type: Microsoft.CodeAnalysis.CSharp.Syntax.ArrayTypeSyntax type } => type.RankSpecifiers[0].Sizes[0].ToString(),
            _ => null,
        };
    }

    /// <summary>The text of an expression that is the same wherever it stands: names, constants and members of names.</summary>
    internal static string Text(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
            operation = conversion.Operand;
        return operation.Syntax.ToString();
    }
}

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
