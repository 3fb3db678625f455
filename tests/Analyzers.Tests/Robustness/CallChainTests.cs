using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Devmem.Analyzers.Tests.Robustness;

/// <summary>What the last method of a long chain or circle does counts at its beginning, wherever in the source that stands.</summary>
public class CallChainTests
{
    private const int Length = 300;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("batch.Release();", false, null)]
    [InlineData("batch.Release();", true, null)]
    [InlineData("", false, "DEVMEM001")]
    [InlineData("", true, "DEVMEM001")]
    public async Task The_end_of_a_chain_decides_for_its_beginning(string end, bool isReversed, string? rule)
    {
        string report = await ReportAsync("Pass0(socket.Receive(linear));", Passing(Length - 1, _ => "").Append(Method(Length - 1, end)), isReversed);
        Assert.Equal(rule is null ? [] : [rule], Rules(report));
    }

    [Theory]
    [InlineData("batch.Release(); return;", null)]
    [InlineData("return;", "DEVMEM001")]
    public async Task One_way_out_decides_for_a_whole_circle(string way, string? rule)
    {
        string report = await ReportAsync("Pass0(socket.Receive(linear));", Passing(Length, i => i == Length / 2 ? $"if (s_done) {{ {way} }}" : ""), isReversed: false);
        Assert.Equal(rule is null ? [] : [rule], Rules(report));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("throw new System.InvalidOperationException();", "DEVMEM004")]
    public async Task What_the_end_of_a_chain_throws_comes_out_at_its_beginning(string end, string? rule)
    {
        IEnumerable<string> steps = Enumerable.Range(0, Length - 1).Select(i => $"static void Step{i}() => Step{i + 1}();").Append($"static void Step{Length - 1}() {{ if (s_done) {{ {end} }} }}");
        string report = await ReportAsync("FragmentBatch batch = socket.Receive(linear); Step0(); batch.Release();", steps, isReversed: false);
        Assert.Equal(rule is null ? [] : [rule], Rules(report));
    }

    private static IEnumerable<string> Passing(int methods, Func<int, string> begin) =>
        Enumerable.Range(0, methods).Select(i => Method(i, $"{begin(i)} Pass{(i + 1) % Length}(batch);"));

    private static string Method(int number, string body) => $"static void Pass{number}(FragmentBatch batch) {{ {body} }}";

    private static Task<string> ReportAsync(string begin, IEnumerable<string> methods, bool isReversed) => Subject.ReportAsync(
        $"using Devmem;\nstatic class Program\n{{\nstatic bool s_done;\nstatic void Run(DevmemSocket socket, byte[] linear) {{ {begin} }}\n{string.Join("\n", isReversed ? methods.Reverse() : methods)}\n}}\n", Limit);

    private static IEnumerable<string> Rules(string report) => report.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[line.IndexOf("DEVMEM", StringComparison.Ordinal)..][..9]);
}
