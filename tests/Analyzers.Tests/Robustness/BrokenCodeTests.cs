using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Devmem.Analyzers.Tests.CorpusHarness;
using Microsoft.CodeAnalysis.CSharp;

namespace Devmem.Analyzers.Tests.Robustness;

/// <summary>Code that does not compile: no exception, no hang, the same answer each time.</summary>
public class BrokenCodeTests
{
    private const int Rounds = 2;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Each seed damages its share of the corpus; a failure names the seed, the file and the round, and shows the text.</summary>
    public static IEnumerable<TheoryDataRow<int>> Seeds => Enumerable.Range(1, 8).Select(seed => new TheoryDataRow<int>(seed));

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Damaged_programs_neither_break_nor_stall_it(int seed)
    {
        var random = new Random(seed);
        string[] names = [.. CorpusCatalogue.Names.Where((_, index) => index % Seeds.Count() == seed - 1)];
        foreach (string name in names)
        {
            string text = CorpusCatalogue.Load(name).Assemblies[^1].Sources[0].Text;
            for (int round = 0; round < Rounds; round++)
            {
                string damaged = Mutation.Of(text, random);
                string which = $"seed {seed}, {name}, round {round}";
                string report = await Reported(damaged, which);
                if (round == 0)
                    Assert.Equal(report, await Reported(damaged, which, concurrent: false));
            }
        }
    }

    /// <summary>A method that is being typed: each prefix of it is a program that the editor shows to the analyzer.</summary>
    [Fact]
    public async Task Every_beginning_of_a_program_is_survived()
    {
        string text = CorpusCatalogue.Load("Flow/Mixed.cs").Assemblies[^1].Sources[0].Text;
        int[] ends = [.. SyntaxFactory.ParseCompilationUnit(text).DescendantTokens().Select(token => token.Span.End)];
        for (int i = 5; i < ends.Length; i += ends.Length / 40)
            await Reported(text[..ends[i]], $"the first {i} tokens");
    }

    private static async Task<string> Reported(string text, string which, bool concurrent = true)
    {
        try
        {
            return await Subject.ReportAsync(text, Limit, concurrent: concurrent);
        }
        catch (Exception exception) when (exception is OperationCanceledException or Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{which}: {exception.Message}\n{text}");
            throw;
        }
    }
}
