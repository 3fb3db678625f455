using System;
using System.Linq;
using System.Threading.Tasks;
using Devmem.Tests;

namespace Devmem.Package.Tests;

/// <summary>The first program of README, in a project as <c>dotnet new console</c> makes it.</summary>
public sealed class ReadmeProgramTests(PackedFeed feed)
{
    private const string NewConsoleProperties = "<ImplicitUsings>enable</ImplicitUsings>";

    [Fact]
    public async Task It_builds_without_a_warning_runs_and_leaks_nothing()
    {
        using ConsumerProject consumer = new(feed, FirstProgram(), properties: NewConsoleProperties);
        DotnetCommand build = (await consumer.BuildAsync()).MustSucceed();
        Assert.Contains("0 Warning(s)", build.Output);

        DotnetCommand run = (await consumer.RunProgramAsync()).MustSucceed();
        Assert.Contains("Hello, dmabuf", run.Output);
        Assert.Contains("No handle is held.", run.Output);
    }

    [Fact]
    public async Task Without_the_using_of_the_batch_the_compiler_says_so()
    {
        string program = FirstProgram().Replace("using FragmentBatch batch", "FragmentBatch batch");
        using ConsumerProject consumer = new(feed, program, properties: NewConsoleProperties);
        DotnetCommand build = (await consumer.BuildAsync()).MustSucceed();
        Assert.Equal(["DEVMEM001"], build.Warnings().Select(warning => warning.Id));
    }

    private static string FirstProgram()
    {
        string readme = Repository.Read("README.md");
        const string Start = "```csharp\n";
        int start = readme.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
