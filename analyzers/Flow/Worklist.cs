using System.Collections.Generic;

namespace Devmem.Analyzers.Flow;

/// <summary>Nodes that are still to be run: earliest block first, so that paths that meet have met before they go on.</summary>
internal sealed class Worklist
{
    private readonly int[] _rank;
    private readonly Queue<Node>?[] _byRank;
    private readonly SortedSet<int> _waiting = [];

    public Worklist(int blocks, IReadOnlyList<int> order)
    {
        _rank = new int[blocks];
        _byRank = new Queue<Node>?[order.Count];
        for (var i = 0; i < order.Count; i++)
            _rank[order[i]] = i;
    }

    public void Add(Node node)
    {
        var rank = _rank[node.Block];
        (_byRank[rank] ??= new Queue<Node>()).Enqueue(node);
        _waiting.Add(rank);
    }

    public Node? Next()
    {
        while (_waiting.Count > 0)
        {
            var rank = _waiting.Min;
            var queue = _byRank[rank]!;
            var node = queue.Dequeue();
            if (queue.Count == 0)
                _waiting.Remove(rank);
            if (!node.IsCovered)
                return node;
        }

        return null;
    }
}
