using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Devmem.Package.Tests;

/// <summary>Three projects in one solution. Each names the package.</summary>
internal sealed class ConsumerSolution : IDisposable
{
    private readonly IReadOnlyList<ProjectShape> _projects;
    private readonly string _folder = Directory.CreateTempSubdirectory("devmem-solution-").FullName;
    private readonly Dictionary<string, string> _environment;

    /// <param name="feed">Where the package comes from.</param>
    /// <param name="folder">Where the sources are, one of the name of each project.</param>
    /// <param name="projects">The projects.</param>
    private ConsumerSolution(PackedFeed feed, string folder, IReadOnlyList<ProjectShape> projects)
    {
        _projects = projects;
        _environment = new() { ["NUGET_PACKAGES"] = Path.Combine(_folder, "packages") };
        File.WriteAllText(Path.Combine(_folder, "nuget.config"), ConsumerProject.NugetConfig(feed.Folder));
        foreach ((string name, string properties, string references) in projects)
        {
            Directory.CreateDirectory(Path.Combine(_folder, name));
            File.WriteAllText(Path.Combine(_folder, name, name + ".csproj"), ProjectFile(feed.Version, properties, string.Concat(references.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(each => $"""<ProjectReference Include="../{each}/{each}.csproj" />"""))));
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Consumer", folder, name + ".cs"), SourceOf(name));
        }

        File.WriteAllText(Path.Combine(_folder, "Consumer.slnx"), $"<Solution>{string.Concat(_projects.Select(project => $"<Project Path=\"{project.Name}/{project.Name}.csproj\" />"))}</Solution>");
    }

    /// <summary>A library of handles, a program that uses it, and one in an old version of the language.</summary>
    public static ConsumerSolution OfHandles(PackedFeed feed) =>
        new(feed, "Solution", [new("Library", "", ""), new("Program", "<OutputType>Exe</OutputType>", "Library"), new("Old", "<LangVersion>7.3</LangVersion><Nullable>disable</Nullable>", "")]);

    /// <summary>A core that says its mode, a network layer on it that slipped, and a program that uses both.</summary>
    public static ConsumerSolution OfModes(PackedFeed feed) =>
        new(feed, "Modes", [new("Core", "", ""), new("Net", "", "Core"), new("App", "<OutputType>Exe</OutputType>", "Core Net")]);

    /// <summary>The marked lines of the sources.</summary>
    public async Task<IReadOnlyList<Warning>> ExpectedAsync() =>
        [.. (await SourcesAsync()).SelectMany(source => source.Split('\n').Select((line, index) => (line, index)).Where(each => each.line.Contains("// expect ")).Select(each => new Warning(each.index + 1, each.line.Split("// expect ")[1].Trim()))).OrderBy(warning => warning.Line)];

    public async Task<string[]> SourcesAsync() => await Task.WhenAll(_projects.Select(project => File.ReadAllTextAsync(SourceOf(project.Name), TestContext.Current.CancellationToken)));

    public Task<DotnetCommand> BuildAsync() => RunAsync("build Consumer.slnx --nologo --no-incremental -tl:off");

    /// <summary>Repairs the whole solution; the exit code is 2 when only verifying and something is left to do.</summary>
    public Task<DotnetCommand> FormatAsync(string arguments = "") => RunAsync($"format analyzers Consumer.slnx --severity info {arguments}");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string SourceOf(string name) => Path.Combine(_folder, name, name + ".cs");

    private Task<DotnetCommand> RunAsync(string arguments) => DotnetCommand.RunAsync(_folder, arguments, _environment, TestContext.Current.CancellationToken);

    private static string ProjectFile(string version, string properties, string references) =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <UseAppHost>false</UseAppHost>
            <EnableNETAnalyzers>false</EnableNETAnalyzers>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Devmem" Version="{version}" />
            {references}
          </ItemGroup>
        </Project>
        """;
}

/// <summary>A project of a solution.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Properties">What it sets beside what all do.</param>
/// <param name="References">The names of the projects that it refers to.</param>
internal sealed record ProjectShape(string Name, string Properties, string References);
