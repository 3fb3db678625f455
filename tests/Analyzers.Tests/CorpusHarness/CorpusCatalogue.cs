using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Devmem.Analyzers.Tests.CorpusHarness;

/// <summary>The corpus as it lies embedded in this assembly.</summary>
public static class CorpusCatalogue
{
    private const string Prefix = "corpus/";
    private static readonly Assembly Container = typeof(CorpusCatalogue).Assembly;

    /// <summary>The names of all cases, in a fixed order.</summary>
    public static IEnumerable<string> Names { get; } =
        [.. from resource in Container.GetManifestResourceNames()
            let name = resource.Replace('\\', '/')
            where name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(".cs", StringComparison.Ordinal)
            orderby name
            select name[Prefix.Length..]];

    /// <summary>The cases that are known to disagree, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Pending { get; } =
        (from line in Read("pending.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
         where !line.StartsWith('#')
         select line.Split(' ', 2)).ToDictionary(parts => parts[0], parts => parts.ElementAtOrDefault(1) ?? "");

    public static CorpusCase Load(string name) => CorpusParser.Parse(name, Read(name));

    private static string Read(string name)
    {
        string resource = Container.GetManifestResourceNames().Single(candidate => candidate.Replace('\\', '/') == Prefix + name);
        using var reader = new StreamReader(Container.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
