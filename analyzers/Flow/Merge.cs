using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>Makes one state of two that stands for the paths of both, and for as few others as it can.</summary>
internal sealed class Merge
{
    private readonly SymbolTable _symbols;
    private readonly int _block;
    private readonly State _left;
    private readonly State _right;
    private readonly bool _widen;
    private readonly SortedDictionary<int, Value> _values = [];
    private readonly SortedDictionary<int, Range> _known = [];
    private readonly HashSet<int> _renewed = [];
    private readonly Dictionary<(Value Left, Value Right), int> _differing = [];
    private int _differences;
    private bool _widens;

    private Merge(SymbolTable symbols, int block, State left, State right, bool widen)
    {
        _symbols = symbols;
        _block = block;
        _left = left;
        _right = right;
        _widen = widen;
    }

    /// <summary>The merged state, and whether it stands for the paths of the two and no others.</summary>
    /// <param name="symbols">The symbols of the run.</param>
    /// <param name="block">The block where the paths meet.</param>
    /// <param name="left">The state that was there first.</param>
    /// <param name="right">The one that comes in.</param>
    /// <param name="widen">Whether to give up numbers that differ, because the merge was done too often.</param>
    public static (State State, bool IsExact) Of(SymbolTable symbols, int block, State left, State right, bool widen)
    {
        var merge = new Merge(symbols, block, left, right, widen);
        return (merge.Run(), merge.IsExact);
    }

    /// <summary>Two sets of paths that differ in one number are one set with more values of that number; if they differ in two, pairs come in that were not there.</summary>
    private bool IsExact => _differences <= 1 && !_widens && _left.SameFacts(_right);

    private State Run()
    {
        MergeValues();
        MergeKnown();
        var facts = _left.SameFacts(_right) ? [.. _right.Facts.Select(Unguard)] : Union();
        return new State(facts, [.. _values], [.. _known]);
    }

    private void MergeValues()
    {
        var right = _right.Values.ToDictionary(entry => entry.Key, entry => entry.Value);
        foreach (var entry in _left.Values)
        {
            if (right.TryGetValue(entry.Key, out var other) && entry.Value.Equals(other))
                _values.Add(entry.Key, entry.Value);
            else if (!_widen && right.ContainsKey(entry.Key))
                MergeDifferent(entry.Key, entry.Value, other);
            else
                _widens = true;
        }

        _widens |= _right.Values.Any(entry => _left.ValueAt(entry.Key) is null);

        // A symbol that this merge gives a new meaning must not be found under its old one.
        foreach (var place in _values.Where(entry => IsStale(entry.Key, entry.Value)).Select(entry => entry.Key).ToArray())
        {
            _values.Remove(place);
            _widens = true;
        }
    }

    private void MergeDifferent(int place, Value left, Value right)
    {
        // Places that were equal on both sides stay equal.
        if (_differing.TryGetValue((left, right), out var same))
        {
            _values[place] = Value.Of(same);
            return;
        }

        var symbol = _symbols.OfMerge(_block, place);
        _renewed.Add(symbol);
        _differing.Add((left, right), symbol);
        _values[place] = Value.Of(symbol);
        var (ofLeft, ofRight) = (RangeIn(_left, left), RangeIn(_right, right));
        var hull = ofLeft.Hull(ofRight);
        if (!hull.IsAll)
            _known[symbol] = hull;
        _differences++;
        _widens |= !left.IsKnown || !right.IsKnown || !ofLeft.Touches(ofRight);
    }

    /// <summary>Whether the value was taken over from both sides, and names a symbol that this merge gives a new meaning.</summary>
    private bool IsStale(int place, Value value) =>
        !value.IsKnown && _left.ValueAt(place) is { } old && old.Equals(_right.ValueAt(place)) && _renewed.Any(symbol => _symbols.DependsOn(value.Symbol, symbol));

    private void MergeKnown()
    {
        foreach (var entry in _left.Known)
        {
            if (_renewed.Any(symbol => _symbols.DependsOn(entry.Key, symbol)) || Find(_right, entry.Key) is not { } other)
            {
                _widens = true;
                continue;
            }

            if (!entry.Value.Equals(other))
            {
                _differences++;
                _widens |= !entry.Value.Touches(other);
            }

            var hull = _widen && !entry.Value.Equals(other) ? entry.Value.Hull(other).Coarse() : entry.Value.Hull(other);
            if (!hull.IsAll)
                _known[entry.Key] = hull;
        }

        _widens |= _right.Known.Any(entry => Find(_left, entry.Key) is null);
    }

    /// <summary>The resources of both sides; one that a side lacks is no longer certain, but a number that tells the sides apart still tells.</summary>
    private Fact[] Union()
    {
        var result = new List<Fact>();
        var telling = Telling();
        foreach (var fact in _left.Facts)
            result.Add(_right.Facts.Any(fact.SameAs) ? Unguard(fact) : Guarded(fact, telling, left: true));
        foreach (var fact in _right.Facts)
        {
            if (!_left.Facts.Any(fact.SameAs))
                result.Add(Guarded(fact, telling, left: false));
        }

        var sorted = result.OrderBy(fact => fact).ToList();
        for (var i = sorted.Count - 1; i > 0; i--)
        {
            if (sorted[i].SameAs(sorted[i - 1]))
                sorted.RemoveAt(i);
        }

        return [.. sorted];
    }

    private Fact Guarded(Fact fact, (int Symbol, Range Left, Range Right)? telling, bool left)
    {
        var unguarded = Unguard(fact) with { Definite = false };
        if (_widen || unguarded.GuardSymbol >= 0 || telling is not { } found)
            return unguarded;
        return unguarded with { GuardSymbol = found.Symbol, Guard = left ? found.Left : found.Right };
    }

    private Fact Unguard(Fact fact)
    {
        if (fact.Reading is { } reading && reading.Any(IsRenewed))
            fact = fact with { Reading = reading.Map(value => IsRenewed(value) ? null : value) };
        return fact.GuardSymbol >= 0 && _renewed.Contains(fact.GuardSymbol) ? fact with { GuardSymbol = -1, Guard = null } : fact;
    }

    private bool IsRenewed(Value value) => !value.IsKnown && _renewed.Any(symbol => _symbols.DependsOn(value.Symbol, symbol));

    private (int Symbol, Range Left, Range Right)? Telling()
    {
        foreach (var entry in _values)
        {
            if (entry.Value.IsKnown || entry.Value.IsQuestion)
                continue;
            var (left, right) = (RangeAt(_left, entry.Key), RangeAt(_right, entry.Key));
            if (left.IsDisjoint(right))
                return (entry.Value.Symbol, left, right);
        }

        return null;
    }

    private static Range RangeAt(State state, int place)
    {
        foreach (var entry in state.Values)
        {
            if (entry.Key == place)
                return RangeIn(state, entry.Value);
        }

        return Range.All;
    }

    private static Range RangeIn(State state, Value value) =>
        value.IsKnown ? Range.Single(value.Number) : value.IsQuestion ? Range.Between(0, 1) : Find(state, value.Symbol) ?? Range.All;

    private static Range? Find(State state, int symbol)
    {
        foreach (var entry in state.Known)
        {
            if (entry.Key == symbol)
                return entry.Value;
        }

        return null;
    }
}
