using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>
/// Elements that a body speaks of by an index: where the same index is written twice, it means the same element as long as no variable in it changes.
/// </summary>
internal sealed class ElementKeys
{
    private readonly Dictionary<(ISymbol Sequence, string Index), Uses> _uses = [];
    private readonly Dictionary<ISymbol, List<(ISymbol Sequence, string Index)>> _writtenWith = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<SequencePart>> _parts = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _wrapping = new(SymbolEqualityComparer.Default);

    /// <summary>What stands for the end of a queue or a stack where elements leave.</summary>
    private const string NextOut = "next out";

    private ElementKeys()
    {
    }

    public static ElementKeys Of(ControlFlowGraph graph)
    {
        var keys = new ElementKeys();
        foreach (var block in graph.Blocks)
        {
            foreach (var root in block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
            {
                foreach (var operation in root.DescendantsAndSelf())
                    keys.Visit(operation);
            }
        }

        foreach (var used in keys._uses.Where(used => used.Value.Count > 1))
        {
            foreach (var symbol in used.Value.Symbols)
                keys.Add(symbol, used.Key);
        }

        return keys;
    }

    /// <summary>What tells the element from others, if its index is written more than once.</summary>
    public (ISymbol Sequence, string Index)? KeyOf(IOperation element) =>
        Key(element) is { } key && _uses.TryGetValue(key, out var uses) && uses.Count > 1 ? key : null;

    /// <summary>What tells those elements from others whose index is written more than once.</summary>
    public IEnumerable<(ISymbol Sequence, string Index)> Named => _uses.Where(used => used.Value.Count > 1).Select(used => used.Key);

    /// <summary>What tells the element that leaves a queue or a stack next from others, if somebody looks at it; else null.</summary>
    public (ISymbol Sequence, string Index)? KeyOfNext(IOperation sequence) =>
        CursorLoop.SymbolOf(sequence) is { } symbol && _uses.ContainsKey((symbol, NextOut)) ? (symbol, NextOut) : null;

    /// <summary>What tells the element from others, however often its index is written.</summary>
    public (ISymbol Sequence, string Index)? NameOf(IOperation element) => Key(element) is { } key && _uses.ContainsKey(key) ? key : null;

    /// <summary>The elements of a sequence that have a key.</summary>
    public IEnumerable<(ISymbol Sequence, string Index)> Of(ISymbol sequence) => WrittenWith(sequence).Where(key => SymbolEqualityComparer.Default.Equals(key.Sequence, sequence));

    /// <summary>Whether the two, which differ, never mean the same element.</summary>
    public bool AreApart((ISymbol Sequence, string Index) left, (ISymbol Sequence, string Index) right) =>
        _uses.TryGetValue(left, out var one) && _uses.TryGetValue(right, out var other) && one.IsConstant && other.IsConstant;

    /// <summary>The keys that mean another element when <paramref name="symbol"/> changes.</summary>
    public IReadOnlyList<(ISymbol Sequence, string Index)> WrittenWith(ISymbol symbol) => _writtenWith.TryGetValue(symbol, out var keys) ? keys : [];

    /// <summary>Whether the index comes round, and nobody looks at what is there.</summary>
    public bool Wraps(IOperation element) =>
        IndexesOf(element).Any(IsWrapping) && !(Key(element) is { } key && _uses.TryGetValue(key, out var uses) && uses.IsRead);

    /// <summary>The parts of a sequence that are cut out of it here, each once.</summary>
    public IReadOnlyList<SequencePart> PartsOf(ISymbol sequence) => _parts.TryGetValue(sequence, out var parts) ? parts : [];

    private void Visit(IOperation operation)
    {
        if (SequencePart.Of(operation) is { } part)
            AddPart(part);
        if (operation is IAssignmentOperation { Target: ILocalReferenceOperation local } assignment && assignment.Value.DescendantsAndSelf().Any(IsRemainder))
            _wrapping.Add(local.Local);
        if (LookedAt(operation) is { } place && CursorLoop.SymbolOf(place) is { } looked && !_uses.ContainsKey((looked, NextOut)))
            _uses.Add((looked, NextOut), new Uses([looked]) { Count = 2 });
        if (Key(operation) is not { } key)
            return;
        if (!_uses.TryGetValue(key, out var uses))
            _uses.Add(key, uses = new Uses([key.Sequence, .. IndexesOf(operation).SelectMany(index => index.DescendantsAndSelf()).Select(CursorLoop.SymbolOf).OfType<ISymbol>()]));
        uses.Count += operation is IPropertyReferenceOperation { Instance: { } map } && Collections.IsMap(map.Type) && IsInLoop(operation.Syntax) ? 2 : 1;
        uses.IsConstant = IndexesOf(operation).All(index => index.ConstantValue.HasValue);
        uses.IsRead |= !(operation.Parent is IAssignmentOperation stored && stored.Target == operation);
    }

    private void AddPart(SequencePart part)
    {
        if (!_parts.TryGetValue(part.Sequence, out var parts))
            _parts.Add(part.Sequence, parts = []);
        if (_uses.ContainsKey(part.Key))
            return;
        _uses.Add(part.Key, new Uses([part.Sequence, .. part.Variables]) { Count = 2 });
        parts.Add(part);
    }

    /// <summary>`Peek` and `TryPeek`.</summary>
    internal static bool IsLookAtNext(IOperation operation) => operation is IInvocationOperation { Instance: not null, TargetMethod: { Name: "Peek" or "TryPeek", ContainingType.Name: not "ConcurrentBag" } method } && Collections.Of(method) is CollectionMember.PeekFront or CollectionMember.PeekBack or CollectionMember.TryPeek;

    private static IOperation? LookedAt(IOperation operation) => operation switch
    {
        IInvocationOperation call when IsLookAtNext(call) => call.Instance,
        IPropertyReferenceOperation { Property: { Name: "First" or "Last" } end, Instance: { } list } when Collections.Of(end) is CollectionMember.PeekFront or CollectionMember.PeekBack => list,
        _ => null,
    };

    /// <summary>What is written once in a loop may mean the same element in each round.</summary>
    private static bool IsInLoop(SyntaxNode syntax) => syntax.Ancestors().TakeWhile(node => node is not MemberDeclarationSyntax).Any(node => node is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax);

    private void Add(ISymbol symbol, (ISymbol Sequence, string Index) key)
    {
        if (!_writtenWith.TryGetValue(symbol, out var keys))
            _writtenWith.Add(symbol, keys = []);
        if (!keys.Contains(key))
            keys.Add(key);
    }

    private bool IsWrapping(IOperation index) => index.DescendantsAndSelf().Any(part => IsRemainder(part) || (part is ILocalReferenceOperation local && _wrapping.Contains(local.Local)));

    private static bool IsRemainder(IOperation operation) => operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder } or ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Remainder };

    private static (ISymbol Sequence, string Index)? Key(IOperation element) =>
        IndexesOf(element) is { Count: > 0 } indexes && element.Syntax.Span.Length <= 200 && SequenceOf(element) is { } sequence && indexes.SelectMany(index => index.DescendantsAndSelf()).All(IsStable)
            ? (sequence, string.Join(",", indexes.Select(TextOf))) : null;

    /// <summary>The index as it is written, and which variables its names mean.</summary>
    internal static string TextOf(IOperation index) => FromEnd(index) is { } back ? "^" + back : index.ConstantValue is { HasValue: true, Value: { } constant } ? "=" + constant : index.Syntax + string.Concat(
        index.DescendantsAndSelf().Select(part => CursorLoop.SymbolOf(part)?.DeclaringSyntaxReferences.FirstOrDefault()).Select(declaration => "@" + declaration?.Span.Start));

    /// <summary>`^1` and `list.Count - 1`: how far from the end, where that is written as a number.</summary>
    private static object? FromEnd(IOperation index) => index switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand.ConstantValue: { HasValue: true, Value: { } back } } => back,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract, LeftOperand: IPropertyReferenceOperation { Property.Name: "Count" or "Length" }, RightOperand.ConstantValue: { HasValue: true, Value: { } back } } when IsOwnCount(index) => back,
        _ => null,
    };

    /// <summary>Whether the count in an index is that of the sequence which it is an index of.</summary>
    private static bool IsOwnCount(IOperation index)
    {
        var counted = ((IPropertyReferenceOperation)((IBinaryOperation)index).LeftOperand).Instance;
        var element = index.Parent is IArgumentOperation argument ? argument.Parent : index.Parent;
        return counted is not null && element is not null && CursorLoop.SymbolOf(counted) is { } symbol && SymbolEqualityComparer.Default.Equals(symbol, SequenceOf(element));
    }

    private static ISymbol? SequenceOf(IOperation element) => element switch
    {
        IArrayElementReferenceOperation array => CursorLoop.SymbolOf(array.ArrayReference),
        IImplicitIndexerReferenceOperation implied => CursorLoop.SymbolOf(implied.Instance),
        IPropertyReferenceOperation { Instance: { } instance } => CursorLoop.SymbolOf(instance),
        IInvocationOperation call when ReceiverOf(call) is { } receiver => CursorLoop.SymbolOf(receiver),
        IInlineArrayAccessOperation inline => CursorLoop.SymbolOf(inline.Instance),
        _ => null,
    };

    private static IReadOnlyList<IOperation> IndexesOf(IOperation element) => element switch
    {
        IArrayElementReferenceOperation array => array.Indices,
        IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: var arguments } => [.. arguments.Select(argument => argument.Value)],
        IInlineArrayAccessOperation inline => [inline.Argument],
        IImplicitIndexerReferenceOperation { Argument: not IRangeOperation and var implied } => [implied],
        IInvocationOperation { TargetMethod: { Name: "RemoveAt", Parameters.Length: 1 } } removal => [removal.Arguments[0].Value],
        IInvocationOperation { TargetMethod: { Name: "TryGetValue" or "ContainsKey" or "Add" or "TryAdd" or "Remove" or "TryRemove", Parameters.Length: > 0 } } keyed when ReceiverOf(keyed) is { } map && Collections.IsMap(map.Type) => KeyArgumentOf(keyed) is { } key ? [key] : [],
        _ => [],
    };

    /// <summary>What a method or an extension is called on.</summary>
    private static IOperation? ReceiverOf(IInvocationOperation call)
    {
        var receiver = call.Instance ?? (call.TargetMethod.IsExtensionMethod ? ArgumentOf(call, 0) : null);
        while (receiver is IConversionOperation conversion)
            receiver = conversion.Operand;
        return receiver;
    }

    /// <summary>The key that is passed to a member of a map, or to an extension of one.</summary>
    internal static IOperation? KeyArgumentOf(IInvocationOperation call) => ArgumentOf(call, call.Instance is null ? 1 : 0);

    private static IOperation? ArgumentOf(IInvocationOperation call, int ordinal) => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value;

    /// <summary>Whether the part of an index has the same value each time, as long as no variable changes.</summary>
    internal static bool IsStable(IOperation part) => part is ILocalReferenceOperation or IParameterReferenceOperation or ILiteralOperation or IBinaryOperation or IConversionOperation
        || part.ConstantValue.HasValue || part is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat } || part is IPropertyReferenceOperation { Property.Name: "Length" or "Count" };

    private sealed class Uses(List<ISymbol> symbols)
    {
        public List<ISymbol> Symbols { get; } = symbols;

        public int Count { get; set; }

        public bool IsRead { get; set; }

        public bool IsConstant { get; set; }
    }
}
