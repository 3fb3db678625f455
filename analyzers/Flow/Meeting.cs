using System;
using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>
/// The states at one point, few enough for the budget. When they become many, elements that nothing tells apart are no longer counted; when they become more than may be,
/// states with the same resources become one, so that what is owed stays apart and only numbers are lost; and where even that is too many, all become one.
/// </summary>
internal sealed class Meeting
{
    private const int MergesBeforeWidening = 12;
    private const int MergesBeforeJoining = 1000;

    /// <summary>In how many ways the resources of one site may be named where paths were joined. More come of names that wander in loops, and each may double the next.</summary>
    private const int MostFactsOfSite = 32;
    private const int MostFacts = 48;

    private readonly int _point;
    private readonly Layout _layout;
    private readonly SymbolTable _symbols;
    private readonly IFindings _findings;
    private readonly Budget _budget;
    private readonly List<Node> _nodes = [];
    private readonly List<Node> _taken = [];
    private bool _isUncounted;
    private bool _isGrouped;
    private bool _isJoined;
    private int _merges;

    public Meeting(int point, Layout layout, SymbolTable symbols, IFindings findings, Budget budget)
    {
        _point = point;
        _layout = layout;
        _symbols = symbols;
        _findings = findings;
        _budget = budget;
    }

    /// <summary>Whether states were joined here in a way that stands for more paths than there are.</summary>
    public bool GaveUp { get; private set; }

    /// <summary>Whether elements were taken together that could have been counted.</summary>
    public bool IsCoarse { get; private set; }

    /// <summary>The nodes that are to be run from here so that <paramref name="node"/> is. None: those that are there say it already. The list is good until the next call.</summary>
    public List<Node> Add(Node node)
    {
        _taken.Clear();
        if (IsCovered(node.State))
            return _taken;
        if (_nodes.Count >= _budget.StatesPerBlock / 4 && _layout.Containers.Length > 0)
            _isUncounted = true;
        if (_isUncounted)
            node = Uncounted(node);
        if (!_isGrouped && _nodes.Count >= _budget.StatesPerBlock)
            Regroup();
        var state = _isJoined ? JoinAll(node.State) : WithinBudget(node.State);
        if (!IsCovered(state))
            Take(node.With(state));
        return _taken;
    }

    private State WithinBudget(State state)
    {
        if (!_isGrouped && _nodes.Count < _budget.StatesPerGroup)
            return state;
        var group = GroupOf(state);
        return group.Count > 0 && (_isGrouped || group.Count >= _budget.StatesPerGroup) ? MergeWith(group, state)
            : _nodes.Count >= _budget.StatesPerBlock ? JoinAll(state)
            : state;
    }

    private void Take(Node node)
    {
        Drop(other => node.State.Covers(other.State));
        _nodes.Add(node);
        _taken.Add(node);
    }

    private bool IsCovered(State state)
    {
        foreach (var node in _nodes)
        {
            if (node.State.Covers(state))
                return true;
        }

        return false;
    }

    private Node Uncounted(Node node)
    {
        var machine = Machine.Thaw(_layout, _symbols, _findings, node.State);
        if (!machine.StopCounting())
            return node;
        IsCoarse = true;
        return node.With(machine.Freeze(_layout.AllLive));
    }

    /// <summary>From here on there is one state for the same resources.</summary>
    private void Regroup()
    {
        _isGrouped = true;
        foreach (var first in _nodes.ToArray())
        {
            var group = first.IsCovered ? [] : GroupOf(first.State);
            if (group.Count <= 1)
                continue;
            GaveUp = true;
            var joined = group.Select(node => node.State).Aggregate((all, state) => Join(all, state, widen: false));
            Drop(group.Contains);
            if (!IsCovered(joined))
                Take(first.With(joined));
        }
    }

    private List<Node> GroupOf(State state) => _nodes.FindAll(node => node.State.SameFacts(state));

    /// <summary>Merges with the state that differs least.</summary>
    private State MergeWith(List<Node> group, State state)
    {
        var widen = ++_merges > MergesBeforeWidening * (_isGrouped ? _nodes.Count : 1);
        foreach (var node in group)
        {
            var merged = Merge.Of(_symbols, _point, node.State, state, widen: false);
            if (merged.IsExact && !widen)
                return merged.State;
        }

        GaveUp = true;
        if (_isGrouped && _merges > MergesBeforeJoining)
            return JoinAll(state);
        var joined = Join(group[group.Count - 1].State, state, widen);
        if (_isGrouped)
            Drop(group.Contains);
        return joined;
    }

    /// <exception cref="BodyTooLargeException">There are too many to go on with.</exception>
    private State JoinAll(State state)
    {
        _isGrouped = _isJoined = GaveUp = true;
        var widen = ++_merges > MergesBeforeWidening;
        var guards = new Guards([.. _nodes.Select(node => node.State), state]);
        var joined = _nodes.Aggregate(state, (all, node) => Join(node.State, all, widen, guards));
        if (joined.MostFactsOfSite > MostFactsOfSite || joined.Facts.Length > MostFacts + (MostFactsOfSite / 4 * _layout.Program.Sites.Count))
            throw new BodyTooLargeException();
        Drop(node => !node.State.Covers(joined));
        return joined;
    }

    private State Join(State left, State right, bool widen, Guards? guards = null)
    {
        var folded = Array.FindAll(_layout.Containers, site => !Nullable.Equals(left.ValueAt(site.Current), right.ValueAt(site.Current)));
        return Merge.Of(_symbols, _point, Folded(left, folded), Folded(right, folded), widen, guards).State;
    }

    /// <summary>Where enumerations stand at different indexes, elements lose theirs, so that it stays known which were passed.</summary>
    private State Folded(State state, Site[] sites)
    {
        if (sites.Length == 0)
            return state;
        var machine = Machine.Thaw(_layout, _symbols, _findings, state);
        machine.FoldAll(sites);
        return machine.Freeze(_layout.AllLive);
    }

    private void Drop(Predicate<Node> covered)
    {
        for (var i = _nodes.Count - 1; i >= 0; i--)
        {
            if (!covered(_nodes[i]))
                continue;
            _nodes[i].IsCovered = true;
            _nodes.RemoveAt(i);
        }
    }
}
