using System.Linq;
using System.Threading.Tasks;

namespace Devmem.Package.Tests;

/// <summary>What a newcomer gets who adds the package <c>Devmem</c> to a console project and builds it with the compiler of the SDK,
/// as it is or with something on the command line.</summary>
public sealed class DefaultBuildTests(DefaultBuild fixture) : IClassFixture<DefaultBuild>
{
    [Fact]
    public void The_analyzers_load()
    {
        fixture.Build.MustSucceed();
        Assert.Empty(fixture.Build.LoadFailures());
    }

    [Fact]
    public void The_build_warns_on_exactly_the_marked_lines() => Assert.Equal(fixture.Consumer.Expected(), fixture.Build.Warnings());

    [Fact]
    public void Each_warning_is_printed_with_the_link_of_its_page() =>
        Assert.All(fixture.Consumer.Expected(), expected => Assert.Contains($"({HelpLink(expected.Id)})", Assert.Single(fixture.Build.Lines(expected.Id))));

    [Fact]
    public void The_report_is_SARIF_2_1_and_has_the_same_warnings()
    {
        using SarifLog log = new(fixture.Consumer.SarifPath);
        Assert.Equal("2.1.0", log.Version);
        Assert.Equal(fixture.Consumer.Expected(), log.Results.Select(result => new Warning(result.Line, result.Id)));
    }

    /// <summary>Every finding of these rules has a path, and the report carries it: at least the place where the handle is let go.</summary>
    [Fact]
    public void The_report_carries_the_path_of_each_warning()
    {
        using SarifLog log = new(fixture.Consumer.SarifPath);
        Assert.All(log.Results, result =>
        {
            Assert.NotEmpty(result.PathFiles);
            Assert.All(result.PathFiles, file => Assert.EndsWith("Program.cs", file));
        });
    }

    [Fact]
    public void The_report_carries_the_help_links()
    {
        using SarifLog log = new(fixture.Consumer.SarifPath);
        Assert.All(fixture.Consumer.Expected(), expected => Assert.Equal(HelpLink(expected.Id), log.HelpLink(expected.Id)));
    }

    [Fact]
    public async Task A_single_rule_can_be_made_an_error_on_the_command_line()
    {
        DotnetCommand build = await fixture.Consumer.BuildAsync("--no-restore -warnaserror:DEVMEM001");
        Assert.NotEqual(0, build.ExitCode);
        Assert.Equal(["DEVMEM001"], build.Warnings("error").Select(error => error.Id));
    }

    [Fact]
    public async Task Mode_None_reports_nothing()
    {
        DotnetCommand build = (await fixture.Consumer.BuildAsync("--no-restore -p:DevmemAnalysisMode=None")).MustSucceed();
        Assert.Empty(build.Warnings());
    }

    [Fact]
    public async Task An_unknown_mode_is_an_error_that_names_the_known_ones()
    {
        DotnetCommand build = await fixture.Consumer.BuildAsync("--no-restore -p:DevmemAnalysisMode=Stritc");
        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("DevmemAnalysisMode is 'Stritc', but must be None, Default or Strict.", build.Output);
    }

    private static string HelpLink(string id) => $"https://github.com/devmem-analyzers/devmem-analyzers/blob/main/docs/rules/{id}.md";
}
