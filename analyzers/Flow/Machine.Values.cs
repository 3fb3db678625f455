using System.Linq;

namespace Devmem.Analyzers.Flow;

internal sealed partial class Machine
{
    /// <summary>Takes the way on which the number in <paramref name="condition"/> is, or is not, 0. False: there is no such way.</summary>
    public bool Assume(int condition, bool truth)
    {
        if (IsSurelyHeld(condition))
            return truth;
        var value = ValueOf(condition);
        if (value.IsKnown)
            return (value.Number != 0) == truth;
        var relation = value.IsQuestion ? value.Relation : Relation.NotEqual;
        return Narrow(value.Symbol, truth ? relation : relation.Negate(), value.IsQuestion ? value.Number : 0);
    }

    /// <summary>Leaves only the paths on which the symbol compares so. False: there are none.</summary>
    public bool Narrow(int symbol, Relation relation, long number)
    {
        var range = RangeOf(symbol).Refine(relation, number);
        if (range is null)
            return false;
        _known[symbol] = range;
        _facts.RemoveAll(fact => fact.GuardSymbol == symbol && fact.Guard!.IsDisjoint(range));
        return DropWhatIsNull(symbol, range) && DropWhatOwesNothing(symbol, range);
    }

    private bool DropWhatIsNull(int symbol, Range range)
    {
        if (!range.IsSingle || range.Low != 0)
            return true;
        foreach (var place in _values.Where(entry => entry.Value.Equals(Value.Of(symbol))).Select(entry => entry.Key).ToArray())
        {
            if (IsSurelyHeld(place))
                return false;
            _facts.RemoveAll(fact => fact.Aliases.Contains(place));
        }

        return true;
    }

    private bool DropWhatOwesNothing(int symbol, Range range)
    {
        if (!range.IsSingle || !_symbols.IsMember(symbol, out var site, out var member) || _program.Members[member].NothingOwedWhen != range.Low)
            return true;
        if (_program.Sites[site].Kind == SiteKind.Container)
            return _facts.Find(fact => fact.Site == site) is not { } container || DropRest(_program.Sites[container.Site], all: true);
        for (var i = 0; i < _facts.Count; i++)
        {
            if (_facts[i].Site == site)
                _facts[i] = _facts[i] with { Owed = false };
        }

        return true;
    }

    private void SetKnown(int target, long number, int origin)
    {
        Overwrite(target, origin, LeakExit.Overwrite);
        _values[target] = Value.Known(number);
    }

    private void SetUnknown(int target, int symbol, Range range, int origin)
    {
        Overwrite(target, origin, LeakExit.Overwrite);
        Renew(symbol);
        _values[target] = Value.Of(symbol);
        if (!range.IsAll)
            _known[symbol] = range;
    }

    private void SetSum(Add add, int symbol)
    {
        var range = RangeOf(ValueOf(add.Source));
        var sum = Range.Between(
            range.Low == long.MinValue ? long.MinValue : range.Low + add.Addend,
            range.High == long.MaxValue ? long.MaxValue : range.High + add.Addend).Coarse();
        SetUnknown(add.Target, symbol, sum, add.Origin);
    }

    private void SetComparison(int target, int source, Relation relation, long number, int origin)
    {
        if (IsSurelyHeld(source) && Range.Between(1, long.MaxValue).Decide(relation, number) is { } held)
        {
            SetKnown(target, held ? 1 : 0, origin);
            return;
        }

        var value = ValueOf(source);
        Overwrite(target, origin, LeakExit.Overwrite);
        _values[target] = Ask(value, relation, number);
    }

    private void SetComparison(ComparePlaces compare)
    {
        var (left, right) = (ValueOf(compare.Left), ValueOf(compare.Right));
        if (right.IsKnown)
            SetComparison(compare.Target, compare.Left, compare.Relation, right.Number, compare.Origin);
        else if (left.IsKnown)
            SetComparison(compare.Target, compare.Right, compare.Relation.Swap(), left.Number, compare.Origin);
        else
            SetComparisonOfSymbols(compare, left, right);
    }

    private void SetComparisonOfSymbols(ComparePlaces compare, Value left, Value right)
    {
        Overwrite(compare.Target, compare.Origin, LeakExit.Overwrite);
        if (left.IsQuestion || right.IsQuestion)
        {
            _values.Remove(compare.Target);
            return;
        }

        var (first, relation, second) = left.Symbol <= right.Symbol
            ? (left.Symbol, compare.Relation, right.Symbol)
            : (right.Symbol, compare.Relation.Swap(), left.Symbol);
        if (first == second)
            _values[compare.Target] = Value.Known(relation.Holds(0, 0) ? 1 : 0);
        else if (relation is Relation.NotEqual or Relation.GreaterOrEqual or Relation.Greater)
            _values[compare.Target] = Value.Question(_symbols.OfComparison(first, relation.Negate(), second), Relation.Equal, 0);
        else
            _values[compare.Target] = Value.Of(_symbols.OfComparison(first, relation, second));
    }

    /// <summary>The truth of a comparison with a value that may itself be one.</summary>
    private Value Ask(Value value, Relation relation, long number)
    {
        if (value.IsKnown)
            return Value.Known(relation.Holds(value.Number, number) ? 1 : 0);
        if (!value.IsQuestion)
            return RangeOf(value.Symbol).Decide(relation, number) is { } decided ? Value.Known(decided ? 1 : 0) : Value.Question(value.Symbol, relation, number);
        var (ifFalse, ifTrue) = (relation.Holds(0, number), relation.Holds(1, number));
        return ifFalse == ifTrue ? Value.Known(ifTrue ? 1 : 0)
            : Value.Question(value.Symbol, ifTrue ? value.Relation : value.Relation.Negate(), value.Number);
    }

    private void SetMember(ReadMember read, int symbol)
    {
        var member = _program.Members[read.Member];
        var range = Range.Between(member.Low, member.High);
        var holder = _facts.Find(fact => fact.Aliases.Contains(read.Source));
        if (holder is { Definite: true } && _facts.FindAll(fact => fact.Site == holder.Site).Count == 1)
        {
            var own = _symbols.OfMember(holder.Site, read.Member);
            Overwrite(read.Target, read.Origin, LeakExit.Overwrite);
            _values[read.Target] = IsContainer(holder) && CountOf(_program.Sites[holder.Site]) is { } count ? Value.Known(count) : Value.Of(own);
            if (!_known.ContainsKey(own) && !range.IsAll)
                _known[own] = range;
        }
        else if (holder is null && _values.TryGetValue(read.Source, out var value) && value.IsKnown && value.Number == 0 && member.NothingOwedWhen is { } nothing)
        {
            SetKnown(read.Target, nothing, read.Origin);
        }
        else
        {
            SetUnknown(read.Target, symbol, range, read.Origin);
        }
    }

    /// <summary>Whether the place holds a resource, and so is neither null nor default.</summary>
    private bool IsSurelyHeld(int place) => place >= 0 && _facts.Exists(fact => fact.Definite && fact.Aliases.Contains(place));

    private Value ValueOf(int place)
    {
        if (_values.TryGetValue(place, out var value))
            return value;
        var symbol = _symbols.OfPlace(place);
        Renew(symbol);
        return _values[place] = Value.Of(symbol);
    }

    private Range RangeOf(int symbol) => _known.TryGetValue(symbol, out var range) ? range : Range.All;

    private Range RangeOf(Value value) => value.IsKnown ? Range.Single(value.Number) : value.IsQuestion ? Range.Between(0, 1) : RangeOf(value.Symbol);

    /// <summary>The symbol gets a new meaning: whatever was said with the old one is forgotten.</summary>
    private void Renew(int symbol)
    {
        foreach (var known in _known.Keys.Where(known => _symbols.DependsOn(known, symbol)).ToArray())
            _known.Remove(known);
        foreach (var place in _values.Where(entry => !entry.Value.IsKnown && _symbols.DependsOn(entry.Value.Symbol, symbol)).Select(entry => entry.Key).ToArray())
            _values.Remove(place);
        for (var i = 0; i < _facts.Count; i++)
        {
            if (_facts[i].GuardSymbol >= 0 && _symbols.DependsOn(_facts[i].GuardSymbol, symbol))
                _facts[i] = _facts[i] with { GuardSymbol = -1, Guard = null };
        }
    }
}
