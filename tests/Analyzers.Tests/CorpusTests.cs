using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Devmem.Analyzers.Tests.CorpusHarness;

namespace Devmem.Analyzers.Tests;

/// <summary>
/// Programs whose verdicts were fixed by reading the rules, never by asking the analyzers: each marker must be met and every other line silent.
/// </summary>
public class CorpusTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases => CorpusCatalogue.Names.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Verdicts_hold(string name)
    {
        CorpusCase corpusCase = CorpusCatalogue.Load(name);
        ImmutableArray<Found> found = await CorpusRunner.RunAsync(corpusCase, concurrent: true, sources => sources);
        await SameInAnyOrder(corpusCase, found);
        Assert.DoesNotContain(found, item => item.Id == "AD0001");
        if (!corpusCase.Rules.Overlaps(CorpusRunner.SupportedRules))
            Assert.Skip("None of its rules exists yet: " + string.Join(" ", corpusCase.Rules.Order()));

        ImmutableArray<Difference> differences = Verdict.Of(corpusCase, found, CorpusRunner.SupportedRules);
        AssertNone("", CorpusCatalogue.Pending.NotExcused(name, differences).Select(difference => difference.Text));
        AssertNone("agrees now and must leave pending.txt: ", CorpusCatalogue.Pending.Outdated(name, differences));
    }

    [Fact]
    public void Every_pending_case_exists() => Assert.Subset(CorpusCatalogue.Names.ToHashSet(), CorpusCatalogue.Pending.Cases.ToHashSet());

    private static void AssertNone(string what, IEnumerable<string> lines)
    {
        string message = string.Join("\n", lines.Select(line => what + line));
        Assert.True(message.Length == 0, message);
    }

    /// <summary>The order of the trees and of the bodies, and how many run at once, must not show in the result.</summary>
    private static async Task SameInAnyOrder(CorpusCase corpusCase, ImmutableArray<Found> found)
    {
        Assert.Equal(found, await CorpusRunner.RunAsync(corpusCase, concurrent: false, sources => sources.Reverse()));
        var random = new Random(Seed: 1);
        Assert.Equal(found, await CorpusRunner.RunAsync(corpusCase, concurrent: true, sources => sources.OrderBy(_ => random.Next())));
    }
}
