using System;
using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>The states at one point, few enough for the budget.</summary>
internal sealed class Meeting
{
    private const int MergesBeforeWidening = 12;

    private readonly int _point;
    private readonly Layout _layout;
    private readonly SymbolTable _symbols;
    private readonly IFindings _findings;
    private readonly Budget _budget;
    private readonly List<Node> _nodes = [];
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

    /// <summary>The state that is to be run from here so that <paramref name="state"/> is. Null: those that are there say it already.</summary>
    public State? Add(State state)
    {
        if (IsCovered(state))
            return null;
        if (_isJoined || _nodes.Count >= _budget.StatesPerBlock)
            state = JoinAll(state);
        else if (_nodes.Count >= _budget.StatesPerGroup && GroupOf(state) is var group && group.Count >= _budget.StatesPerGroup)
            state = MergeWith(group, state);
        else
            return Taken(state);
        return IsCovered(state) ? null : Taken(state);
    }

    private State Taken(State state)
    {
        for (var i = _nodes.Count - 1; i >= 0; i--)
        {
            if (state.Covers(_nodes[i].State))
                DropAt(i);
        }

        return state;
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

    private List<Node> GroupOf(State state) => _nodes.FindAll(node => node.State.SameFacts(state));

    /// <summary>The node of a state that was taken in.</summary>
    public void Add(Node node) => _nodes.Add(node);

    /// <summary>Merges with the state that differs least.</summary>
    private State MergeWith(List<Node> group, State state)
    {
        var widen = ++_merges > MergesBeforeWidening;
        foreach (var node in group)
        {
            var merged = Merge.Of(_symbols, _point, node.State, state, widen: false);
            if (merged.IsExact && !widen)
                return merged.State;
        }

        GaveUp = true;
        return Join(group[group.Count - 1].State, state, widen);
    }

    private State JoinAll(State state)
    {
        _isJoined = GaveUp = true;
        var widen = ++_merges > MergesBeforeWidening;
        var guards = new Guards([.. _nodes.Select(node => node.State), state]);
        var joined = _nodes.Aggregate(state, (all, node) => Join(node.State, all, widen, guards));
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
            if (covered(_nodes[i]))
                DropAt(i);
        }
    }

    private void DropAt(int i)
    {
        _nodes[i].IsCovered = true;
        _nodes.RemoveAt(i);
    }
}
