using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>
/// Numbers that a body computes more than once of the same variables and members: `flags &amp; 1`, `data.Length`, `options.Verbose`. As long as none of them
/// changes the number is the same, whatever it is.
/// </summary>
internal sealed class PureExpressions
{
    private readonly Dictionary<string, Uses> _uses = [];
    private readonly Dictionary<ISymbol, List<string>> _writtenWith = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _handleMembers = new(SymbolEqualityComparer.Default);

    private PureExpressions()
    {
    }

    public static PureExpressions Of(ControlFlowGraph graph)
    {
        var (expressions, members) = (new PureExpressions(), new HashSet<ISymbol>(SymbolEqualityComparer.Default));
        foreach (var block in graph.Blocks)
        {
            foreach (var root in block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
            {
                foreach (var operation in root.DescendantsAndSelf())
                {
                    if (operation is IPropertyReferenceOperation { Property: var property, Arguments.IsEmpty: true } && !PureParts.IsAskedToEnd(operation) && !members.Add(property))
                        expressions._handleMembers.Add(property);
                    if (PureParts.IsPure(operation))
                        expressions.Add(operation);
                }
            }
        }

        expressions.Index();
        return expressions;
    }

    /// <summary>The numbers that are computed more than once and of members.</summary>
    public IEnumerable<(string Key, Uses Uses)> OfMembers => _uses.Where(use => use.Value is { Count: > 1, Members.Count: > 0 }).Select(use => (use.Key, use.Value));

    /// <summary>Whether a property is read more than once.</summary>
    public bool IsReadAgain(IPropertyReferenceOperation property) => _handleMembers.Contains(property.Property) && !PureParts.IsAskedToEnd(property);

    /// <summary>What tells the number from others, if it is computed more than once; else null.</summary>
    public string? KeyOf(IOperation operation) => PureParts.IsPure(operation) && ElementKeys.TextOf(operation) is { } text && _uses.TryGetValue(text, out var use) && use.Count > 1 ? text : null;

    /// <summary>What a number with this key is computed of.</summary>
    public Uses UsesOf(string key) => _uses[key];

    /// <summary>The numbers that are computed of <paramref name="symbol"/>.</summary>
    public IReadOnlyList<string> WrittenWith(ISymbol symbol) => _writtenWith.TryGetValue(symbol, out var texts) ? texts : [];

    private void Index()
    {
        foreach (var use in _uses.Where(use => use.Value.Count > 1))
        {
            foreach (var symbol in use.Value.Symbols)
            {
                if (!_writtenWith.TryGetValue(symbol, out var texts))
                    _writtenWith.Add(symbol, texts = []);
                texts.Add(use.Key);
            }
        }
    }

    private void Add(IOperation operation)
    {
        var text = ElementKeys.TextOf(operation);
        if (!_uses.TryGetValue(text, out var use))
            _uses.Add(text, use = new Uses(operation));
        use.Count++;
    }

    /// <summary>What a number is computed of, and how often.</summary>
    internal sealed class Uses
    {
        public Uses(IOperation operation)
        {
            var parts = operation.DescendantsAndSelf().ToList();
            Symbols = [.. parts.Select(CursorLoop.SymbolOf).OfType<ISymbol>().Distinct<ISymbol>(SymbolEqualityComparer.Default)];
            Members = [.. parts.Where(part => PureParts.IsMemory(part) && !PureParts.IsFixed(part)).Select(part => ((IMemberReferenceOperation)part).Member.OriginalDefinition).Distinct<ISymbol>(SymbolEqualityComparer.Default)];
            IsOwn = parts.OfType<IMemberReferenceOperation>().All(member => member.Instance is { Type.IsValueType: true } and (IMemberReferenceOperation or ILocalReferenceOperation { Local.IsRef: false } or IParameterReferenceOperation { Parameter.RefKind: RefKind.None }));
        }

        public int Count { get; set; }

        /// <summary>The variables.</summary>
        public IReadOnlyList<ISymbol> Symbols { get; }

        /// <summary>The members that may be written elsewhere.</summary>
        public IReadOnlyList<ISymbol> Members { get; }

        /// <summary>Whether all members are those of structs in variables of this body, which nobody else sees.</summary>
        public bool IsOwn { get; }
    }
}
