using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Devmem.Tests;

namespace Devmem.Meta.Tests;

/// <summary>The catalogue speaks of every misuse that is known, and each rule can be seen at work.</summary>
public sealed partial class CatalogueTests
{
    private static readonly string[] s_verdicts = ["impossible", "rule", "run time", "not checked", "harmless"];

    private static readonly (char Kind, int Count)[] s_known = [('T', 21), ('R', 15), ('B', 19), ('S', 3), ('X', 12), ('M', 4)];

    public static TheoryData<string> Rules => [.. Product.Ids];

    private static IReadOnlyList<string[]> RowsOfPage =>
        [.. Repository.Read("docs/catalogue.md").Split('\n').Where(line => Row().IsMatch(line)).Select(line => line.Split('|', System.StringSplitOptions.TrimEntries)[1..^1])];

    [Fact]
    public void Each_known_misuse_has_one_row_and_a_verdict()
    {
        Assert.Equal(s_known.SelectMany(kind => Enumerable.Range(1, kind.Count).Select(number => $"{kind.Kind}{number}")), RowsOfPage.Select(row => row[0]));
        Assert.All(RowsOfPage, row => Assert.Contains(row[3], s_verdicts));
    }

    [Fact]
    public void What_a_rule_finds_names_a_rule_and_what_nobody_checks_gives_a_reason()
    {
        Assert.All(RowsOfPage.Where(row => row[3] == "rule"), row => Assert.Matches(@"\[DEVMEM\d{3}\]|mode", row[4]));
        Assert.All(RowsOfPage.Where(row => row[3] != "rule"), row => Assert.True(row[4].Length > 10, row[0]));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_page_of_a_rule_leads_to_a_program_that_shows_its_harm(string id)
    {
        string program = $"tests/Analyzers.Tests/Harm/Programs/Devmem{id[6..]}.cs";
        Assert.Contains($"(../../{program})", new RulePage(id).Section("Why it matters"));
        Assert.True(File.Exists(Repository.PathOf(program)), program);
    }

    [GeneratedRegex(@"^\| [TRBSXM]\d+ \|")]
    private static partial Regex Row();
}
