using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>Reverse postorder of the blocks that can be reached: a block comes after those that lead to it, but for loops.</summary>
internal static class BlockOrder
{
    public static IReadOnlyList<int> Of(FlowProgram program)
    {
        var seen = new bool[program.Blocks.Count];
        var order = new List<int>();
        var stack = new Stack<(int Block, IEnumerator<int> Next)>();
        Enter(0);
        while (stack.Count > 0)
        {
            var (block, next) = stack.Peek();
            if (!next.MoveNext())
            {
                stack.Pop();
                order.Add(block);
            }
            else if (!seen[next.Current])
            {
                Enter(next.Current);
            }
        }

        order.Reverse();
        return order;

        void Enter(int block)
        {
            seen[block] = true;
            stack.Push((block, Successors(program.Blocks[block]).GetEnumerator()));
        }
    }

    private static IEnumerable<int> Successors(Block block) => block.End.Targets.Concat(
        block.Ops.Select(op => op switch { MayThrow may => may.Target, Await await => await.Throw, _ => -1 }).Where(target => target >= 0));
}
