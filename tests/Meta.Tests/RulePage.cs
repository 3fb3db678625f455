using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Devmem.Tests;
using Microsoft.CodeAnalysis;

namespace Devmem.Meta.Tests;

/// <summary>One page of docs/rules, split into its title line, its table of facts and its sections.</summary>
internal sealed partial class RulePage
{
    public const string Folder = "docs/rules";

    /// <summary>The sections every page has, in this order.</summary>
    public static readonly string[] Headings =
        ["Cause", "Why it matters", "Wrong", "Right", "How to fix", "When to suppress", "Options", "Known limits"];

    private const string PlannedMark = "> Planned: this version does not report it yet.";

    private readonly string[] _lines;

    public RulePage(string id)
    {
        Id = id;
        _lines = Repository.Read($"{Folder}/{id}.md").Split('\n');
    }

    public string Id { get; }

    public string TitleLine => _lines[0];

    /// <summary>True on the page of a rule that is described but not part of the product yet.</summary>
    public bool IsPlanned => _lines.Contains(PlannedMark);

    public IReadOnlyList<string> SectionTitles => [.. _lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..])];

    /// <summary>The ids that have a page.</summary>
    public static IReadOnlyList<string> AllIds() =>
        [.. Directory.EnumerateFiles(Repository.PathOf(Folder), "*.md")
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Order(StringComparer.Ordinal)];

    public static string FactsOf(DiagnosticDescriptor descriptor) =>
        $"| {descriptor.Id} | {descriptor.Category} | {descriptor.DefaultSeverity} | {(Product.FixableIds.Contains(descriptor.Id) ? "yes" : "no")} |";

    /// <summary>The row of the table that states id, category, default severity and whether there is a fix.</summary>
    public string Facts() => _lines.Single(line => line.StartsWith($"| {Id} |", StringComparison.Ordinal));

    /// <summary>The text of one section, without its heading.</summary>
    public string Section(string title)
    {
        int start = Array.IndexOf(_lines, $"## {title}") + 1;
        return string.Join('\n', _lines.Skip(start).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))).Trim();
    }

    /// <summary>The targets of all relative links of the page, without their anchors.</summary>
    public IEnumerable<string> RelativeLinks() =>
        Link().Matches(string.Join('\n', _lines)).Select(match => match.Groups["target"].Value).Where(target => !target.Contains("://"));

    [GeneratedRegex(@"\]\((?<target>[^)#]+)(#[^)]*)?\)")]
    private static partial Regex Link();
}
