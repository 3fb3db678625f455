using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;

namespace Devmem.Analyzers.Tests.CorpusHarness;

/// <summary>
/// Reads the comments that make a C# file a case: "//# key = value" sets an option, "//# tree = B.cs" and "//# assembly = Library"
/// begin another tree or compilation, "//! ID ID" and "//~ ID" state verdicts.
/// </summary>
public static class CorpusParser
{
    public static CorpusCase Parse(string name, string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        var options = ImmutableDictionary.CreateBuilder<string, string>();
        var sections = new List<Section> { new("Program", "Program.cs", 0) };
        for (int i = 0; i < lines.Length; i++)
        {
            if (Setting(lines[i]) is not var (key, value))
                sections[^1].Text.Append(lines[i]).Append('\n');
            else
                Apply(key, value, i, options, sections);
        }

        return new CorpusCase(name, Assemblies(sections), options.ToImmutable(), [.. lines.SelectMany(Expectations)]);
    }

    private static void Apply(string key, string value, int line, ImmutableDictionary<string, string>.Builder options, List<Section> sections)
    {
        if (key == "tree")
            sections.Add(new Section(sections[^1].Assembly, value, line));
        else if (key == "assembly")
            sections.Add(new Section(value, value + ".cs", line));
        else
            options[key] = value;
        // The setting's own line stays as a blank one: numbers must not shift.
        sections[^1].Text.Append('\n');
    }

    private static (string Key, string Value)? Setting(string line)
    {
        if (!line.StartsWith("//#", StringComparison.Ordinal))
            return null;
        string[] parts = line[3..].Split('=', 2);
        return (parts[0].Trim(), parts.Length > 1 ? parts[1].Trim() : "");
    }

    private static IEnumerable<Expectation> Expectations(string line, int index)
    {
        foreach (string mark in (string[])["//!", "//~"])
        {
            int at = line.IndexOf(mark, StringComparison.Ordinal);
            if (at < 0)
                continue;
            foreach (string id in line[(at + mark.Length)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                yield return new Expectation(index + 1, id, mark == "//!");
        }
    }

    private static ImmutableArray<CorpusAssembly> Assemblies(List<Section> sections) =>
        [.. from section in sections
            where !string.IsNullOrWhiteSpace(section.Text.ToString())
            group new CorpusSource(section.Path, section.Text.ToString()) by section.Assembly into sources
            select new CorpusAssembly(sources.Key, [.. sources])];

    private sealed record Section(string Assembly, string Path, int FirstLine)
    {
        public StringBuilder Text { get; } = new(new string('\n', FirstLine));
    }
}
