using System.Collections.Generic;
using System.Linq;
using Devmem.Conformance.Comparing;
using Devmem.Conformance.Generating;
using Devmem.Conformance.Shrinking;

namespace Devmem.Conformance;

/// <summary>Programs from a grammar, executed on the simulator over all their decisions: what a run shows is reported, and what is reported a run shows.</summary>
public class GeneratedProgramTests
{
    private const int Programs = 100;
    private const int MostRuns = 200;

    /// <summary>Each seed is a share of the programs.</summary>
    public static IEnumerable<TheoryDataRow<int>> Shares => [new(1), new(10_001)];

    [Theory]
    [MemberData(nameof(Shares))]
    public void The_analyzers_say_what_the_runs_show(int seed)
    {
        foreach (Comparison comparison in Batch.Compare(Enumerable.Range(seed, Programs).Select(Generator.Of), MostRuns))
        {
            if (!comparison.Agrees)
                Assert.Fail($"{comparison.Program.Origin} disagrees. The smallest program that does:\n{Shrinker.Shrink(comparison, MostRuns)}");
        }
    }
}
