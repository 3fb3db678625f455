using System;
using CsCheck;
using Devmem.Analyzers.Flow;
using Devmem.Flow.Tests.Oracle;
using Devmem.Flow.Tests.Text;

namespace Devmem.Flow.Tests;

/// <summary>
/// The solver against an interpreter that walks every path of the same program with real things: whatever a path shows is found, with every budget; and
/// where the solver claims to decide, nothing else is found, and each finding's path is one that a run goes.
/// </summary>
/// <remarks>FLOW_PROGRAMS sets how many programs are made, FLOW_SEED repeats a run; a failure prints both its seed and the smallest program that shows it.</remarks>
public class OracleTests
{
    private static readonly Gen<byte[]> Tapes = Gen.Byte.Array[8, 110];

    [Fact]
    public void The_solver_finds_what_the_runs_show_and_nothing_else() => Check(Budget.Full, 1600);

    [Fact]
    public void With_a_small_budget_nothing_is_missed() => Check(new Budget(2, 3, 60_000), 500);

    [Fact]
    public void With_one_state_a_block_nothing_is_missed() => Check(new Budget(1, 1, int.MaxValue), 500);

    [Fact]
    public void When_the_nodes_run_out_nothing_is_missed() => Check(new Budget(6, 48, 20), 500);

    private static void Check(Budget budget, int programs)
    {
        Tapes.Sample(
            tape =>
            {
                var program = Generator.Of(tape);
                if (Verdict.Of(program, budget) is null)
                    return;
                var smallest = Shrinker.Shrink(program, smaller => Verdict.Of(smaller, budget) is not null);
                Assert.Fail(Verdict.Of(smallest, budget) + "\n" + ProgramText.Print(smallest));
            },
            seed: Environment.GetEnvironmentVariable("FLOW_SEED"),
            iter: int.TryParse(Environment.GetEnvironmentVariable("FLOW_PROGRAMS"), out var asked) ? asked : programs,
            threads: 1);
    }
}
