using System.Linq;
using Devmem.Conformance.Reporting;

namespace Devmem.Conformance;

/// <summary>Programs from a grammar, executed on the simulator over all their decisions: what a run shows is reported, and what is reported a run shows.</summary>
public class GeneratedProgramTests
{
    private static Figures Figures => ShortRun.Figures;

    [Fact]
    public void Nothing_that_a_run_shows_is_missed() =>
        Assert.True(Figures.Missed == 0, ShortRun.Smallest(Figures.Disagreements.Where(comparison => comparison.Missed.Count > 0)));

    [Fact]
    public void Nothing_is_reported_that_no_run_shows() =>
        Assert.True(Figures.FalseAlarms == 0, ShortRun.Smallest(Figures.Disagreements.Where(comparison => comparison.FalseAlarms.Count > 0)));

    [Fact]
    public void Every_finding_is_shown_by_a_run_along_its_path() =>
        Assert.True(Figures.Strayed == 0, string.Join("\n\n", Figures.Strays.Take(3)));

    [Fact]
    public void Of_the_mutants_that_the_books_condemn_98_percent_are_noticed() => Assert.True(
        Figures.Mutants.Noticed >= 0.98 * Figures.Mutants.Condemned,
        $"{Figures.Mutants.Noticed} of {Figures.Mutants.Condemned}\n{ShortRun.Smallest(Figures.Mutants.Disagreements.Where(mutant => mutant.Missed.Count > 0))}");

    /// <summary>A run that tests nothing would pass everything above.</summary>
    [Fact]
    public void There_is_enough_of_everything()
    {
        Assert.InRange(Figures.Complete, Figures.Programs / 3, Figures.Programs);
        Assert.InRange(Figures.CleanInFragment, 10, Figures.Programs);
        Assert.InRange(Figures.CleanElsewhere, 5, Figures.Programs);
        Assert.InRange(Figures.Proved, 30, int.MaxValue);
        Assert.InRange(Figures.Mutants.Condemned, 25, int.MaxValue);
        Assert.InRange(Figures.Rules.Count(rule => rule.Value.Shown > 0), 5, int.MaxValue);
    }
}
