using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>The states at the start of one block, few enough for the budget.</summary>
internal sealed class Meeting
{
    private const int MergesBeforeWidening = 12;

    private readonly int _block;
    private readonly SymbolTable _symbols;
    private readonly Budget _budget;
    private readonly List<Node> _nodes = [];
    private int _merges;

    public Meeting(int block, SymbolTable symbols, Budget budget)
    {
        _block = block;
        _symbols = symbols;
        _budget = budget;
    }

    /// <summary>Whether states with different resources were joined here.</summary>
    public bool IsJoined { get; private set; }

    /// <summary>Takes a state in. Null: what is there says it already.</summary>
    public Node? Add(State state, Node? from, int viaOp, StepKind via, int origin)
    {
        if (_nodes.Exists(node => node.State.Covers(state)))
            return null;
        if (IsJoined || _nodes.Count >= _budget.StatesPerBlock)
            state = JoinAll(state);
        else if (_nodes.Where(node => node.State.SameFacts(state)).ToList() is { } group && group.Count >= _budget.StatesPerGroup)
            state = MergeWith(group[group.Count - 1], state);
        if (_nodes.Exists(node => node.State.Covers(state)))
            return null;
        Drop(node => state.Covers(node.State));
        var added = new Node(_block, state, from, viaOp, via, origin);
        _nodes.Add(added);
        return added;
    }

    private State MergeWith(Node node, State state) => Merge.Of(_symbols, _block, node.State, state, ++_merges > MergesBeforeWidening);

    private State JoinAll(State state)
    {
        IsJoined = true;
        var joined = _nodes.Aggregate((State?)null, (all, node) => all is null ? node.State : Join(all, node.State)) is { } before ? Join(before, state) : state;
        Drop(node => !node.State.Covers(joined));
        return joined;
    }

    private State Join(State left, State right) => Merge.Of(_symbols, _block, left, right, ++_merges > MergesBeforeWidening * _budget.StatesPerBlock);

    private void Drop(System.Predicate<Node> covered)
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
