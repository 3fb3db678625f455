using System;
using System.Collections.Generic;

namespace Devmem.Analyzers.Flow;

/// <summary>A state that steps change in place. Each of the other files is about one kind of step.</summary>
internal sealed partial class Machine
{
    private readonly Layout _layout;
    private readonly FlowProgram _program;
    private readonly SymbolTable _symbols;
    private readonly List<Fact> _facts;
    private readonly Entries<Value> _values;
    private readonly Entries<Range> _known;

    private Machine(Layout layout, SymbolTable symbols, IFindings findings, List<Fact> facts, Entries<Value> values, Entries<Range> known)
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

    public static Machine Thaw(Layout layout, SymbolTable symbols, IFindings findings, State state) =>
        new(layout, symbols, findings, [.. state.Facts], new(state.Values), new(state.Known));

    public Machine Copy() => new(_layout, _symbols, Findings, [.. _facts], new(_values), new(_known));

    /// <summary>The state in canonical form, without what nobody will ask again.</summary>
    /// <param name="live">What may still be asked for.</param>
    public State Freeze(Live live)
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
        return new State(Counted(), _values.ToSorted(), _known.ToSorted());
    }

    /// <summary>The resources, of which those that nothing tells apart are one.</summary>
    private Fact[] Counted()
    {
        var facts = new Fact[_facts.Count];
        var count = 0;
        foreach (var fact in _facts)
            AddOrCount(facts, ref count, fact);
        if (count < facts.Length)
            Array.Resize(ref facts, count);
        return facts;
    }

    /// <summary>How many elements of unknown index are over, or are owed by somebody else, hardly matters: if there are any, there is any number.</summary>
    private Fact Loosened(Fact fact) =>
        fact.MustBeReleased || fact is { Definite: false, Many: true } || !IsUncountable(fact) ? fact
        : fact with { Definite = false, Many = true };

    /// <summary>
    /// It is no longer known how many elements of unknown index there are, nor which of them is the newest of its site. False: nothing was known.
    /// </summary>
    public bool StopCounting()
    {
        var changed = false;
        for (var i = 0; i < _facts.Count; i++)
        {
            var isOldEnough = _facts[i].Old || !_layout.HasChildren;
            if (!IsUncountable(_facts[i]) || (isOldEnough && _facts[i] is { Definite: false, Many: true }))
                continue;
            if (!isOldEnough)
                Age(_facts[i].Site);
            _facts[i] = _facts[i] with { Definite = false, Many = true };
            changed = true;
        }

        return changed;
    }

    private bool IsUncountable(Fact fact) => !IsContainer(fact) && _layout.IsShared(fact.Aliases);

    /// <summary>Resources that nothing tells apart are one fact, which says that there are many if there can be.</summary>
    private void AddOrCount(Fact[] facts, ref int count, Fact fact)
    {
        for (var i = count - 1; i >= 0 && facts[i].SameNames(fact); i--)
        {
            if (facts[i].Exceptional != fact.Exceptional || facts[i].Definite != fact.Definite)
                continue;
            facts[i] = facts[i] with { Many = _layout.IsShared(fact.Aliases) };
            return;
        }

        facts[count++] = fact;
    }

    private void Forget(Live live)
    {
        for (var i = _values.Count - 1; i >= 0; i--)
        {
            if (!live.HasNumber(_values.KeyAt(i)))
                _values.RemoveAt(i);
        }

        ForgetNames(live);
        ForgetSymbols();
    }

    private void ForgetSymbols()
    {
        if (_known.Count == 0)
            return;
        Func<int, bool> isAsked = IsAsked;
        for (var i = _known.Count - 1; i >= 0; i--)
        {
            if (!IsAsked(_known.KeyAt(i)) && !_symbols.IsComparisonOf(_known.KeyAt(i), isAsked))
                _known.RemoveAt(i);
        }
    }

    /// <summary>Whether a place holds the symbol, or a question about it.</summary>
    private bool IsUsed(int symbol)
    {
        for (var i = 0; i < _values.Count; i++)
        {
            if (_values.At(i).Symbol == symbol)
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
            if (fact.GuardSymbol == symbol || (isMember && fact.Site == site) || (fact.Reading is { } reading && Reads(reading, symbol)))
                return true;
        }

        return false;
    }

    private static bool Reads(Reading reading, int symbol) => reading.Any(value => value.Symbol == symbol);

    private void ForgetNames(Live live)
    {
        for (var i = _facts.Count - 1; i >= 0; i--)
        {
            var fact = _facts[i];
            if (fact.MustBeReleased || IsContainer(fact))
                continue;
            foreach (var place in fact.Aliases.Items)
            {
                if (!live.HasName(place))
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
