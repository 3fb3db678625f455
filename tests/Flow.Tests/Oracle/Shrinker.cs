using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Flow;

namespace Devmem.Flow.Tests.Oracle;

/// <summary>Makes a program that shows something smaller as long as it still shows it.</summary>
internal static class Shrinker
{
    public static FlowProgram Shrink(FlowProgram program, Func<FlowProgram, bool> shows)
    {
        for (var smaller = program; smaller is not null; smaller = Candidates(program).FirstOrDefault(shows))
            program = smaller;
        return program;
    }

    private static IEnumerable<FlowProgram> Candidates(FlowProgram program)
    {
        foreach (var reduced in WithoutBlock(program))
            yield return reduced;
        for (var i = 0; i < program.Blocks.Count; i++)
        {
            var block = program.Blocks[i];
            if (block.Ops.Count > 3)
                yield return With(program, i, block with { Ops = [] });
            for (var op = 0; op < block.Ops.Count; op++)
                yield return With(program, i, block with { Ops = [.. block.Ops.Where((_, at) => at != op)] });
            foreach (var target in block.End.Targets.Where(_ => block.End is not Goto))
                yield return With(program, i, block with { End = new Goto(target) });
            if (block.End is not Exit)
                yield return With(program, i, block with { End = new Exit(9000 + i, ExitKind.Return) });
        }
    }

    /// <summary>Without blocks that cannot be reached, or with a block put in place of the only jump to it.</summary>
    private static IEnumerable<FlowProgram> WithoutBlock(FlowProgram program)
    {
        for (var i = 0; i < program.Blocks.Count; i++)
        {
            if (program.Blocks[i].End is Goto next && next.Target != i && JumpsTo(program, next.Target) == 1 && next.Target != 0)
            {
                var (first, second) = (program.Blocks[i], program.Blocks[next.Target]);
                yield return Remove(With(program, i, new Block([.. first.Ops, .. second.Ops], second.End)), next.Target);
            }

            if (i > 0 && JumpsTo(program, i) == 0)
                yield return Remove(program, i);
            if (i > 0 && program.Blocks[i] is { Ops.Count: 0, End: Goto { Target: var target } } && target != i)
                yield return Remove(Redirect(program, i, target), i);
        }
    }

    private static int JumpsTo(FlowProgram program, int target) => program.Blocks.Sum(block =>
        block.End.Targets.Count(to => to == target) + block.Ops.Count(op => Text.ProgramShape.ThrowTarget(op) == target));

    private static FlowProgram With(FlowProgram program, int number, Block block) =>
        program with { Blocks = [.. program.Blocks.Select((old, i) => i == number ? block : old)] };

    private static FlowProgram Redirect(FlowProgram program, int from, int to) => Renumber(program, block => block == from ? to : block);

    private static FlowProgram Remove(FlowProgram program, int number)
    {
        var kept = program with { Blocks = [.. program.Blocks.Where((_, i) => i != number)] };
        return Renumber(kept, block => block > number ? block - 1 : block);
    }

    private static FlowProgram Renumber(FlowProgram program, Func<int, int> to) => program with
    {
        Blocks = [.. program.Blocks.Select(block => new Block(
            [.. block.Ops.Select(op => op switch
            {
                MayThrow it => it with { Target = to(it.Target) },
                Await { Throw: >= 0 } it => it with { Throw = to(it.Throw) },
                _ => op,
            })],
            block.End switch
            {
                Goto it => new Goto(to(it.Target)),
                Branch it => it with { WhenTrue = to(it.WhenTrue), WhenFalse = to(it.WhenFalse) },
                Choice it => it with { Options = [.. it.Options.Select(to)] },
                _ => block.End,
            }))],
    };
}
