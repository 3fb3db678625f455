using System.Collections.Generic;

namespace Devmem.Analyzers.Flow;

/// <summary>Where states meet: before the first step of each block, and behind steps that go on in several ways.</summary>
internal sealed class Points
{
    private readonly Liveness _liveness;
    private readonly List<(int Block, int First)> _points = [];
    private readonly List<Live> _live = [];
    private readonly Dictionary<(int Block, int First), int> _numbers = [];

    public Points(FlowProgram program, Liveness liveness)
    {
        _liveness = liveness;
        for (var block = 0; block < program.Blocks.Count; block++)
            At(block, 0);
    }

    /// <summary>The number of the point; for the first step of a block it is that of the block.</summary>
    public int At(int block, int first)
    {
        if (_numbers.TryGetValue((block, first), out var number))
            return number;
        number = _points.Count;
        _points.Add((block, first));
        _numbers.Add((block, first), number);
        _live.Add(_liveness.At(block, first));
        return number;
    }

    public (int Block, int First) this[int point] => _points[point];

    /// <summary>What may be asked for from the point on.</summary>
    public Live LiveAt(int point) => _live[point];
}
