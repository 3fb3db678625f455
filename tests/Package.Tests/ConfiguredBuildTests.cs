using System.Linq;
using System.Threading.Tasks;

namespace Devmem.Package.Tests;

/// <summary>Other projects than the plain one: presets, options, an older framework, the analyzers alone.</summary>
public sealed class ConfiguredBuildTests(PackedFeed feed)
{
    [Fact]
    public async Task Strict_mode_makes_the_warnings_errors()
    {
        using ConsumerProject consumer = new(feed, ConsumerProject.Receiver, properties: "<DevmemAnalysisMode>Strict</DevmemAnalysisMode>");
        DotnetCommand build = await consumer.BuildAsync();
        Assert.NotEqual(0, build.ExitCode);
        Assert.Equal(consumer.Expected(), build.Warnings("error"));
    }

    [Fact]
    public async Task A_severity_in_the_editorconfig_wins_over_the_mode()
    {
        using ConsumerProject consumer = new(feed, ConsumerProject.Receiver, properties: "<DevmemAnalysisMode>Strict</DevmemAnalysisMode>");
        consumer.AddEditorConfig(
            """
            [*.cs]
            dotnet_diagnostic.DEVMEM001.severity = none
            dotnet_diagnostic.DEVMEM004.severity = warning
            dotnet_diagnostic.DEVMEM008.severity = warning
            """);
        DotnetCommand build = (await consumer.BuildAsync()).MustSucceed();
        Assert.Equal(consumer.Expected().Where(warning => warning.Id != "DEVMEM001"), build.Warnings());
    }

    [Fact]
    public async Task With_autorelease_on_by_option_a_forgotten_token_is_no_warning()
    {
        using ConsumerProject consumer = new(feed, ConsumerProject.Receiver);
        consumer.AddEditorConfig(
            """
            [*.cs]
            devmem.autorelease = on
            """);
        DotnetCommand build = (await consumer.BuildAsync()).MustSucceed();

        // The binding says Off, which contradicts the option.
        Assert.Equal(["DEVMEM003", "DEVMEM008"], build.Warnings().Select(warning => warning.Id).Order());
    }

    [Fact]
    public async Task A_net8_project_gets_the_same_warnings()
    {
        using ConsumerProject consumer = new(feed, ConsumerProject.Receiver, framework: "net8.0");
        DotnetCommand build = (await consumer.BuildAsync()).MustSucceed();
        Assert.Equal(consumer.Expected(), build.Warnings());
    }

    /// <summary>Extension members, null-conditional assignment, `field`, compound operators, partial constructors, spans where arrays are given: the tests inside the process cannot compile them.</summary>
    [Fact]
    public async Task The_compiler_of_the_SDK_shows_the_analyzers_what_is_new_in_the_language()
    {
        using ConsumerProject consumer = new(feed, ConsumerProject.NewLanguage);
        DotnetCommand build = (await consumer.BuildAsync()).MustSucceed();
        Assert.Empty(build.LoadFailures());
        Assert.Equal(consumer.Expected(), build.Warnings());
    }

    [Fact]
    public async Task The_analyzers_work_alone_for_a_layer_that_copies_the_attribute()
    {
        using ConsumerProject consumer = new(feed, ConsumerProject.OwnLayer, package: "Devmem.Analyzers");
        DotnetCommand build = (await consumer.BuildAsync()).MustSucceed();
        Assert.Empty(build.LoadFailures());
        Assert.Equal(consumer.Expected(), build.Warnings());
    }
}
