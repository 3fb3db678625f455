using System.Collections;
using System.Linq;
using Devmem.Analyzers.Flow;
using Devmem.Flow.Tests.Text;

namespace Devmem.Flow.Tests.Oracle;

/// <summary>Which places may still be read from a step on: worlds that differ in no other number are one.</summary>
internal sealed class NumbersAsked
{
    private readonly BitArray[][] _asked;

    public NumbersAsked(FlowProgram program)
    {
        _asked = [.. program.Blocks.Select(block => Enumerable.Range(0, block.Ops.Count + 1).Select(_ => new BitArray(program.PlaceCount)).ToArray())];
        bool changed;
        do
        {
            changed = false;
            for (var block = program.Blocks.Count - 1; block >= 0; block--)
                changed |= Update(program.Blocks[block], block);
        }
        while (changed);
    }

    /// <summary>Whether <paramref name="place"/> may be read from the step <paramref name="op"/> of <paramref name="block"/> on.</summary>
    public bool From(int block, int op, int place) => _asked[block][op][place];

    private bool Update(Block block, int number)
    {
        var steps = _asked[number];
        var before = steps[0];
        var asked = new BitArray(steps[0].Length);
        foreach (var target in block.End.Targets)
            asked.Or(_asked[target][0]);
        if (block.End is Branch branch)
            asked[branch.Condition] = true;
        steps[block.Ops.Count] = (BitArray)asked.Clone();
        for (var op = block.Ops.Count - 1; op >= 0; op--)
        {
            Pass(block.Ops[op], asked);
            steps[op] = (BitArray)asked.Clone();
        }

        return !steps[0].Cast<bool>().SequenceEqual(before.Cast<bool>());
    }

    private void Pass(Op op, BitArray asked)
    {
        foreach (var place in ProgramShape.Writes(op))
            asked[place] = false;
        foreach (var place in ProgramShape.Reads(op).Where(place => place >= 0))
            asked[place] = true;
        if (ProgramShape.ThrowTarget(op) is var target && target >= 0)
            asked.Or(_asked[target][0]);
    }
}
