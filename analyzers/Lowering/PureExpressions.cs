using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>
/// Numbers that a body computes more than once of the same variables: `flags &amp; 1`, `data.Length`. As long as none of the variables changes the number is the
/// same, whatever it is.
/// </summary>
internal sealed class PureExpressions
{
    private readonly Dictionary<string, (int Count, List<ISymbol> Symbols)> _uses = [];
    private readonly Dictionary<ISymbol, List<string>> _writtenWith = new(SymbolEqualityComparer.Default);

    /// <summary>Nobody writes a longer expression twice, and looking through each part of each part of one takes long.</summary>
    private const int LongestText = 100;

    private PureExpressions()
    {
    }

    public static PureExpressions Of(ControlFlowGraph graph)
    {
        var expressions = new PureExpressions();
        foreach (var block in graph.Blocks)
        {
            foreach (var root in block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
            {
                foreach (var operation in root.DescendantsAndSelf().Where(IsPure))
                    expressions.Add(operation);
            }
        }

        foreach (var use in expressions._uses.Where(use => use.Value.Count > 1))
        {
            foreach (var symbol in use.Value.Symbols)
            {
                if (!expressions._writtenWith.TryGetValue(symbol, out var texts))
                    expressions._writtenWith.Add(symbol, texts = []);
                texts.Add(use.Key);
            }
        }

        return expressions;
    }

    /// <summary>What tells the number from others, if it is computed more than once; else null.</summary>
    public string? KeyOf(IOperation operation) => IsPure(operation) && ElementKeys.TextOf(operation) is { } text && _uses.TryGetValue(text, out var use) && use.Count > 1 ? text : null;

    /// <summary>The variables that a number with this key is computed of.</summary>
    public IReadOnlyList<ISymbol> SymbolsOf(string key) => _uses[key].Symbols;

    /// <summary>The numbers that are computed of <paramref name="symbol"/>.</summary>
    public IReadOnlyList<string> WrittenWith(ISymbol symbol) => _writtenWith.TryGetValue(symbol, out var texts) ? texts : [];

    private void Add(IOperation operation)
    {
        var text = ElementKeys.TextOf(operation);
        _uses.TryGetValue(text, out var use);
        _uses[text] = (use.Count + 1, use.Symbols ?? [.. operation.DescendantsAndSelf().Select(CursorLoop.SymbolOf).OfType<ISymbol>().Distinct<ISymbol>(SymbolEqualityComparer.Default)]);
    }

    private static bool IsPure(IOperation operation) => operation switch
    {
        { ConstantValue.HasValue: true } => false,
        { Syntax.Span.Length: > LongestText } => false,
        IBinaryOperation { OperatorMethod: null } binary => IsNumber(binary.Type) && binary.DescendantsAndSelf().All(IsPart),
        IUnaryOperation { OperatorMethod: null } unary => IsNumber(unary.Type) && unary.DescendantsAndSelf().All(IsPart),
        IPropertyReferenceOperation property => IsFixedLength(property) && CursorLoop.SymbolOf(property.Instance!) is not null,
        _ => false,
    };

    private static bool IsPart(IOperation part) => part is IPropertyReferenceOperation property ? IsFixedLength(property) : ElementKeys.IsStable(part) || part is IUnaryOperation { OperatorMethod: null };

    /// <summary>Whether the length is that of something that never grows.</summary>
    private static bool IsFixedLength(IPropertyReferenceOperation property) => property is { Property.Name: "Length", Instance: { } instance }
        && (instance.Type is IArrayTypeSymbol or { SpecialType: SpecialType.System_String } or { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" });

    private static bool IsNumber(ITypeSymbol? type) => type is { TypeKind: TypeKind.Enum } || type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;
}
