using System;
using System.Collections;
using System.Collections.Generic;

namespace Devmem.Analyzers.Flow;

/// <summary>A state that steps change in place. Values are in Machine.Values.cs, resources in Machine.Resources.cs, containers in Machine.Containers.cs and Machine.Elements.cs.</summary>
internal sealed partial class Machine
{
    private readonly Layout _layout;
    private readonly FlowProgram _program;
    private readonly SymbolTable _symbols;
    private readonly List<Fact> _facts;
    private readonly Dictionary<int, Value> _values;
    private readonly Dictionary<int, Range> _known;

    private Machine(Layout layout, SymbolTable symbols, IFindings findings, List<Fact> facts, Dictionary<int, Value> values, Dictionary<int, Range> known)
    {
        _layout = layout;
        _program = layout.Program;
        _symbols = symbols;
        Findings = findings;
        _facts = facts;
        _values = values;
        _known = known;
    }

    private IFindings Findings { get; }

    public static Machine Thaw(Layout layout, SymbolTable symbols, IFindings findings, State state)
    {
        var machine = new Machine(layout, symbols, findings, [.. state.Facts], new(state.Values.Length), new(state.Known.Length));
        foreach (var entry in state.Values)
            machine._values.Add(entry.Key, entry.Value);
        foreach (var entry in state.Known)
            machine._known.Add(entry.Key, entry.Value);
        return machine;
    }

    public Machine Copy() => new(_layout, _symbols, Findings, [.. _facts], new(_values), new(_known));

    /// <summary>The state in canonical form, without what nobody will ask again.</summary>
    /// <param name="live">The places whose number or ended resource may still be asked for.</param>
    public State Freeze(BitArray live)
    {
        Forget(live);
        var sorted = true;
        for (var i = 0; i < _facts.Count; i++)
        {
            _facts[i] = Loosened(_facts[i]);
            sorted = sorted && (i == 0 || _facts[i - 1].CompareTo(_facts[i]) <= 0);
        }

        if (!sorted)
            _facts.Sort();
        var facts = new List<Fact>(_facts.Count);
        foreach (var fact in _facts)
            AddOrCount(facts, fact);
        return new State([.. facts], Sorted(_values), Sorted(_known));
    }

    private static KeyValuePair<int, T>[] Sorted<T>(Dictionary<int, T> entries)
    {
        if (entries.Count == 0)
            return [];
        var keys = new int[entries.Count];
        var values = new KeyValuePair<int, T>[entries.Count];
        var at = 0;
        foreach (var entry in entries)
        {
            keys[at] = entry.Key;
            values[at++] = entry;
        }

        Array.Sort(keys, values);
        return values;
    }

    /// <summary>How many elements of unknown index are over, or are owed by somebody else, hardly matters: if there are any, there is any number.</summary>
    private Fact Loosened(Fact fact) =>
        fact.MustBeReleased || fact is { Definite: false, Many: true } || IsContainer(fact) || !_layout.IsShared(fact.Aliases) ? fact
        : fact with { Definite = false, Many = true };

    /// <summary>Resources that nothing tells apart are one fact, which says that there are many if there can be.</summary>
    private void AddOrCount(List<Fact> facts, Fact fact)
    {
        for (var i = facts.Count - 1; i >= 0 && facts[i].SameNames(fact); i--)
        {
            if (facts[i].Exceptional != fact.Exceptional || facts[i].Definite != fact.Definite)
                continue;
            facts[i] = facts[i] with { Many = _layout.IsShared(fact.Aliases) };
            return;
        }

        facts.Add(fact);
    }

    private void Forget(BitArray live)
    {
        List<int>? dead = null;
        foreach (var place in _values.Keys)
        {
            if (!live[place])
                (dead ??= []).Add(place);
        }

        foreach (var place in dead ?? [])
            _values.Remove(place);
        ForgetNames(live);
        ForgetSymbols();
    }

    private void ForgetSymbols()
    {
        List<int>? dead = null;
        foreach (var symbol in _known.Keys)
        {
            if (!IsAsked(symbol) && !_symbols.IsComparisonOf(symbol, IsAsked))
                (dead ??= []).Add(symbol);
        }

        foreach (var symbol in dead ?? [])
            _known.Remove(symbol);
    }

    /// <summary>Whether a place holds the symbol, or a question about it.</summary>
    private bool IsUsed(int symbol)
    {
        foreach (var value in _values.Values)
        {
            if (value.Symbol == symbol)
                return true;
        }

        return false;
    }

    private bool IsAsked(int symbol)
    {
        if (IsUsed(symbol))
            return true;
        if (_symbols.IsComparison(symbol) && _symbols.OperandsOf(symbol) is var (left, right) && IsUsed(left) && IsUsed(right))
            return true;
        var isMember = _symbols.IsMember(symbol, out var site, out _);
        foreach (var fact in _facts)
        {
            if (fact.GuardSymbol == symbol || (isMember && fact.Site == site) || fact.Reading?.Any(value => value.Symbol == symbol) == true)
                return true;
        }

        return false;
    }

    private void ForgetNames(BitArray live)
    {
        for (var i = _facts.Count - 1; i >= 0; i--)
        {
            var fact = _facts[i];
            if (fact.MustBeReleased || IsContainer(fact))
                continue;
            foreach (var place in fact.Aliases.Items)
            {
                if (!live[place])
                    fact = fact.Named(fact.Aliases.Without(place));
            }

            if (fact.Aliases.IsEmpty)
                _facts.RemoveAt(i);
            else
                _facts[i] = fact;
        }
    }

    private bool IsContainer(Fact fact) => _program.Sites[fact.Site].Kind == SiteKind.Container;
}
