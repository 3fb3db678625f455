using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Contracts;

/// <summary>
/// Groups of methods that call one another in circles, each group behind those that it calls (Tarjan's strongly connected components). What calls what is kept
/// in a list and not on the stack, so that no chain is too long.
/// </summary>
internal sealed class Components
{
    private readonly Dictionary<IMethodSymbol, Entry> _met = new(SymbolEqualityComparer.Default);
    private readonly Stack<Entry> _open = new();
    private readonly Stack<Entry> _path = new();
    private readonly Func<IMethodSymbol, IEnumerable<IMethodSymbol>> _callees;

    private Components(Func<IMethodSymbol, IEnumerable<IMethodSymbol>> callees) => _callees = callees;

    /// <summary>The groups that <paramref name="root"/> leads to, its own last. What a method calls is asked step by step, after the groups before were handed out.</summary>
    /// <param name="root">Where it begins.</param>
    /// <param name="callees">What a method calls.</param>
    public static IEnumerable<IReadOnlyList<IMethodSymbol>> Below(IMethodSymbol root, Func<IMethodSymbol, IEnumerable<IMethodSymbol>> callees) => new Components(callees).From(root);

    private IEnumerable<IReadOnlyList<IMethodSymbol>> From(IMethodSymbol root)
    {
        Open(root);
        while (_path.Count > 0)
        {
            var top = _path.Peek();
            if (top.Rest.MoveNext())
            {
                if (!_met.TryGetValue(top.Rest.Current, out var known))
                    Open(top.Rest.Current);
                else if (known.IsOpen)
                    top.Lowest = Math.Min(top.Lowest, known.Number);
                continue;
            }

            _path.Pop();
            if (_path.Count > 0)
                _path.Peek().Lowest = Math.Min(_path.Peek().Lowest, top.Lowest);
            if (top.Lowest == top.Number)
                yield return Close(top);
        }
    }

    private void Open(IMethodSymbol method)
    {
        var entry = new Entry(method, _met.Count, _callees(method).GetEnumerator());
        _met.Add(method, entry);
        _open.Push(entry);
        _path.Push(entry);
    }

    private List<IMethodSymbol> Close(Entry first)
    {
        var group = new List<IMethodSymbol>();
        for (Entry? each = null; each != first;)
        {
            each = _open.Pop();
            each.IsOpen = false;
            group.Add(each.Method);
        }

        return group;
    }

    private sealed class Entry(IMethodSymbol method, int number, IEnumerator<IMethodSymbol> rest)
    {
        public IMethodSymbol Method { get; } = method;

        public int Number { get; } = number;

        /// <summary>The callees that were not looked at yet.</summary>
        public IEnumerator<IMethodSymbol> Rest { get; } = rest;

        /// <summary>The first one met that it leads back to.</summary>
        public int Lowest { get; set; } = number;

        public bool IsOpen { get; set; } = true;
    }
}
