using System;
using System.IO;
using System.Threading.Tasks;
using Devmem.Tests;

[assembly: AssemblyFixture(typeof(Devmem.Package.Tests.PackedFeed))]

namespace Devmem.Package.Tests;

/// <summary>
/// Both packages, packed once per test run into a folder that serves as a feed. The version is new each time, because NuGet
/// takes a version it has seen before from its cache and the tests would look at an old package. Everything that packing builds goes
/// below the same folder, so that a test run leaves the outputs of the source tree as they are.
/// </summary>
public sealed class PackedFeed : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("devmem-feed-").FullName;

    public string Version { get; } = $"0.1.0-test.{DateTime.UtcNow:yyyyMMddHHmmss}.{Environment.ProcessId}";

    public string Folder => Path.Combine(_folder, "feed");

    public string RuntimePackage => Path.Combine(Folder, $"Devmem.{Version}.nupkg");

    public string AnalyzerPackage => Path.Combine(Folder, $"Devmem.Analyzers.{Version}.nupkg");

    public async ValueTask InitializeAsync()
    {
        await PackAsync("analyzers/package/Devmem.Analyzers.Package.csproj");
        await PackAsync("runtime/Devmem.csproj");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task PackAsync(string project)
    {
        string artifacts = Path.Combine(_folder, "artifacts");
        DotnetCommand pack = await DotnetCommand.RunAsync(
            _folder, $"pack \"{Repository.PathOf(project)}\" --artifacts-path \"{artifacts}\" -o \"{Folder}\" -p:Version={Version} --nologo -v q");
        pack.MustSucceed();
    }
}
