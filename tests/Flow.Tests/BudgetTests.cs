using System.Collections.Generic;
using System.Linq;
using System.Text;
using CsCheck;
using Devmem.Analyzers.Flow;
using Devmem.Flow.Tests.Oracle;
using Devmem.Flow.Tests.Text;

namespace Devmem.Flow.Tests;

/// <summary>What a budget that trips may cost: precision, which is said, but never a leak and never the end.</summary>
public class BudgetTests
{
    private static readonly Budget[] Smaller = [new(2, 8, 60_000), new(2, 3, 60_000), new(1, 1, int.MaxValue), new(6, 48, 10)];

    [Fact]
    public void A_smaller_budget_finds_every_leak_that_a_larger_one_finds() => Gen.Byte.Array[8, 110].Sample(
        tape =>
        {
            var program = Generator.Of(tape);
            var full = Solver.Solve(program, cancellation: TestContext.Current.CancellationToken);
            foreach (var budget in Smaller)
            {
                var small = Solver.Solve(program, budget, TestContext.Current.CancellationToken);
                var found = small.Findings.Where(finding => finding.Kind is FindingKind.Leak or FindingKind.Trusted).Select(finding => finding.Site.Id).ToHashSet();
                Assert.Subset(found, full.Findings.Where(finding => finding.Kind == FindingKind.Leak).Select(finding => finding.Site.Id).ToHashSet());
                if (full is { GaveUp: false, IsCoarse: false } && small is { GaveUp: false, IsCoarse: false })
                    Assert.Equal(Places(full), Places(small));
            }
        },
        iter: 700,
        threads: 1);

    [Theory]
    [InlineData("the one that was made from another may be at the same place", "B0:; p3 = acquire #0; may throw -> B1; p3 = acquire #2 from p3; goto B1; B1:; release p3; release p3; exit Return")]
    [InlineData("one and what was made from it in one container", "#4 container; B0:; p7 = acquire #4; p0 = acquire #0; p1 = acquire #1 from p0; put p0 into p7 Back; put p1 into p7 Back; release p7; release p7; exit Return")]
    [InlineData("siblings of what somebody else has", "#3 borrowed; #5 container; B0:; p3 = take from p8 Anywhere else #1; p0 = acquire #3 from p3; goto B1; B1:; goto B2 or B3; B2:; p3 = acquire #1 beside p0; goto B1; B3:; release p3 through p0; use p3; exit Return")]
    [InlineData("an ended element under a cursor", "#4 container; B0:; p7 = acquire #4; p0 = acquire #0; put p0 into p7 Back; release p0; cursor p7 Start; goto B1; B1:; goto B2 or B3; B2:; cursor p7 Next; p1 = peek p7 AtCursor; release p1; p2 = acquire #1; put p2 into p7 Back; cursor p7 Start; goto B1; B3:; exit Return")]
    public void Joined_states_miss_nothing(string name, string text)
    {
        var program = ProgramText.Parse(text.Replace("; ", "\n", System.StringComparison.Ordinal));
        Assert.All([Budget.Full, .. Smaller], budget => Assert.True(Verdict.Of(program, budget) is null, $"{name} with {budget}: {Verdict.Of(program, budget)}"));
    }

    [Fact]
    public void Seventy_flags_end_in_a_join_that_is_told()
    {
        var solution = Solver.Solve(Flags(70), cancellation: TestContext.Current.CancellationToken);
        Assert.True(solution.GaveUp);
        Assert.DoesNotContain(solution.Findings, finding => finding.Kind == FindingKind.Leak && finding.Site.Id == 0 && finding.Exit != LeakExit.Return);
    }

    [Fact]
    public void Three_flags_are_within_the_budget()
    {
        var solution = Solver.Solve(Flags(3), cancellation: TestContext.Current.CancellationToken);
        Assert.False(solution.GaveUp);
        Assert.Empty(solution.Findings);
    }

    [Fact]
    public void Names_that_wander_through_loops_are_given_up_as_a_whole()
    {
        // Each turn of each loop moves the resource to another of many names, in any order.
        var text = new StringBuilder("B0:\np0 = acquire #0\ngoto B1\nB1:\ngoto " + string.Join(" or ", Enumerable.Range(2, 13).Select(block => $"B{block}")) + "\n");
        for (var i = 0; i < 12; i++)
            text.Append($"B{i + 2}:\np{i + 1} = p{i * 5 % 12}\np{i * 7 % 12} = acquire #{i}\ngoto B1\n");
        text.Append("B14:\nexit Return\n");
        Assert.Throws<BodyTooLargeException>(() => Solver.Solve(ProgramText.Parse(text.ToString()), cancellation: TestContext.Current.CancellationToken));
    }

    /// <summary>Resources that are each acquired under a flag of their own and released under it.</summary>
    private static FlowProgram Flags(int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            text.Append($"B:\nif p{count + i} goto B{2 * i + 1} else B{2 * i + 2}\nB:\np{i} = acquire #{i}\ngoto B{2 * i + 2}\n");
        for (var i = 0; i < count; i++)
            text.Append($"B:\nif p{count + i} goto B{2 * (count + i) + 1} else B{2 * (count + i) + 2}\nB:\nrelease p{i}\ngoto B{2 * (count + i) + 2}\n");
        return ProgramText.Parse(text + "B:\nexit Return\n");
    }

    private static IEnumerable<(FindingKind, int, int, bool)> Places(Solution solution) =>
        solution.Findings.Select(finding => (finding.Kind, finding.Site.Id, finding.Origin, finding.Exceptional)).Order();
}
