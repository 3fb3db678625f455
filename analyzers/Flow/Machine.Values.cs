using System.Collections.Generic;
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
        foreach (var fact in _facts.FindAll(fact => fact.GuardSymbol == symbol && fact.Guard!.IsDisjoint(range)))
            Deny(fact);
        LetGoWhatIsDone(symbol, range);
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
            foreach (var fact in Holders(place))
                Deny(fact);
        }

        return true;
    }

    private void LetGoWhatIsDone(int symbol, Range range)
    {
        if (!range.IsSingle || !(_symbols.IsMember(symbol, out var site, out var member) || _symbols.IsFormerMember(symbol, out site, out member)) || _program.Members[member].DoneWhen != range.Low)
            return;
        for (var i = 0; i < _facts.Count; i++)
        {
            if (_facts[i].Site == site && _facts[i].Reading is { } reading && !_layout.IsOnlyElement(_facts[i].Aliases))
                _facts[i] = _facts[i] with { Reading = reading with { IsDone = true } };
        }
    }

    private bool DropWhatOwesNothing(int symbol, Range range)
    {
        var isMember = _symbols.IsMember(symbol, out var site, out var member);
        if (!range.IsSingle || !(isMember || _symbols.IsFormerMember(symbol, out site, out member)) || _program.Members[member].NothingOwedWhen != range.Low)
            return true;
        if (_program.Sites[site].Kind == SiteKind.Container)
            return !isMember || !_facts.Exists(fact => fact.Site == site) || TurnsOutEmpty(_program.Sites[site]);
        for (var i = 0; i < _facts.Count; i++)
        {
            if (_facts[i].Site == site && !_layout.IsOnlyElement(_facts[i].Aliases))
                _facts[i] = _facts[i] with { Owed = false, Empty = true, Root = -1, Parent = -1, ParentOld = false, ParentEndedAt = -1, Idle = false, Beside = -1 };
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

    /// <summary>Of what a place surely holds its site tells; of null there is no site.</summary>
    private void SetTest(TestSite test, int symbol)
    {
        var sites = _facts.Where(fact => fact.Aliases.Contains(test.Source)).Select(fact => test.Sites.Contains(fact.Site)).Distinct().ToList();
        if (IsSurelyHeld(test.Source) && sites.Count == 1)
            SetKnown(test.Target, sites[0] ? 1 : 0, test.Origin);
        else if (!_facts.Exists(fact => fact.Aliases.Contains(test.Source)) && RangeOf(ValueOf(test.Source)) is { IsSingle: true, Low: 0 })
            SetKnown(test.Target, 0, test.Origin);
        else
            SetUnknown(test.Target, symbol, Range.Between(0, 1), test.Origin);
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

    private void SetComparison(ComparePlaces compare, int symbol)
    {
        if (SameReference(compare.Left, compare.Right) is { } same && compare.Relation is Relation.Equal or Relation.NotEqual)
        {
            SetKnown(compare.Target, same == (compare.Relation == Relation.Equal) ? 1 : 0, compare.Origin);
            return;
        }

        var (left, right) = (ValueOf(compare.Left), ValueOf(compare.Right));
        if (right.IsKnown)
            SetComparison(compare.Target, compare.Left, compare.Relation, right.Number, compare.Origin);
        else if (left.IsKnown)
            SetComparison(compare.Target, compare.Right, compare.Relation.Swap(), left.Number, compare.Origin);
        else
            SetComparisonOfSymbols(compare, left, right, symbol);
    }

    /// <summary>Whether the two places hold one resource; null: it is not known. What this body owes is held by nobody else, and is no other that came into view.</summary>
    private bool? SameReference(int left, int right) =>
        Only(left) is not { } one || Only(right) is not { } other ? null
        : ReferenceEquals(one, other) ? !one.Many ? true : null
        : (one.Owed || other.Owed) && !IsContainer(one) && !IsContainer(other) ? false : null;

    /// <summary>The resource that the place surely holds, and no other.</summary>
    private Fact? Only(int place) => place >= 0 && Holders(place) is [{ Definite: true } only] ? only : null;

    private void SetComparisonOfSymbols(ComparePlaces compare, Value left, Value right, int symbol)
    {
        // A comparison of comparisons has no name of its own, or a loop could make ever longer ones.
        if (left.IsQuestion || right.IsQuestion || _symbols.IsComparison(left.Symbol) || _symbols.IsComparison(right.Symbol))
        {
            SetUnknown(compare.Target, symbol, Range.Between(0, 1), compare.Origin);
            return;
        }

        Overwrite(compare.Target, compare.Origin, LeakExit.Overwrite);

        var (first, relation, second) = left.Symbol <= right.Symbol
            ? (left.Symbol, compare.Relation, right.Symbol)
            : (right.Symbol, compare.Relation.Swap(), left.Symbol);
        if (first == second)
        {
            _values[compare.Target] = Value.Known(relation.Holds(0, 0) ? 1 : 0);
            return;
        }

        // All comparisons of the two ask for one number, the sign of their difference, so that each answer tells of the others.
        var sign = _symbols.OfComparison(first, second);
        if (!_known.ContainsKey(sign))
            _known[sign] = Range.Between(-1, 1);
        _values[compare.Target] = RangeOf(sign).Decide(relation, 0) is { } decided ? Value.Known(decided ? 1 : 0) : Value.Question(sign, relation, 0);
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
        var holder = _facts.Find(fact => fact.Definite && fact.Aliases.Contains(read.Source));
        if (holder is { Many: false } && _facts.FindAll(fact => fact.Site == holder.Site && !_layout.IsOnlyElement(fact.Aliases)).Count == 1)
            SetOwnMember(read, holder, member, range);
        else if (holder is null && _values.TryGetValue(read.Source, out var value) && value.IsKnown && value.Number == 0 && member.NothingOwedWhen is { } nothing)
            SetKnown(read.Target, nothing, read.Origin);
        else
            SetUnknown(read.Target, symbol, range, read.Origin);
    }

    private void SetOwnMember(ReadMember read, Fact holder, Member member, Range range)
    {
        var own = _symbols.OfMember(holder.Site, read.Member);
        Overwrite(read.Target, read.Origin, LeakExit.Overwrite);
        if (!_known.ContainsKey(own) && !range.IsAll)
            _known[own] = range;
        var site = _program.Sites[holder.Site];
        if (site.Kind == SiteKind.Container && member.NothingOwedWhen is { } empty && Size(site) is var (least, most))
        {
            var refined = most == 0 ? Range.Single(empty)
                : empty == 0 ? RangeOf(own).Refine(Relation.GreaterOrEqual, least)?.Refine(Relation.LessOrEqual, most)
                : least > 0 ? RangeOf(own).Refine(Relation.NotEqual, empty) : RangeOf(own);
            _known[own] = refined ?? RangeOf(own);
        }

        _values[read.Target] = RangeOf(own) is { IsSingle: true } only ? Value.Known(only.Low) : Value.Of(own);
    }

    /// <summary>How many elements there are: at least, and at most.</summary>
    private (long Least, long Most) Size(Site site) => CountOf(site) is { } count ? (count, count)
        : (_facts.Exists(fact => fact.Definite && IsElementOf(fact, site)) ? 1 : 0, long.MaxValue);

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

    private Range RangeOf(Value value) => value.IsKnown ? Range.Single(value.Number)
        : !value.IsQuestion ? RangeOf(value.Symbol)
        : RangeOf(value.Symbol).Decide(value.Relation, value.Number) is { } answer ? Range.Single(answer ? 1 : 0) : Range.Between(0, 1);

    /// <summary>
    /// The symbol gets a new meaning. What was said with the old one is said with the symbol of a place that holds the old value, or forgotten
    /// where no such symbol is free.
    /// </summary>
    private void Renew(int symbol)
    {
        List<int>? old = null;
        foreach (var value in _values.Values)
            Note(value.IsKnown ? -1 : value.Symbol);
        foreach (var known in _known.Keys)
            Note(known);
        foreach (var fact in _facts)
        {
            Note(fact.GuardSymbol);
            fact.Reading?.Any(value =>
            {
                Note(value.IsKnown ? -1 : value.Symbol);
                return false;
            });
        }

        foreach (var dependent in old ?? [])
            Retell(dependent, FreeNameFor(dependent));

        void Note(int used)
        {
            if (used >= 0 && _symbols.DependsOn(used, symbol) && old?.Contains(used) != true)
                (old ??= []).Add(used);
        }
    }

    private int FreeNameFor(int symbol)
    {
        foreach (var entry in _values)
        {
            if (entry.Value.IsKnown || entry.Value.Symbol != symbol)
                continue;
            var name = _symbols.OfPlace(entry.Key);
            if (!_values.Values.Any(value => !value.IsKnown && _symbols.DependsOn(value.Symbol, name)) && !_facts.Exists(fact => fact.GuardSymbol == name || fact.Reading?.Any(value => !value.IsKnown && _symbols.DependsOn(value.Symbol, name)) == true))
                return name;
        }

        return -1;
    }

    private void Retell(int symbol, int name)
    {
        var range = RangeOf(symbol);
        _known.Remove(symbol);
        if (name >= 0)
            _known.Remove(name);
        if (name >= 0 && !range.IsAll)
            _known[name] = range;
        foreach (var entry in _values.Where(entry => !entry.Value.IsKnown && entry.Value.Symbol == symbol).ToArray())
        {
            if (name < 0)
                _values.Remove(entry.Key);
            else
                _values[entry.Key] = entry.Value.Named(name);
        }

        for (var i = 0; i < _facts.Count; i++)
        {
            if (_facts[i].GuardSymbol == symbol)
                _facts[i] = _facts[i] with { GuardSymbol = name, Guard = name < 0 ? null : _facts[i].Guard };
            if (_facts[i].Reading is { } reading && reading.Any(value => !value.IsKnown && value.Symbol == symbol))
                _facts[i] = _facts[i] with { Reading = reading.Map(value => value.IsKnown || value.Symbol != symbol ? value : name < 0 ? null : value.Named(name)) };
        }
    }
}
