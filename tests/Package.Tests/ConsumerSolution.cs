using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace Devmem.Package.Tests;

/// <summary>Three projects in one solution: a library of handles, a program that uses it, and one in an old version of the language. Each names the package.</summary>
internal sealed class ConsumerSolution : IDisposable
{
    private static readonly (string Name, string Properties, string References)[] s_projects =
    [
        ("Library", "", ""),
        ("Program", "<OutputType>Exe</OutputType>", """<ProjectReference Include="../Library/Library.csproj" />"""),
        ("Old", "<LangVersion>7.3</LangVersion><Nullable>disable</Nullable>", ""),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("devmem-solution-").FullName;
    private readonly Dictionary<string, string> _environment;

    public ConsumerSolution(PackedFeed feed)
    {
        _environment = new() { ["NUGET_PACKAGES"] = Path.Combine(_folder, "packages") };
        File.WriteAllText(Path.Combine(_folder, "nuget.config"), ConsumerProject.NugetConfig(feed.Folder));
        foreach ((string name, string properties, string references) in s_projects)
        {
            Directory.CreateDirectory(Path.Combine(_folder, name));
            File.WriteAllText(Path.Combine(_folder, name, name + ".csproj"), ProjectFile(feed.Version, properties, references));
            File.Copy(Path.Combine(AppContext.BaseDirectory, "Consumer", "Solution", name + ".cs"), SourceOf(name));
        }

        File.WriteAllText(Path.Combine(_folder, "Consumer.slnx"), $"<Solution>{string.Concat(s_projects.Select(project => $"<Project Path=\"{project.Name}/{project.Name}.csproj\" />"))}</Solution>");
    }

    public async Task<string[]> SourcesAsync() => await Task.WhenAll(s_projects.Select(project => File.ReadAllTextAsync(SourceOf(project.Name), TestContext.Current.CancellationToken)));

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
