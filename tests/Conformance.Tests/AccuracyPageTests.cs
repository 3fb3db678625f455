using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Devmem.Conformance.Mutation;
using Devmem.Conformance.Reporting;
using Devmem.Tests;

namespace Devmem.Conformance;

/// <summary>`docs/accuracy.md` claims no more than a run shows.</summary>
public class AccuracyPageTests
{
    private static readonly Lazy<Dictionary<string, double>> Claims = new(Read);

    private static Figures Figures => ShortRun.Figures;

    [Fact]
    public void It_claims_no_fewer_misses_than_there_are() =>
        AtLeast(Percent(Figures.Missed, Figures.Rules.Values.Sum(rule => rule.Shown)), Claims.Value["missed, of what executions show"]);

    [Fact]
    public void It_claims_no_fewer_false_alarms_than_there_are()
    {
        AtLeast(Percent(Figures.AccusedInFragment, Figures.CleanInFragment), Claims.Value["accused, of clean programs in the exactly decided fragment"]);
        AtLeast(Percent(Figures.AccusedElsewhere, Figures.CleanElsewhere), Claims.Value["accused, of clean programs elsewhere"]);
    }

    [Fact]
    public void It_claims_no_more_replayed_paths_than_there_are() =>
        AtLeast(Claims.Value["executed along the path they tell, of the findings that are right"], Percent(Figures.Replayed, Figures.Replayed + Figures.Strayed));

    [Fact]
    public void It_claims_no_more_noticed_mutants_than_there_are() =>
        AtLeast(Claims.Value["noticed, of the mutants that the books condemn"], Percent(Figures.Mutants.Noticed, Figures.Mutants.Condemned));

    [Fact]
    public void It_has_each_kind_of_mutation()
    {
        string page = Repository.Read("docs/accuracy.md");
        Assert.All(Mutator.Operators, kind => Assert.Contains($"| {kind} |", page));
    }

    private static void AtLeast(double less, double more) => Assert.True(less <= more, string.Create(CultureInfo.InvariantCulture, $"{less} is more than {more}"));

    private static double Percent(int part, int whole) => whole == 0 ? 0 : 100.0 * part / whole;

    /// <summary>The lines of its first table whose value is a percentage.</summary>
    private static Dictionary<string, double> Read() => Repository.Read("docs/accuracy.md").Split('\n')
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells.Length == 4 && cells[2].EndsWith(" %", StringComparison.Ordinal))
        .ToDictionary(cells => cells[1], cells => double.Parse(cells[2][..^2], CultureInfo.InvariantCulture));
}
