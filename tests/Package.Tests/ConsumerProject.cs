using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Xml.Linq;

namespace Devmem.Package.Tests;

/// <summary>
/// A console project somewhere else on the disk that names one of the packages and nothing more, as a newcomer would have it. Its sources
/// mark the lines that deserve a warning with a comment <c>expect ID</c>.
/// </summary>
internal sealed class ConsumerProject : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("devmem-consumer-").FullName;
    private readonly Dictionary<string, string> _environment;

    /// <param name="feed">Where the package comes from.</param>
    /// <param name="program">The source of the only file.</param>
    /// <param name="package">Which package it names.</param>
    /// <param name="framework">What it is built for.</param>
    /// <param name="properties">More MSBuild properties, as XML.</param>
    public ConsumerProject(PackedFeed feed, string program, string package = "Devmem", string framework = "net10.0", string properties = "")
    {
        _environment = new() { ["NUGET_PACKAGES"] = Path.Combine(_folder, "packages") };
        File.WriteAllText(Path.Combine(_folder, "nuget.config"), NugetConfig(feed.Folder));
        File.WriteAllText(Path.Combine(_folder, "Consumer.csproj"), ProjectFile(package, feed.Version, framework, properties));
        File.WriteAllText(SourcePath, program);
    }

    /// <summary>Receives from devmem sockets, and has one misuse of each kind that the package repairs.</summary>
    public static string Receiver { get; } = Program("Receiver.cs");

    /// <summary>Has handles of its own, marked with a copy of the attribute, and does not know the runtime.</summary>
    public static string OwnLayer { get; } = Program("OwnLayer.cs");

    /// <summary>Uses what the language has had only since the compiler that the product is built against.</summary>
    public static string NewLanguage { get; } = Program("NewLanguage.cs");

    public string SourcePath => Path.Combine(_folder, "Program.cs");

    public string SarifPath => Path.Combine(_folder, "devmem.sarif");

    /// <summary>What the source says should be reported, read from its current text.</summary>
    public IReadOnlyList<Warning> Expected() =>
        [.. from line in File.ReadLines(SourcePath).Select((text, index) => (Text: text, Number: index + 1))
            let mark = line.Text.IndexOf("// expect ", StringComparison.Ordinal)
            where mark >= 0
            select new Warning(line.Number, line.Text[(mark + "// expect ".Length)..])];

    public Task<DotnetCommand> BuildAsync(string arguments = "") => RunAsync($"build --nologo --no-incremental -tl:off {arguments}");

    public Task<DotnetCommand> RunProgramAsync() => RunAsync("run --no-build");

    /// <summary>Runs <c>dotnet format analyzers</c> for our rules alone; the exit code is 2 when only verifying and something is left to do.</summary>
    public Task<DotnetCommand> FormatAsync(string arguments = "") =>
        RunAsync($"format analyzers --diagnostics {string.Join(' ', Expected().Select(warning => warning.Id).Distinct())} {arguments}");

    public void AddEditorConfig(string text) => File.WriteAllText(Path.Combine(_folder, ".editorconfig"), text);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<DotnetCommand> RunAsync(string arguments) =>
        DotnetCommand.RunAsync(_folder, arguments, _environment, TestContext.Current.CancellationToken);

    /// <summary>
    /// Adds the feed to whatever sources the machine has, and reads the packages the machine already has in place instead of
    /// fetching them again. Ours are never among them: their version is new.
    /// </summary>
    public static string NugetConfig(string feed) =>
        new XElement(
            "configuration",
            new XElement("packageSources", Add("devmem-test-feed", feed)),
            new XElement("fallbackPackageFolders", Directory.Exists(SharedPackages) ? Add("shared", SharedPackages) : null)).ToString();

    private static XElement Add(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));

    private static string SharedPackages =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string Program(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Consumer", name));

    private static string ProjectFile(string package, string version, string framework, string properties) =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>{framework}</TargetFramework>
            <Nullable>enable</Nullable>
            <UseAppHost>false</UseAppHost>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="{package}" Version="{version}" />
          </ItemGroup>
        </Project>
        """;
}
