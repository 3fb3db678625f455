using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>A loop that goes through a span from the front and cuts off what it has passed: `while (!rest.IsEmpty) { … rest[..n] …; rest = rest[n..]; }`.</summary>
internal sealed class ShrinkingLoop
{
    private ShrinkingLoop(IOperation condition, ISymbol span, IOperation rest, IEnumerable<SyntaxNode> accesses)
    {
        Condition = condition;
        Span = span;
        Rest = rest;
        Accesses = [.. accesses];
    }

    public IOperation Condition { get; }

    public ISymbol Span { get; }

    /// <summary>What is left each time round.</summary>
    public IOperation Rest { get; }

    /// <summary>The elements, or the part, that each time round is about.</summary>
    public IReadOnlyList<SyntaxNode> Accesses { get; }

    /// <summary>The loop that <paramref name="loop"/> is, or null.</summary>
    public static ShrinkingLoop? Of(IWhileLoopOperation loop)
    {
        if (loop is not { ConditionIsTop: true, Condition: { } condition } || SpanIn(condition) is not { } span)
            return null;
        var body = loop.Body.DescendantsAndSelf().ToList();
        var cuts = body.OfType<ISimpleAssignmentOperation>().Where(assignment => Same(CursorLoop.SymbolOf(assignment.Target), span)).ToList();
        if (cuts.Count != 1 || CursorLoop.SliceOf(cuts[0].Value) is not { Start: { } start, End: null } cut || !Same(CursorLoop.SymbolOf(cut.Sequence), span))
            return null;
        var size = CursorLoops.Text(start);
        var accesses = body.Where(operation => IsFront(operation, span, size) || (size == "1" && IsFirst(operation, span))).Select(operation => operation.Syntax);
        return new ShrinkingLoop(condition, span, cuts[0].Value, accesses);
    }

    /// <summary>`span.Length > 0`, `!span.IsEmpty`.</summary>
    private static ISymbol? SpanIn(IOperation condition) => condition switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.NotEquals, LeftOperand: IPropertyReferenceOperation { Property.Name: "Length", Instance: { } instance }, RightOperand.ConstantValue: { HasValue: true, Value: 0 } } => CursorLoop.SymbolOf(instance),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: IPropertyReferenceOperation { Property.Name: "IsEmpty", Instance: { } instance } } => CursorLoop.SymbolOf(instance),
        _ => null,
    };

    private static bool IsFront(IOperation operation, ISymbol span, string size) => CursorLoop.SliceOf(operation) is { End: { } end } slice && Same(CursorLoop.SymbolOf(slice.Sequence), span)
        && (slice.Start is null or { ConstantValue: { HasValue: true, Value: 0 } }) && CursorLoops.Text(end) == size;

    private static bool IsFirst(IOperation operation, ISymbol span) => operation is IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance, Arguments: [{ Value.ConstantValue: { HasValue: true, Value: 0 } }] }
        && Same(CursorLoop.SymbolOf(instance), span);

    private static bool Same(ISymbol? left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
