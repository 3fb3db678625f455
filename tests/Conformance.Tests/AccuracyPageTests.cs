using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Devmem.Conformance.Mutation;
using Devmem.Conformance.Reporting;
using Devmem.Tests;

namespace Devmem.Conformance;

/// <summary>`docs/accuracy.md` claims no more than its own figures bear, those are no better than what its command shows today, and no program of a test run contradicts a claim.</summary>
public class AccuracyPageTests
{
    private const string Missed = "missed, of what executions show";
    private const string AccusedInFragment = "accused, of clean programs in the exactly decided fragment";
    private const string AccusedElsewhere = "accused, of clean programs elsewhere";
    private const string Replayed = "executed along the path they tell, of the findings that are right";
    private const string Noticed = "noticed, of the mutants that the books condemn";

    private static readonly string Text = Repository.Read("docs/accuracy.md");

    private static readonly Dictionary<string, double> Claims = Rows(value => value.EndsWith(" %", StringComparison.Ordinal), value => value[..^2]);

    private static readonly Dictionary<string, double> Measured = Rows(value => value.All(char.IsAsciiDigit), value => value);

    private static Figures Short => ShortRun.Figures;

    /// <summary>The claim; whether it is one about how much at least; part and whole as the page has them; part and whole of the short run.</summary>
    public static TheoryData<string, bool> Each => new() { { Missed, false }, { AccusedInFragment, false }, { AccusedElsewhere, false }, { Replayed, true }, { Noticed, true } };

    [Theory]
    [MemberData(nameof(Each))]
    public void A_claim_is_borne_by_the_figures_of_the_page(string claim, bool isAtLeast)
    {
        (double part, double whole) = claim switch
        {
            Missed => (Measured["misses"], Measured["shown by executions"]),
            AccusedInFragment => (Measured["of them accused"], Measured["clean programs in the exactly decided fragment"]),
            AccusedElsewhere => (Measured["of these accused"], Measured["clean programs elsewhere"]),
            Replayed => (OnTheirPath, OnTheirPath + Measured["findings that are right, but not on the path that they tell"]),
            _ => (Measured["mutants noticed"], Measured["mutants condemned by the books"]),
        };
        Check(claim, part, whole, isAtLeast);
    }

    [Theory]
    [MemberData(nameof(Each))]
    public void A_claim_holds_for_the_programs_of_this_run(string claim, bool isAtLeast)
    {
        (int part, int whole) = claim switch
        {
            Missed => (Short.Missed, Short.Shown),
            AccusedInFragment => (Short.AccusedInFragment, Short.CleanInFragment),
            AccusedElsewhere => (Short.AccusedElsewhere, Short.CleanElsewhere),
            Replayed => (Short.Replayed, Short.Replayed + Short.Strayed),
            _ => (Short.Mutants.Noticed, Short.Mutants.Condemned),
        };
        Check(claim, part, whole, isAtLeast);
    }

    [Fact]
    public void The_first_programs_of_its_run_show_no_less_when_they_are_executed_again()
    {
        Match command = Regex.Match(Text, @", by `dotnet run [^`]*--seed (\d+) --programs \d+`:");
        Assert.True(command.Success, "The page names no command above its figures.");
        foreach ((string name, int value, bool moreIsBetter) in Page.Compared(LongRun.First(int.Parse(command.Groups[1].Value, CultureInfo.InvariantCulture))))
            Assert.True(moreIsBetter ? Measured[name] <= value : value <= Measured[name], $"{name}: the page says {Measured[name]}, now there are {value}.");
    }

    [Fact]
    public void It_has_each_kind_of_mutation() => Assert.All(Mutator.Operators, kind => Assert.Contains($"| {kind} |", Text));

    private static double OnTheirPath => Measured["of them by an execution along the path that the finding tells"];

    private static void Check(string claim, double part, double whole, bool isAtLeast)
    {
        Assert.True(whole > 0, $"{claim}: of nothing");
        double share = 100.0 * part / whole;
        Assert.True(isAtLeast ? Claims[claim] <= share : share <= Claims[claim], string.Create(CultureInfo.InvariantCulture, $"{claim}: claimed {Claims[claim]} %, shown {share:F2} %"));
    }

    /// <summary>The rows of its tables of two columns.</summary>
    private static Dictionary<string, double> Rows(Func<string, bool> isValue, Func<string, string> number) => Text.Split('\n')
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells.Length == 4 && cells[2].Length > 0 && isValue(cells[2]))
        .ToDictionary(cells => cells[1], cells => double.Parse(number(cells[2]), CultureInfo.InvariantCulture));
}
