using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Devmem.Package.Tests;

/// <summary>One run of the SDK's command line, as a user or a build server would start it.</summary>
internal sealed record DotnetCommand(string Arguments, int ExitCode, string Output)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    public static async Task<DotnetCommand> RunAsync(
        string folder, string arguments, IReadOnlyDictionary<string, string>? environment = null, CancellationToken cancellation = default)
    {
        using Process process = new() { StartInfo = StartInfo(folder, arguments, environment) };
        process.Start();
        process.StandardInput.Close();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(s_limit);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new DotnetCommand(arguments, process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public DotnetCommand MustSucceed()
    {
        Assert.True(ExitCode == 0, $"dotnet {Arguments} ended with {ExitCode}:\n{Output}");
        return this;
    }

    private static ProcessStartInfo StartInfo(string folder, string arguments, IReadOnlyDictionary<string, string>? environment)
    {
        ProcessStartInfo info = new("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The test run is itself a child of the build tool; what that one set for its own children must not reach another build.
        foreach (string name in info.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            info.Environment.Remove(name);

        // No process may outlive the command: the folders it works in are deleted afterwards.
        info.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        info.Environment["UseSharedCompilation"] = "false";
        info.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        info.Environment["DOTNET_NOLOGO"] = "1";
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
            info.Environment[name] = value;
        return info;
    }
}
