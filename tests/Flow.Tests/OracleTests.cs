using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Flow;
using Devmem.Flow.Tests.Oracle;
using Devmem.Flow.Tests.Text;

namespace Devmem.Flow.Tests;

/// <summary>
/// The solver against an interpreter that walks every path of the same program with real things: whatever a path shows is found, with every budget; and
/// where the solver claims to decide, nothing else is found, and each finding's path is one that a run goes.
/// </summary>
/// <remarks>
/// The run is the same every time: a change is judged by what it does and not by luck. FLOW_SEED begins with another program and FLOW_PROGRAMS makes more of them;
/// a failure prints its seed and the smallest program that shows it.
/// </remarks>
public class OracleTests
{
    [Fact]
    public void The_solver_finds_what_the_runs_show_and_nothing_else() => Check(Budget.Full, 1600);

    [Fact]
    public void With_a_small_budget_nothing_is_missed() => Check(new Budget(2, 3, 60_000), 500);

    [Fact]
    public void With_one_state_a_block_nothing_is_missed() => Check(new Budget(1, 1, int.MaxValue), 500);

    [Fact]
    public void When_the_nodes_run_out_nothing_is_missed() => Check(new Budget(6, 48, 20), 500);

    [Theory]
    [InlineData(typeof(Acquire)), InlineData(typeof(Assign)), InlineData(typeof(AssignConstant)), InlineData(typeof(AssignUnknown)), InlineData(typeof(Add)), InlineData(typeof(Compare))]
    [InlineData(typeof(ComparePlaces)), InlineData(typeof(TestSite)), InlineData(typeof(ReadMember)), InlineData(typeof(Touch)), InlineData(typeof(Share)), InlineData(typeof(Use))]
    [InlineData(typeof(Release)), InlineData(typeof(Transfer)), InlineData(typeof(Adopt)), InlineData(typeof(Kill)), InlineData(typeof(MayThrow)), InlineData(typeof(Await))]
    [InlineData(typeof(Put)), InlineData(typeof(Take)), InlineData(typeof(Peek)), InlineData(typeof(Slice)), InlineData(typeof(Drop)), InlineData(typeof(Cursor))]
    public void The_programs_have_steps_of_the_kind(Type kind) =>
        Assert.True(s_said.Value.GetValueOrDefault(kind) >= 20, $"{kind.Name}: {s_said.Value.GetValueOrDefault(kind)}");

    private static readonly Lazy<Dictionary<Type, int>> s_said = new(() => Enumerable.Range(1, 1600)
        .SelectMany(seed => Generator.Of(Tape(seed)).Blocks).SelectMany(block => block.Ops).GroupBy(op => op.GetType()).ToDictionary(steps => steps.Key, steps => steps.Count()));

    private static void Check(Budget budget, int programs)
    {
        var first = Number("FLOW_SEED") ?? 1;
        for (var seed = first; seed < first + (Number("FLOW_PROGRAMS") ?? programs); seed++)
        {
            var program = Generator.Of(Tape(seed));
            if (Verdict.Of(program, budget) is null)
                continue;
            var smallest = Shrinker.Shrink(program, smaller => Verdict.Of(smaller, budget) is not null);
            Assert.Fail($"FLOW_SEED={seed} FLOW_PROGRAMS=1 repeats it\n{Verdict.Of(smallest, budget)}\n{ProgramText.Print(smallest)}");
        }
    }

    /// <summary>The decisions of one program; the same for a seed on every machine.</summary>
    private static byte[] Tape(int seed)
    {
        var random = new Random(seed);
        var tape = new byte[random.Next(8, 111)];
        random.NextBytes(tape);
        return tape;
    }

    private static int? Number(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), out var number) ? number : null;
}
