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
    private readonly Guards? _guards;
    private readonly SortedDictionary<int, Value> _values = [];
    private readonly SortedDictionary<int, Range> _known = [];
    private readonly HashSet<int> _renewed = [];
    private readonly Dictionary<(Value Left, Value Right), int> _differing = [];
    private int _differences;
    private bool _widens;

    private Merge(SymbolTable symbols, int block, State left, State right, bool widen, Guards? guards)
    {
        _symbols = symbols;
        _block = block;
        _left = left;
        _right = right;
        _widen = widen;
        _guards = guards;
    }

    /// <summary>The merged state, and whether it stands for the paths of the two and no others.</summary>
    /// <param name="symbols">The symbols of the run.</param>
    /// <param name="block">The block where the paths meet.</param>
    /// <param name="left">The state that was there first.</param>
    /// <param name="right">The one that comes in.</param>
    /// <param name="widen">Whether to give up numbers that differ, because the merge was done too often.</param>
    /// <param name="guards">Tells which number tells of a resource whether it exists; without it none does.</param>
    public static (State State, bool IsExact) Of(SymbolTable symbols, int block, State left, State right, bool widen, Guards? guards = null)
    {
        var merge = new Merge(symbols, block, left, right, widen, guards);
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
        var (ofLeft, ofRight) = (_left.RangeOf(left), _right.RangeOf(right));
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
            if (_renewed.Any(symbol => _symbols.DependsOn(entry.Key, symbol)) || _right.KnownOf(entry.Key) is not { } other)
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

        _widens |= _right.Known.Any(entry => _left.KnownOf(entry.Key) is null);
    }

    /// <summary>The resources of both sides; one that a side lacks is no longer certain, but a number that tells the sides apart still tells.</summary>
    private Fact[] Union()
    {
        var result = new List<Fact>();
        foreach (var fact in _left.Facts)
            result.Add(Joined(fact, fact, _right.Same(fact)));
        foreach (var fact in _right.Facts)
        {
            if (_left.Same(fact) is null)
                result.Add(Joined(fact, null, fact));
        }

        result.Sort();
        return [.. result];
    }

    private Fact Joined(Fact fact, Fact? left, Fact? right)
    {
        if (left is { Definite: true } && right is { Definite: true })
            return left.SameAs(right) ? Unguard(fact) : Unguard(fact) with { GuardSymbol = -1, Guard = null };
        var maybe = Unguard(fact) with { Definite = false, GuardSymbol = -1, Guard = null };
        var place = _guards?.PlaceFor(fact) ?? -1;
        if (place < 0 || !_values.TryGetValue(place, out var value) || value.IsKnown || value.IsQuestion)
            return maybe;
        var (ofLeft, ofRight) = (left is null ? null : Guards.RangeOf(left, _left, place), right is null ? null : Guards.RangeOf(right, _right, place));
        var range = ofLeft is null ? ofRight! : ofRight is null ? ofLeft : ofLeft.Hull(ofRight);
        if (_widen && !range.Equals(ofLeft ?? ofRight))
            range = range.Coarse();
        return range.IsAll ? maybe : maybe with { GuardSymbol = value.Symbol, Guard = range };
    }

    private Fact Unguard(Fact fact)
    {
        if (fact.Reading is { } reading && reading.Any(IsRenewed))
            fact = fact with { Reading = reading.Map(value => IsRenewed(value) ? null : value) };
        return fact.GuardSymbol >= 0 && _renewed.Contains(fact.GuardSymbol) ? fact with { GuardSymbol = -1, Guard = null } : fact;
    }

    private bool IsRenewed(Value value) => !value.IsKnown && _renewed.Any(symbol => _symbols.DependsOn(value.Symbol, symbol));
}
