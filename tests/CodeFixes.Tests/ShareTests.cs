using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Analyzers;
using Devmem.CodeFixes.Tests.Support;
using Devmem.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Devmem.CodeFixes.Tests;

/// <summary>How many of the leaks in the corpus of the analyzer tests get a fix.</summary>
public class ShareTests
{
    private static readonly string[] s_leaks = [RuleIds.Leak, RuleIds.ExceptionLeak, RuleIds.NotClosed, RuleIds.KeptUntilClose];

    /// <summary>Less than what has been reached, because programs come to the corpus that were not written for a fix.</summary>
    private const int Floor = 92;

    [Fact]
    public async Task Share_of_the_leaks_of_the_corpus_that_get_a_fix_does_not_fall()
    {
        int found = 0, repaired = 0;
        var without = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(Directory.EnumerateFiles(Corpus(), "*.cs", SearchOption.AllDirectories), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (path, _) =>
        {
            foreach (Document document in Documents(await File.ReadAllTextAsync(path)))
            {
                foreach (Diagnostic leak in (await Fixing.FindingsAsync(document)).Where(finding => s_leaks.Contains(finding.Id)))
                {
                    Interlocked.Increment(ref found);
                    if ((await Fixing.OffersAsync(document, leak)).Count > 0)
                        Interlocked.Increment(ref repaired);
                    else
                        without.Add($"{Path.GetFileName(path)}({leak.Location.GetLineSpan().StartLinePosition.Line + 1}) {leak.Id}");
                }
            }
        });

        string share = $"{repaired} of {found} leaks of the corpus get a fix: {100.0 * repaired / found:F1} %";
        Share.Print(share);
        Assert.True(repaired * 100 >= found * Floor, $"{share}; not: {string.Join(", ", without.Order())}");
    }

    /// <summary>The files that compile and are one compilation, each with the others of it.</summary>
    private static IEnumerable<Document> Documents(string text)
    {
        Dictionary<string, string> settings = text.Split('\n').Where(line => line.StartsWith("//# ")).Select(line => line[4..].Split('=', 2, StringSplitOptions.TrimEntries))
            .GroupBy(parts => parts[0]).ToDictionary(group => group.Key, group => group.First().ElementAtOrDefault(1) ?? "");
        if (settings.ContainsKey("assembly") || settings.ContainsKey("broken"))
            yield break;
        LanguageVersion language = settings.TryGetValue("langversion", out string? version) && LanguageVersionFacts.TryParse(version, out LanguageVersion parsed) ? parsed : LanguageVersion.Preview;
        string config = string.Concat(settings.Where(setting => setting.Key.StartsWith("devmem.")).Select(setting => $"{setting.Key} = {setting.Value}\n"));
        OutputKind kind = settings.ContainsKey("outputkind") ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        foreach (Document document in TestProject.Documents(text.Split("//# tree = ").Select((part, index) => index == 0 ? part : "// " + part), language, config, kind))
            yield return document;
    }

    private static string Corpus() => Repository.PathOf("tests/Analyzers.Tests/Corpus");
}
