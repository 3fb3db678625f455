using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Devmem.Tests;
using Microsoft.CodeAnalysis;

namespace Devmem.Meta.Tests;

/// <summary>The tables of rules in README and in docs, and the links between the documents.</summary>
public sealed partial class RuleTableTests
{
    public static TheoryData<string> Documents =>
        [.. SourceTree.Files().Where(file => file.EndsWith(".md", StringComparison.Ordinal)
            && !file.StartsWith("analyzers/AnalyzerReleases", StringComparison.Ordinal))];

    [Fact]
    public void README_lists_exactly_the_rules_that_this_version_reports() =>
        Assert.Equal(Product.Descriptors.Select(rule => Row(rule, "docs/rules/")).Distinct(), Rows("README.md"));

    [Fact]
    public void The_index_lists_every_page_and_says_which_rules_are_planned()
    {
        string[] rows = Rows("docs/README.md");
        Assert.Equal(RulePage.AllIds(), rows.Select(row => Link().Match(row).Groups["text"].Value));
        Assert.Subset(rows.ToHashSet(), Product.Descriptors.Select(rule => Row(rule, "rules/")).ToHashSet());
        Assert.All(rows, row => Assert.Equal(new RulePage(Link().Match(row).Groups["text"].Value).IsPlanned, row.EndsWith("| planned |", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_relative_link_leads_to_a_file(string document)
    {
        string folder = Path.GetDirectoryName(Repository.PathOf(document))!;
        IEnumerable<string> broken = Link().Matches(Repository.Read(document))
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://") && !Path.Exists(Path.Combine(folder, target)));
        Assert.Empty(broken);
    }

    private static string[] Rows(string document) =>
        [.. Repository.Read(document).Split('\n').Where(line => line.StartsWith("| [DEVMEM", StringComparison.Ordinal))];

    private static string Row(DiagnosticDescriptor rule, string folder) =>
        $"| [{rule.Id}]({folder}{rule.Id}.md) | {rule.Title} | {rule.DefaultSeverity} | {(Product.FixableIds.Contains(rule.Id) ? "yes" : "no")} |";

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\((?<target>[^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex Link();
}
