using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Devmem.Package.Tests;

/// <summary><c>dotnet format analyzers</c> applies our fixes from the package, to the whole project at once.</summary>
public sealed class FormatTests(PackedFeed feed)
{
    [Fact]
    public async Task Format_repairs_every_finding_and_keeps_the_comments()
    {
        using ConsumerProject consumer = new(feed, ConsumerProject.Receiver);
        string before = await SourceAsync(consumer);
        DotnetCommand verify = await consumer.FormatAsync("--verify-no-changes");
        Assert.Equal(2, verify.ExitCode);
        Assert.Equal(before, await SourceAsync(consumer));

        (await consumer.FormatAsync()).MustSucceed();
        string after = await SourceAsync(consumer);
        Assert.NotEqual(before, after);
        Assert.Contains("// The last statement, and its comment, must survive the fix.", after);
        Assert.Equal(before.Split("// expect ").Length, after.Split("// expect ").Length);
        (await consumer.FormatAsync("--verify-no-changes")).MustSucceed();

        DotnetCommand build = (await consumer.BuildAsync()).MustSucceed();
        Assert.Empty(build.LoadFailures());
        Assert.Empty(build.Warnings());
    }

    [Fact]
    public async Task Format_repairs_a_solution_of_three_projects_once_and_for_all()
    {
        using ConsumerSolution consumer = ConsumerSolution.OfHandles(feed);
        string[] before = await consumer.SourcesAsync();
        DotnetCommand build = (await consumer.BuildAsync()).MustSucceed();
        Assert.Equal("DEVMEM001 DEVMEM002 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM007 DEVMEM008 DEVMEM016", string.Join(" ", build.Warnings().Select(warning => warning.Id).Distinct().Order()));

        (await consumer.FormatAsync()).MustSucceed();
        string[] after = await consumer.SourcesAsync();
        Assert.All(before.Zip(after), pair => Assert.Equal(Comments(pair.First), Comments(pair.Second)));
        Assert.DoesNotContain("using FragmentBatch", after[2]);

        (await consumer.FormatAsync()).MustSucceed();
        Assert.Equal(after, await consumer.SourcesAsync());
        (await consumer.FormatAsync("--verify-no-changes")).MustSucceed();
        build = (await consumer.BuildAsync()).MustSucceed();
        Assert.Empty(build.Warnings());
    }

    private static string[] Comments(string source) => [.. source.Split('\n').Where(line => line.Contains("//")).Select(line => line[line.IndexOf("//")..]).Order()];

    private static Task<string> SourceAsync(ConsumerProject consumer) =>
        File.ReadAllTextAsync(consumer.SourcePath, TestContext.Current.CancellationToken);
}
