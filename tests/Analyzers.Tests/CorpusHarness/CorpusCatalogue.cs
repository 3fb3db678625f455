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

    /// <summary>What is known to disagree.</summary>
    public static Pending Pending { get; } = new(Read("pending.txt"));

    public static CorpusCase Load(string name) => CorpusParser.Parse(name, Read(name));

    private static string Read(string name)
    {
        string resource = Container.GetManifestResourceNames().Single(candidate => candidate.Replace('\\', '/') == Prefix + name);
        using var reader = new StreamReader(Container.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
